import type { Command } from 'commander';
import type { Subcommand } from './subcommand';

export const plan: Subcommand = {
  name: 'plan',
  declare: (command: Command) =>
    command.description('Show what the monitor would do on a day, with the reason for every key.'),
};
