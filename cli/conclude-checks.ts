import { CliError } from './cli-error';
import { exitCodes } from './exit-codes';

/** How many lines a look has, and how many of them say that something is wrong, or could not be seen that could have been. */
export interface Checked {
  readonly all: number;
  readonly wrong: number;
  readonly open: number;
}

/** Ends a look whose lines are written. @throws CliError where not all of them are fine */
export function concludeChecks({ all, wrong, open }: Checked): void {
  if (wrong > 0)
    throw new CliError(
      exitCodes.findings,
      `${wrong} of ${all} checks found something wrong: the output says what to do`,
    );
  if (open > 0)
    throw new CliError(
      exitCodes.incomplete,
      `${open} of ${all} checks could not be made: the output says why`,
    );
}
