import type { Settings } from '../../rules/settings';
import { inFull } from '../../rules/settings-in-short';
import type { MonitorEnvironment } from './environment';

/** All that four variables say of the numbers of the rules. */
export function settingsOf(environment: MonitorEnvironment): Settings {
  const {
    KEYTURN_SETTINGS,
    KEYTURN_CREDENTIALS: credentials,
    KEYTURN_UNUSED: unused,
    KEYTURN_QUESTIONS: questions,
  } = environment;
  return inFull(KEYTURN_SETTINGS, { credentials, unused, questions });
}
