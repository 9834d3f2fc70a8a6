import type { Command } from 'commander';
import type { RotateOptions } from './rotate/options';
import type * as runRotate from './rotate/run-rotate';
import type { Subcommand } from './subcommand';

/* eslint-disable @typescript-eslint/no-require-imports -- Not import(): that is Node's own loader, which knows no
   TypeScript. */
const load = () => require('./rotate/run-rotate') as typeof runRotate;
/* eslint-enable @typescript-eslint/no-require-imports */

const notes = `
For your own IAM user, with no other rights than those of self-management, and one code of your MFA device: from a
prompt, from --mfa-code, or from the profile's mfa_process. It makes a new key, waits until AWS knows it, puts it
wherever the old one was (profiles of ~/.aws/credentials and ~/.aws/config, and with --aws-vault there), reads it back,
and only then deletes the old one. Comments, order and other profiles stay as they are. Where the old key is and can't be
replaced is named. Killed at any moment, run it again: it finishes, or undoes.

Nothing is guessed: without a terminal and without --yes a question ends it, with nothing changed, or with the new key
stored and the old one not yet deleted, which it says.

Examples:
  keyturn rotate
  keyturn rotate identity --mfa-code 123456
  keyturn rotate identity --aws-vault identity
  keyturn rotate --finish`;

export const rotate: Subcommand = {
  name: 'rotate',
  declare: (command: Command) => {
    command
      .description('Replace the access key of your own IAM user wherever you have it.')
      .argument(
        '[profile]',
        "whose key it is; without it AWS_PROFILE, the environment's key, or default",
      )
      .option('--mfa-code <code>', 'a code of your MFA device, good once')
      .option('--aws-vault <profile>', 'the key is in this profile of aws-vault, or there too')
      .option('--region <region>', "AWS region; without it, the environment's or the profile's")
      .option('--dry-run', 'say what would be done, and change nothing; it takes a code, too')
      .option('--status', 'say where an unfinished rotation stands; asks nothing of AWS')
      .option('--finish', 'only end what is unfinished: a rotation, or a second key that is stale')
      .option('--yes', 'answer every question with yes, but one about a key that may be in use')
      .option('--json', 'write what was done as JSON')
      .addHelpText('after', notes)
      .action((profile: string | undefined, options: RotateOptions) =>
        load().runRotate(profile, options),
      );
  },
};
