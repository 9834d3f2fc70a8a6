import { defaultSettings } from '../../rules/settings';
import type { MonitorSettings } from './monitor-settings';
import type * as stackSettings from './stack-settings';

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
