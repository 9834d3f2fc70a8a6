import { InvalidArgumentError, Option, type Command } from 'commander';
import type * as runDoctor from './doctor/run-doctor';
import { readRoleName } from './reading/options';
import type { Subcommand } from './subcommand';

/* eslint-disable @typescript-eslint/no-require-imports -- Not import(): that is Node's own loader, which knows no
   TypeScript. */
const load = () => require('./doctor/run-doctor') as typeof runDoctor;
/* eslint-enable @typescript-eslint/no-require-imports */

const notes = `
Says whether what is deployed is alive: the schedule and the last completed run, dead letters, alarms and who hears
them, the trail and the rules by which key events come, versions, logs, dry run. Each function says of itself what it
can reach: the audit role in each account with its rights, the organization, ledger, queue, bucket, the Slack token,
each channel and each person. That is asked by invoking it with an event that changes nothing and sends nothing.

The monitor is the one of the project's stack files, or of --function. It takes the credentials of the monitor's
account; docs/doctor.md has what they must be allowed. Of other accounts the trail and the rule are looked at with
--role-name, in sessions that may do nothing else.

--canary is the one thing that changes anything: it makes an access key and deletes it within a second, and the team's
channel gets the announcement. You are asked first; without a terminal it only says what it would do, unless --yes.

A line each: ✔ fine, ✘ wrong, ? could not be seen; with what to do, and the page of the documentation that says more.
Ends with exit code 1 where there is a ✘, with 4 where something could not be seen that could have been.

Examples:
  keyturn doctor --profile monitor
  keyturn doctor --profile monitor --role-name OrganizationAccountAccessRole --format json
  keyturn doctor --function keyturn-monitor --region eu-central-1
  keyturn doctor --profile monitor --canary canary --canary-profile identity`;

export const doctor: Subcommand = {
  name: 'doctor',
  declare: (command: Command) => {
    command
      .description(
        'Say whether the deployed monitor is alive and can do its work, without changing or sending anything.',
      )
      .option(
        '--project <folder>',
        "the folder of Pulumi.yaml; without it, this one, if there is a project's in it",
      )
      .option('--stack <name>', "the monitor's stack, where the project has several")
      .option('--function <name>', "the function monitor, by name or ARN, in the project's place")
      .option('--profile <name>', "profile of ~/.aws/config; without it, AWS's standard chain")
      .option('--region <region>', "AWS region of --function; without it, the environment's")
      .option(
        '--role-name <name>',
        'role to assume in every account but the monitor’s',
        readRoleName,
      )
      .option('--external-id <id>', "what the role's trust asks for, if it does")
      .option(
        '--canary <user>',
        'try the whole way: make a key of this IAM user (type=machine, without permissions), delete it, and wait for its announcement',
      )
      .option(
        '--canary-profile <name>',
        "profile of that user's account, where it is not the monitor's",
      )
      .option(
        '--wait <minutes>',
        'how long to wait for the announcement (default: 15)',
        readMinutes,
      )
      .option('--yes', 'answer the question of --canary with yes')
      .addOption(
        new Option('--format <format>', 'how to write what was found')
          .choices(['table', 'json'])
          .default('table'),
      )
      .option('--out <file>', 'write to this file, not to standard output')
      .addHelpText('after', notes)
      .action((options: runDoctor.DoctorOptions) => load().runDoctor(options));
  },
};

/** CloudTrail is a quarter of an hour late at the worst, as a rule. */
function readMinutes(text: string): number {
  if (/^\d{1,2}(\.\d)?$/.test(text) && Number(text) > 0) return Number(text);
  throw new InvalidArgumentError(
    `Expected minutes, more than 0 and less than 100, such as 15 or 0.5; found ${JSON.stringify(text)}.`,
  );
}
