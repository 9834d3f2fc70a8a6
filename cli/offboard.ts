import { InvalidArgumentError, type Command } from 'commander';
import { defaultMonitorName, namesOfMonitor } from '../rules/names';
import type { OffboardOptions } from './offboard/options';
import type * as runOffboard from './offboard/run-offboard';
import type * as runVerify from './offboard/run-verify';
import { declareAccountOptions } from './reading/options';
import type { Subcommand } from './subcommand';

/* eslint-disable @typescript-eslint/no-require-imports -- Not import(): that is Node's own loader, which knows no
   TypeScript. */
const load = () => require('./offboard/run-offboard') as typeof runOffboard;
const loadVerify = () => require('./offboard/run-verify') as typeof runVerify;
/* eslint-enable @typescript-eslint/no-require-imports */

const ledgerName = namesOfMonitor(defaultMonitorName).ledger;

const notes = `
It shows what an engineer holds in AWS, who names them, and what to do at once if they leave in anger; takes their entry out
of engineers.yaml, with the comment directly above; and says what follows. pulumi up is left to you. With --verify, after
that, it looks whether all of it is gone, and writes the certificate.

In AWS it only reads, with the calls of keyturn audit; with --trail also cloudtrail:LookupEvents, with --ledger
dynamodb:Query, with --bucket s3:ListBucket and s3:GetObject. The accounts that the stack files declare are looked through
for policies that name the user, through --role-name in those that are not your own; which were not, it says first.

With --verify it ends with exit code 1 where something is left, with 4 where not all could be seen: all is written before.
So it does without --verify where an account could not be read.

Examples:
  keyturn offboard ada --dry-run --profile identity
  keyturn offboard ada --record ada.json --role-name OrganizationAccountAccessRole --profile identity
  keyturn offboard ada --verify --before ada.json --trail --profile identity --ledger ${ledgerName} --ledger-profile monitor`;

export const offboard: Subcommand = {
  name: 'offboard',
  declare: (command: Command) => {
    command
      .description(
        'Take an engineer who leaves out of engineers.yaml, show what they hold, and afterwards certify that all of it is gone.',
      )
      .argument('<engineer>', 'the name of their IAM user, as engineers.yaml has it')
      .option('--project <folder>', 'the folder of Pulumi.yaml', '.')
      .option('--dry-run', 'show what they hold and what would be changed, and change nothing')
      .option('--record <file>', 'write what they hold as JSON, too, for --before')
      .option('--trail', 'ask CloudTrail, too: who used each key; with --verify, who ended what')
      .option('--verify', 'after pulumi up: look whether all is gone, and write the certificate')
      .option(
        '--certificate <file>',
        'with --verify: its name, as .json and as .html (default: <engineer>-offboarded)',
      )
      .option('--before <file>', 'with --verify: what --record wrote of them')
      .option(
        '--user-id <id>',
        'with --verify: the unique id (AIDA…) that their IAM user had',
        readUserId,
      )
      .option('--bucket <name>', "with --verify: the monitor's bucket with its daily reports")
      .option('--folder <folder>', 'with --verify: a copy of it');
    declareAccountOptions(command)
      .option('--config <file>', "Pulumi.<stack>.yaml with the monitor's settings")
      .option('--ledger <table>', "the monitor's DynamoDB table")
      .option(
        '--ledger-profile <name>',
        "profile of the monitor's account for --ledger and --bucket, where it is not the one of the users",
      )
      .addHelpText('after', notes);
    command.action((engineer: string, options: OffboardOptions) =>
      options.verify
        ? loadVerify().runVerify(engineer, options)
        : load().runOffboard(engineer, options),
    );
  },
};

function readUserId(text: string): string {
  if (/^AIDA[A-Z0-9]{4,28}$/.test(text)) return text;
  throw new InvalidArgumentError(
    `Expected a unique id of an IAM user, AIDA…; found ${JSON.stringify(text)}.`,
  );
}
