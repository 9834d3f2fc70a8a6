import { Option, type Command } from 'commander';
import type * as runStatus from './status/run-status';
import type { Subcommand } from './subcommand';

/* eslint-disable @typescript-eslint/no-require-imports -- Not import(): that is Node's own loader, which knows no
   TypeScript. */
const load = () => require('./status/run-status') as typeof runStatus;
/* eslint-enable @typescript-eslint/no-require-imports */

const notes = `
For your own IAM user, with no other rights than those of self-management. It only reads: sts:GetCallerIdentity,
iam:GetUser, iam:ListMFADevices and iam:ListAccessKeys, each for itself, and what is refused is shown as not known. AWS
lists keys with MFA alone, so when yours was made is asked for once, with a code; then it is kept, beside the credentials
file, by the key's last four characters and with no secret. keyturn rotate keeps it too. The day on which the key stops is
reckoned by Keyturn's own numbers, or those of --config; the day in Keyturn's message to you counts.

Where your tags say that keys are closed to you, or when they will be, since you have another way in, it says so, and what
to do.

With --exit-code: 0 for nothing to do, 1 for a key whose reminders have begun, or a second one, or one that is closed to
you, 6 for one that is past its day, or does not work any more.

Examples:
  keyturn status
  keyturn status identity --mfa-code 123456
  keyturn status --exit-code >/dev/null || keyturn rotate
  keyturn status --prompt zsh >> ~/.zshrc`;

export const status: Subcommand = {
  name: 'status',
  declare: (command: Command) => {
    command
      .description(
        'Show how it is with your own access key: its age, the day on which it stops, your MFA device, your roles.',
      )
      .argument(
        '[profile]',
        "whose key it is; without it AWS_PROFILE, the environment's key, or default",
      )
      .option('--mfa-code <code>', 'a code of your MFA device, good once')
      .option('--aws-vault <profile>', 'the key is in this profile of aws-vault, or there too')
      .option('--config <file>', "Pulumi.<stack>.yaml with the monitor's settings and scheduleTime")
      .option('--region <region>', "AWS region; without it, the environment's or the profile's")
      .option('--exit-code', 'end with another code where there is something to do; asks nothing')
      .option('--json', 'write it as JSON')
      .addOption(
        new Option(
          '--prompt <shell>',
          'write the lines that show a key in the prompt when it is due; no more than that',
        ).choices(['zsh', 'bash']),
      )
      .addHelpText('after', notes)
      .action((profile: string | undefined, options: runStatus.StatusOptions) =>
        load().runStatus(profile, options),
      );
  },
};
