import { Option, type Command } from 'commander';
import type { Subcommand } from './subcommand';
import type * as runValidate from './validate/run-validate';

/* eslint-disable @typescript-eslint/no-require-imports -- Not import(): that is Node's own loader, which knows no
   TypeScript. */
const load = () => require('./validate/run-validate') as typeof runValidate;
/* eslint-enable @typescript-eslint/no-require-imports */

const notes = `
Needs neither AWS nor Slack nor the pulumi CLI, and changes nothing. Every mistake is a line: file, line, column,
field, what was found, what is expected. Exit code 1 where there is one. Secret values are not looked into. Where there
is none, what only you can know is asked, which fails nothing without --strict: whether a trail logs the identity
account's events, and what goes where an id of the examples still stands (an account, a channel, a person, a secret, an
address). Beside an account of your own such an id is a mistake, and \`pulumi up\` refuses it.

As a hook of pre-commit, in .pre-commit-config.yaml:
  - repo: local
    hooks:
      - id: keyturn
        name: keyturn validate
        language: system
        entry: npm run -s keyturn -- validate
        files: (^|/)(Pulumi\\.(.+\\.)?ya?ml|engineers\\.ya?ml)$
        pass_filenames: false

Examples:
  keyturn validate
  keyturn validate --stack production --format github`;

export const validate: Subcommand = {
  name: 'validate',
  declare: (command: Command) => {
    command
      .description(
        "Check the project's stack files and engineers.yaml, offline: what `pulumi up` would refuse.",
      )
      .option('--project <folder>', 'the folder of Pulumi.yaml', '.')
      .option('--stack <name...>', 'only these stacks; repeatable (default: all that have a file)')
      .addOption(
        new Option('--format <format>', 'how to write the mistakes')
          .choices(['text', 'json', 'github'])
          .default('text'),
      )
      .option('--strict', 'end with 1 also where something is asked')
      .addHelpText('after', notes)
      .action((options: runValidate.ValidateOptions) => load().runValidate(options));
  },
};
