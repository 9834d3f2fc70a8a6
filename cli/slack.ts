import { Option, type Command } from 'commander';
import type * as runCheck from './slack/run-check';
import type * as runPreview from './slack/run-preview';
import type { Subcommand } from './subcommand';

/* eslint-disable @typescript-eslint/no-require-imports -- Not import(): that is Node's own loader, which knows no
   TypeScript. */
const loadCheck = () => require('./slack/run-check') as typeof runCheck;
const loadPreview = () => require('./slack/run-preview') as typeof runPreview;
/* eslint-enable @typescript-eslint/no-require-imports */

const checkNotes = `
Sends nothing: it calls auth.test, users.info and conversations.info. The token is read from the environment variable
KEYTURN_SLACK_TOKEN, or from Secrets Manager, with your own AWS credentials: the secret of --token-secret, or the one
that the project names (keyturn:slackTokenSecretArn). It is never an argument, since other users of a machine see those.

With --request-url, which the monitor's stack says (slackRequestUrl), one request is sent there as Slack signs them, and
one with another secret, which is to be refused; nothing is pressed by either. The signing secret is read from the
environment variable KEYTURN_SLACK_SIGNING_SECRET, or from Secrets Manager: the secret of --signing-secret-arn, or the one
that the project names (keyturn:slackSigningSecretArn). It is never an argument either, and is sent nowhere.

The app needs the scopes chat:write and users:read. Whether it is in a channel can only be seen with channels:read, for
a private channel groups:read; without them that is shown as not checked, and fails nothing. Slack answers for about
a hundred people a minute; the rest is waited for.

Examples:
  keyturn slack check --profile monitor
  KEYTURN_SLACK_TOKEN=$(pulumi config get keyturn:slackToken -s monitor) keyturn slack check
  keyturn slack check --profile monitor --request-url $(pulumi stack output slackRequestUrl -s monitor)`;

const previewNotes = `
Without a name it lists the messages. A kind, such as key-reminder, shows each of its messages. Names and numbers in
them are examples. It needs neither a project nor AWS nor Slack.

Examples:
  keyturn slack preview key-reminder.owner
  keyturn slack preview key-disabled.team --format json`;

export const slack: Subcommand = {
  name: 'slack',
  declare: (command: Command) => {
    command.description('Look after the Slack app: what it may and whom it reaches, what it says.');
    declareCheck(command.command('check'));
    declarePreview(command.command('preview'));
  },
};

function declareCheck(command: Command): void {
  command
    .description(
      "Check the app's token and scopes, that it is in each channel, and that it reaches everybody whom engineers.yaml declares, without sending anything.",
    )
    .option(
      '--project <folder>',
      "the folder of Pulumi.yaml; without it, this one, if there is a project's in it",
    )
    .option('--channel <id...>', 'check this channel too; repeatable')
    .option('--user <id...>', 'check this person too; repeatable')
    .option('--token-secret <arn>', 'the secret of Secrets Manager that holds the bot token')
    .option(
      '--request-url <url>',
      'send signed requests to this URL (slackRequestUrl), as Slack does',
    )
    .option('--signing-secret-arn <arn>', 'the secret of Secrets Manager with the signing secret')
    .option('--profile <name>', "profile of ~/.aws/config; without it, AWS's standard chain")
    .option('--api-url <url>', "another Slack than slack.com, such as GovSlack; or the project's")
    .addOption(
      new Option('--format <format>', 'how to write what was found')
        .choices(['table', 'json'])
        .default('table'),
    )
    .option('--out <file>', 'write to this file, not to standard output')
    .addHelpText('after', checkNotes)
    .action((options: runCheck.CheckOptions) => loadCheck().runCheck(options));
}

function declarePreview(command: Command): void {
  command
    .description('Show a message as people read it in Slack, or as Block Kit.')
    .argument('[message]', 'the name of a message, or a kind')
    .addOption(
      new Option(
        '--format <format>',
        'text; json: what is sent to Slack; link: to the Block Kit Builder',
      )
        .choices(['text', 'json', 'link'])
        .default('text'),
    )
    .option('--out <file>', 'write to this file, not to standard output')
    .addHelpText('after', previewNotes)
    .action((message: string | undefined, options: runPreview.PreviewOptions) =>
      loadPreview().runPreview(message, options),
    );
}
