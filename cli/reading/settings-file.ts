import { defaultSettings, type Settings } from '../../rules/settings';
import type * as stackSettings from './stack-settings';

/** What a stack's file says of the rules' numbers and of when the monitor runs. */
export interface MonitorSettings {
  readonly settings: Settings;
  /** HH:MM in the settings' time zone. */
  readonly scheduleTime: string;
}

/* eslint-disable @typescript-eslint/no-require-imports -- What reads and checks stack files, which only --config needs.
   Not import(): that is Node's own loader, which knows no TypeScript. */
const load = () => require('./stack-settings') as typeof stackSettings;
/* eslint-enable @typescript-eslint/no-require-imports */

/**
 * The settings of the file of --config; the rules' own defaults where none is named.
 * @throws CliError
 */
export function readSettings(file: string | undefined): MonitorSettings {
  if (file === undefined) return { settings: defaultSettings, scheduleTime: '08:00' };
  return load().settingsOfStack(file);
}
