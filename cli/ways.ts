import type { Command } from 'commander';
import type { Subcommand } from './subcommand';
import type * as runWays from './ways/run-ways';

/* eslint-disable @typescript-eslint/no-require-imports -- Not import(): that is Node's own loader, which knows no
   TypeScript. */
const load = () => require('./ways/run-ways') as typeof runWays;
/* eslint-enable @typescript-eslint/no-require-imports */

const notes = `
For yourself, with no rights of its own: it reads ~/.aws/config and ~/.aws/credentials, gets the credentials of each
profile as AWS's SDK does, and asks sts:GetCallerIdentity with them. It asks for no MFA code, so a role by a key is not
tried. A key that stands where a profile of aws login or IAM Identity Center is, or in the environment, is used by tools
in its place, and none says so: it is named, with where to take it out, and is not taken for that way.

The file of --statement says which ways without a key let you in, as whom, and when. Give it to the team, who record it:
  keyturn move <you> --said <file>

Examples:
  keyturn ways
  keyturn ways identity-sign-in production-deploy-sign-in
  keyturn ways --statement my-ways.json`;

export const ways: Subcommand = {
  name: 'ways',
  declare: (command: Command) => {
    command
      .description(
        'Try each of your ways to AWS, and show who you are there and which forgotten key would be used instead.',
      )
      .argument('[profiles...]', 'those to try; without them, all that are a way')
      .option('--statement <file>', 'write which ways without a key let you in, for the team')
      .option('--json', 'write what was found as JSON')
      .addHelpText('after', notes)
      .action((profiles: readonly string[], options: runWays.WaysOptions) =>
        load().runWays(profiles, options),
      );
  },
};
