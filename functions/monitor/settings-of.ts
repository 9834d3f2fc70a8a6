import type { Settings } from '../../rules/settings';
import { inFull } from '../../rules/settings-in-short';
import type { MonitorEnvironment } from './environment';

/** All that five variables say of the numbers of the rules. */
export function settingsOf(environment: MonitorEnvironment): Settings {
  const {
    KEYTURN_SETTINGS,
    KEYTURN_CREDENTIALS: credentials,
    KEYTURN_UNUSED: unused,
    KEYTURN_MOVES: moves,
    KEYTURN_QUESTIONS: questions,
  } = environment;
  return inFull(KEYTURN_SETTINGS, { credentials, unused, moves, questions });
}
