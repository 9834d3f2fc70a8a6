import { Option, type Command } from 'commander';
import { defaultMonitorName, namesOfMonitor } from '../rules/names';
import { newWays } from '../rules/ways-in';
import type * as runMoveStatus from './move/run-move-status';
import type * as runMoveStep from './move/run-move-step';
import type { MoveStepOptions } from './move/step-options';
import { declareReadingOptions, readRoleName } from './reading/options';
import type { Subcommand } from './subcommand';

/* eslint-disable @typescript-eslint/no-require-imports -- Not import(): that is Node's own loader, which knows no
   TypeScript. */
const loadStatus = () => require('./move/run-move-status') as typeof runMoveStatus;
const loadStep = () => require('./move/run-move-step') as typeof runMoveStep;
/* eslint-enable @typescript-eslint/no-require-imports */

const ledgerName = namesOfMonitor(defaultMonitorName).ledger;

const statusNotes = `
It only reads, with the calls of keyturn audit and, for --ledger, dynamodb:Query on the table. Of the project, that of --project
or the one in the working folder, it has the monitor's numbers, and those of engineers.yaml who have no IAM user. The table has
what fits a terminal; --format json and --html have all of it. The steps are: open (another
way than a key is), told (the message has arrived), proved (it was seen in use on enough days, or they said so), quiet (no
key of theirs is used any more), warned (key is closed, and they know when theirs stop), disabled, closed.

Examples:
  keyturn move status --profile identity --ledger ${ledgerName} --ledger-profile monitor --region eu-central-1
  keyturn move status --ledger ${ledgerName} --html moves.html`;

const stepNotes = `
It changes one entry of engineers.yaml, shows the change, and leaves pulumi up to you: it opens another way; closes key,
once the other way is proved and no key is used any more; and at the end leaves them without key where they sign in as an
IAM user, or else says that they have none, and writes the certificate. Nobody is taken out: keyturn offboard does that.
Where something is missing for a step it says what, changes nothing, and ends with exit code 1.

Opening a way and --back need neither AWS nor the ledger; --back writes there where it can, so that what was forced or
warned of before counts no more. The rest reads the user with the calls of keyturn audit and the ledger with
dynamodb:Query; --force and --said write there, with dynamodb:UpdateItem on the table, and --trail asks
cloudtrail:LookupEvents.

Examples:
  keyturn move ben
  keyturn move ben --back
  keyturn move ben --said ben-ways.json --profile identity --ledger-profile monitor
  keyturn move ben --force --reason "left the old laptop, told by phone" --profile identity --ledger-profile monitor
  keyturn move ben --certificate ben-without-key --trail --profile identity --ledger-profile monitor`;

export const move: Subcommand = {
  name: 'move',
  declare: (command: Command) => {
    command.description(
      'Lead people from access keys to another way in, one by one: who is how far, and the next step of one of them.',
    );
    declareStep(command.command('step', { isDefault: true }));
    declareStatus(command.command('status'));
  },
};

function declareStatus(command: Command): void {
  command
    .description(
      'Show every engineer, the ways in that are open to them, when each was used last, at which step they are and what is missing for the next.',
    )
    .addOption(
      new Option('--format <format>', 'how to write it')
        .choices(['table', 'json'])
        .default('table'),
    )
    .option('--out <file>', 'write to this file, not to standard output')
    .option('--html <file>', 'write a page of it, too')
    .option(
      '--project <folder>',
      'the folder of Pulumi.yaml; without it the working folder, where it has one',
    );
  declareReadingOptions(command).addHelpText('after', statusNotes);
  command.action((options: runMoveStatus.MoveStatusOptions) => loadStatus().runMoveStatus(options));
}

function declareStep(command: Command): void {
  command
    .description("Take an engineer's next step, which is what keyturn move <engineer> does.")
    .argument('<engineer>', 'the name of their IAM user, as engineers.yaml has it')
    .option('--project <folder>', 'the folder of Pulumi.yaml', '.')
    .addOption(new Option('--to <way>', 'open this way').choices([...newWays]))
    .option('--back', 'give key back')
    .option('--said <file>', 'record in the ledger what they say with keyturn ways --statement')
    .option('--force', 'close key though nothing proves another way; the ledger keeps who and why')
    .option('--reason <text>', 'why, with --force')
    .option('--certificate <file>', 'write the certificate at the end, as .json and as .html')
    .option('--trail', 'ask CloudTrail, too, who ended each key, for the certificate')
    .option('--dry-run', 'show what would be changed, and change nothing')
    .option('--profile <name>', "profile of ~/.aws/config; without it, AWS's standard chain")
    .option('--region <region>', "AWS region; without it, the environment's or the profile's")
    .option(
      '--role-name <name>',
      "role to assume in the users' account, where it is not your own",
      readRoleName,
    )
    .option('--external-id <id>', "what the role's trust asks for, if it does")
    .option(
      '--config <file>',
      "Pulumi.<stack>.yaml with the monitor's settings; without it, the project's",
    )
    .option('--ledger <table>', "the monitor's DynamoDB table", ledgerName)
    .option(
      '--ledger-profile <name>',
      "profile of the monitor's account, where it is not the one of the users",
    )
    .addHelpText('after', stepNotes)
    .action((engineer: string, options: MoveStepOptions) =>
      loadStep().runMoveStep(engineer, options),
    );
}
