import type { Command } from 'commander';

/** One subcommand: a file that declares its arguments, and loads what it does only when it is run. */
export interface Subcommand {
  readonly name: string;
  /**
   * Gives the command its description, arguments and action. The action throws `CliError`, or sets
   * `process.exitCode` where it ends with another code than 0.
   */
  readonly declare: (command: Command) => void;
}
