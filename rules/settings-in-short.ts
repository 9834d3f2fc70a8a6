import { z } from 'zod';
import { clocksOf, modesOf, type OwnInFull, type OwnOfKinds } from './clocks';
import { credentialKinds, isChosen } from './credentials';
import {
  defaultSettings,
  unusedModes,
  type Moves,
  type Questions,
  type Settings,
  type SettingsInput,
} from './settings';

/** Settings as the functions are told them: what differs from the defaults, and no more. */
export interface SettingsInShort {
  /** In words that every version knows: a function that is older, or newer, reads the same numbers. */
  readonly settings: SettingsInput;
  /**
   * Of kinds of credentials that don't go by those numbers, or of which more is done than to report them. An older
   * function that knows of none goes by the numbers, and does for keys what it always did.
   */
  readonly credentials?: OwnInFull;
  /** Of what nobody uses, of which an older function knows nothing. */
  readonly unused?: UnusedInShort;
  /** Of moves from keys to other ways in, of which an older function knows nothing either. */
  readonly moves?: Moves;
}

/** As a function's environment has it: what a newer version says besides is passed by. */
export const unusedSchema = z.object({
  /** Days. */
  age: z.number().int().positive(),
  /** Absent: reports and summaries tell of it, and that is all. */
  do: z.enum(unusedModes).optional(),
});
type UnusedInShort = z.infer<typeof unusedSchema>;

/** The same of moves; absent: the defaults. */
export const movesSchema: z.ZodType<Moves> = z.object({
  provedDays: z.number().int().positive(),
  quietDays: z.number().int().positive(),
});

/** The same of what the owners of new keys are asked; absent where nobody is. */
export const questionsSchema: z.ZodType<Questions> = z.object({
  againAfterDays: z.number().int().min(0).max(30),
});

export function inShort(settings: Settings): SettingsInShort {
  const flat = flatOf(settings);
  const { moves } = settings;
  const standard = flatOf(defaultSettings);
  const circuitBreaker = differing(flat.circuitBreaker, standard.circuitBreaker);
  const credentials = differing(
    { ...ownInFull(settings), 'access-key': undefined },
    ownInFull({ clocks: clocksOf(flat), modes: modesOf() }),
  );
  return {
    settings: {
      ...differing<SettingsInput>(
        { ...flat, unusedAge: undefined, unused: undefined, circuitBreaker: undefined },
        standard,
      ),
      ...(circuitBreaker && { circuitBreaker }),
    },
    ...(credentials && { credentials }),
    ...unusedInShort(settings),
    ...(differing(moves, defaultSettings.moves) && { moves }),
  };
}

function unusedInShort({ unusedAge: age, unused }: Settings): Pick<SettingsInShort, 'unused'> {
  const isDone = unused !== defaultSettings.unused;
  if (age === defaultSettings.unusedAge && !isDone) return {};
  return { unused: { age, ...(isDone && { do: unused }) } };
}

/** The settings with all that is said apart from them. */
export function inFull(
  settings: Settings,
  {
    credentials,
    unused: said,
    moves = settings.moves,
    questions,
  }: {
    readonly credentials?: OwnOfKinds;
    readonly unused?: UnusedInShort;
    readonly moves?: Moves;
    readonly questions?: Questions;
  },
): Settings {
  const { age: unusedAge = settings.unusedAge, do: unused = settings.unused } = said ?? {};
  return {
    ...withCredentials(settings, credentials),
    unusedAge,
    unused,
    moves,
    ...(questions && { questions }),
  };
}

/** The settings with what kinds have of their own. */
export function withCredentials(settings: Settings, own: OwnOfKinds = {}): Settings {
  return { ...settings, clocks: clocksOf(flatOf(settings), own), modes: modesOf(own) };
}

function ownInFull({ clocks, modes }: Pick<Settings, 'clocks' | 'modes'>) {
  const own = credentialKinds.map((kind) => [
    kind,
    { ...(isChosen(kind) && { do: modes[kind] }), ...clocks[kind] },
  ]);
  return Object.fromEntries(own) as OwnInFull & { readonly 'access-key'?: undefined };
}

function flatOf(settings: Settings) {
  const { remindAt, stopAt, graceDays } = settings.clocks['access-key'];
  // Whether anybody is asked is said apart from the numbers of the rules, and moves are.
  const apart = { clocks: undefined, modes: undefined, questions: undefined, moves: undefined };
  const said = { ...settings, ...apart };
  return { ...said, reminderAges: [...remindAt], disableAge: stopAt, graceDays };
}

/** The fields that are not as in the other; undefined where all are. */
function differing<T extends object>(some: T, other: T): Partial<T> | undefined {
  const fields = Object.entries(some).filter(
    ([name, value]) =>
      value !== undefined && JSON.stringify(value) !== JSON.stringify(other[name as keyof T]),
  );
  return fields.length === 0 ? undefined : (Object.fromEntries(fields) as Partial<T>);
}
