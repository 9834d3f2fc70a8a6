import { alarmsBroken } from './alarms';
import type { Broken } from './broken';
import { functionsBroken } from './functions';
import { keyEventsBroken } from './key-events';
import { schedulesBroken } from './schedules';

/** Each ✘ that the command says by itself, but for those of a monitor that is not there. */
export const brokenDeployments: Readonly<Record<string, Broken>> = {
  ...functionsBroken,
  ...schedulesBroken,
  ...alarmsBroken,
  ...keyEventsBroken,
};
