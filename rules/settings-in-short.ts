import { clocksOf, type OwnClocksInFull } from './clocks';
import { defaultSettings, type Settings, type SettingsInput } from './settings';

/** Settings as the functions are told them: what differs from the defaults, and no more. */
export interface SettingsInShort {
  /** In words that every version knows: a function that is older, or newer, reads the same numbers. */
  readonly settings: SettingsInput;
  /** Of kinds of credentials that don't go by those numbers. An older function that knows of none goes by them. */
  readonly clocks?: OwnClocksInFull;
}

export function inShort(settings: Settings): SettingsInShort {
  const flat = flatOf(settings);
  const standard = flatOf(defaultSettings);
  const circuitBreaker = differing(flat.circuitBreaker, standard.circuitBreaker);
  const clocks = differing(
    { ...settings.clocks, 'access-key': undefined },
    { ...clocksOf(flat), 'access-key': undefined },
  );
  return {
    settings: {
      ...differing<SettingsInput>({ ...flat, circuitBreaker: undefined }, standard),
      ...(circuitBreaker && { circuitBreaker }),
    },
    ...(clocks && { clocks }),
  };
}

/** The settings with the clocks that kinds have of their own. */
export function withClocks(settings: Settings, own: SettingsInShort['clocks'] = {}): Settings {
  return { ...settings, clocks: clocksOf(flatOf(settings), own) };
}

function flatOf({ clocks, ...others }: Settings) {
  const { remindAt, stopAt, graceDays } = clocks['access-key'];
  return { ...others, reminderAges: [...remindAt], disableAge: stopAt, graceDays };
}

/** The fields that are not as in the other; undefined where all are. */
function differing<T extends object>(some: T, other: T): Partial<T> | undefined {
  const fields = Object.entries(some).filter(
    ([name, value]) =>
      value !== undefined && JSON.stringify(value) !== JSON.stringify(other[name as keyof T]),
  );
  return fields.length === 0 ? undefined : (Object.fromEntries(fields) as Partial<T>);
}
