import type { Command } from 'commander';
import type { Subcommand } from './subcommand';

export const audit: Subcommand = {
  name: 'audit',
  declare: (command: Command) =>
    command.description('Read IAM users and keys, and report who breaks which of the five rules.'),
};
