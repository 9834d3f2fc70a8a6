import { exitCodes, type ExitCode } from './exit-codes';

/** What ends a command: one line for a person, which names what was found, what was expected and what to do. */
export class CliError extends Error {
  override readonly name = 'CliError';

  constructor(
    readonly exitCode: Exclude<ExitCode, typeof exitCodes.fine>,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Also of one that a subcommand's own bundle has made: each bundle has a class of its own. */
export function isCliError(error: unknown): error is CliError {
  return error instanceof Error && error.name === 'CliError' && 'exitCode' in error;
}

/** Bad use, or bad input. */
export function badUse(message: string, options?: ErrorOptions): CliError {
  return new CliError(exitCodes.badUse, message, options);
}
