import { InvalidArgumentError, Option, type Command } from 'commander';
import { isLocalDate } from '../rules/local-date';
import type * as runPlan from './plan/run-plan';
import { declareReadingOptions } from './reading/options';
import type { Subcommand } from './subcommand';

/* eslint-disable @typescript-eslint/no-require-imports -- Not import(): that is Node's own loader, which knows no
   TypeScript. */
const load = () => require('./plan/run-plan') as typeof runPlan;
/* eslint-enable @typescript-eslint/no-require-imports */

const notes = `
It only reads, with the calls of keyturn audit; --ledger adds dynamodb:Query on the table. A later day is found by
playing every run until then: each message arrives, and nobody acts.

Examples:
  keyturn plan --config Pulumi.monitor.yaml --untagged-as engineer
  keyturn plan --profile identity --ledger keyturn-ledger --ledger-profile monitor --region eu-central-1`;

export const plan: Subcommand = {
  name: 'plan',
  declare: (command: Command) => {
    command
      .description(
        'Show what the monitor would do today or on another day, with the reason for every key, also for those of which it does nothing.',
      )
      .option('--on <date>', 'the day of the run, YYYY-MM-DD; without it, today', readDate)
      .addOption(
        new Option('--format <format>', 'how to write the plan')
          .choices(['table', 'json'])
          .default('table'),
      )
      .option('--out <file>', 'write to this file, not to standard output');
    declareReadingOptions(command).addHelpText('after', notes);
    command.action((options: runPlan.PlanOptions) => load().runPlan(options));
  },
};

function readDate(text: string): string {
  if (isLocalDate(text)) return text;
  throw new InvalidArgumentError('Expected a date that exists, YYYY-MM-DD.');
}
