import type { Settings } from '../../rules/settings';

/** What a stack's file says of the rules' numbers and of when the monitor runs. */
export interface MonitorSettings {
  readonly settings: Settings;
  /** HH:MM in the settings' time zone. */
  readonly scheduleTime: string;
}
