import type { Command } from 'commander';
import type { AdoptOptions } from './adopt/options';
import type * as runAdopt from './adopt/run-adopt';
import type { Subcommand } from './subcommand';

/* eslint-disable @typescript-eslint/no-require-imports -- Not import(): that is Node's own loader, which knows no
   TypeScript. */
const load = () => require('./adopt/run-adopt') as typeof runAdopt;
/* eslint-enable @typescript-eslint/no-require-imports */

const notes = `
It only reads AWS: GenerateCredentialReport, which makes AWS renew the account's credential report,
GetCredentialReport, GetAccountAuthorizationDetails, GetAccountPasswordPolicy, ListServiceSpecificCredentials and, of
each user, ListSSHPublicKeys. Slack is asked for the people of the e-mail addresses (users.lookupByEmail, scope
users:read.email) if KEYTURN_SLACK_TOKEN holds a bot token; it is never an argument, since other users of a machine see
those. Both files are written, or none. What was guessed is marked in engineers.yaml.

Examples:
  keyturn adopt --profile identity --dry-run
  keyturn adopt --profile identity --machine jenkins --leave-out break-glass
  keyturn adopt --profile identity --merge --force`;

export const adopt: Subcommand = {
  name: 'adopt',
  declare: (command: Command) => {
    command
      .description(
        "Write engineers.yaml and the file for `pulumi import` from an account's IAM users, so that they come under management as the users they are.",
      )
      .option('--project <folder>', 'the folder of Pulumi.yaml', '.')
      .option('--stack <name>', "the account's stack; needed only where several hold users")
      .option('--engineers-file <file>', "write this file, not the stack's keyturn:engineersFile")
      .option('--import-file <file>', 'write this file, not import.json beside Pulumi.yaml')
      .option('--merge', 'add to an engineers.yaml that exists who is missing there, no more')
      .option('--force', 'overwrite files that exist')
      .option('--dry-run', 'print what would be written, and write nothing')
      .option('--engineer <name...>', 'this user is an engineer; repeatable')
      .option('--machine <name...>', 'this user is a machine; repeatable')
      .option('--leave-out <name...>', 'leave out this user; repeatable')
      .option('--email-tag <key>', "the users' tag that holds an e-mail address", 'email')
      .option('--slack-api-url <url>', "another Slack than slack.com, or the project's")
      .option('--profile <name>', "profile of ~/.aws/config; without it, AWS's standard chain")
      .option('--region <region>', "AWS region; without it, the stack's")
      .addHelpText('after', notes)
      .action((options: AdoptOptions) => load().runAdopt(options));
  },
};
