import { Command } from 'commander';
import { version } from '../package.json';
import { adopt } from './adopt';
import { audit } from './audit';
import { awsConfig } from './aws-config';
import { deployerPolicy } from './deployer-policy';
import { doctor } from './doctor';
import { evidence } from './evidence';
import { describeExitCodes } from './exit-codes';
import { move } from './move';
import { offboard } from './offboard';
import { plan } from './plan';
import { refuseSilent } from './refuse-silent';
import { rotate } from './rotate';
import { slack } from './slack';
import { status } from './status';
import type { Subcommand } from './subcommand';
import { validate } from './validate';
import { ways } from './ways';

/** In the order in which the help shows them. */
const subcommands: readonly Subcommand[] = [
  audit,
  plan,
  move,
  offboard,
  evidence,
  rotate,
  status,
  adopt,
  validate,
  awsConfig,
  ways,
  deployerPolicy,
  slack,
  doctor,
];

/** Nothing is on the PATH until there is a release. */
const howToRun =
  'In a clone, and in a project that has the package: npm run -s keyturn -- <command>';

/**
 * The whole command line.
 * @param helpWidth in columns, where the terminal's is not wanted
 */
export function makeProgram(helpWidth?: number): Command {
  const program = new Command('keyturn')
    .description(
      'Tells what becomes of the access keys of IAM users, rotates your own, and helps to bring them in.',
    )
    .version(version)
    .option('--debug', 'show where an error came from')
    .addHelpText('after', `\n${describeExitCodes()}\n\n${howToRun}`)
    .showSuggestionAfterError()
    .configureOutput({
      ...(helpWidth === undefined ? {} : { getOutHelpWidth: () => helpWidth }),
      // Errors are shown in one place, by main.ts.
      outputError: () => undefined,
    })
    .exitOverride();
  for (const { name, declare } of subcommands) declare(program.command(name));
  refuseSilent(program);
  return program;
}
