import { z } from 'zod';
import {
  checkClocks,
  clocksOf,
  flatClock,
  modesOf,
  ownSchema,
  type Clocks,
  type Modes,
} from './clocks';
import { isLocalDate } from './local-date';
import { mostDaysSeen } from './person/move-record';

/**
 * A zone as the database of zones writes it. Node also takes `+01:00` and `europe/berlin`, EventBridge Scheduler
 * neither, and that would fail in the middle of a deployment.
 */
function isTimeZone(zone: string): boolean {
  if (!/^[A-Z][\w+-]*(\/[A-Z][\w+-]*)*$/.test(zone)) return false;
  const timeZone = nameNow(zone);
  // Of a zone that has another name now nobody knows the case of its letters.
  return (
    timeZone !== undefined && (timeZone === zone || timeZone.toLowerCase() !== zone.toLowerCase())
  );
}

/** What Node calls the zone; undefined where there is none. */
function nameNow(zone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    // It knows no such zone.
  }
  return undefined;
}

const days = z.number().int().positive();

/**
 * What is done about keys that nobody uses. `report`: reports and summaries tell of them; `disable`: their owners are
 * warned, too, and those of engineers are disabled on the day that the warning named. A password is only ever reported:
 * IAM can't disable one.
 */
export const unusedModes = ['report', 'disable'] as const;
export type UnusedMode = (typeof unusedModes)[number];

const flatSettings = z.strictObject({
  /** The IANA time zone of the schedule, in which days are counted. */
  timeZone: z
    .string()
    .refine(isTimeZone, 'expected an IANA time zone such as Europe/Berlin')
    .default('Etc/UTC'),
  ...flatClock,
  /** Calendar days between the delivered notice of a second enabled key and the older one's disabling. */
  secondKeyGraceDays: days.default(2),
  /** How many days ahead an exemption may end. */
  maximumExemptionDays: days.default(90),
  /** After so many days without use a key or a password is unused: as CIS has it. */
  unusedAge: days.default(45),
  /** What is done about keys that are unused. */
  unused: z.enum(unusedModes).default('report'),
  /** On so many days another way in must have been used before it counts as proved. */
  provedDays: days.max(mostDaysSeen).default(3),
  /** After so many days without use an engineer's keys are quiet. */
  quietDays: days.default(14),
  /** A run that would disable more keys of one account than both of these disables none. */
  circuitBreaker: z
    .strictObject({
      keys: days.default(5),
      percent: z.number().min(0).max(100).default(20),
      /** The last date (YYYY-MM-DD) on which runs may go beyond the limit: the explicit release. */
      releasedThrough: z.string().refine(isLocalDate, 'expected a date, YYYY-MM-DD').optional(),
    })
    .prefault({}),
});

/** The numbers of the rules. Every one has the default that the documentation promises. */
export const settingsSchema = flatSettings
  .extend({
    /** Of kinds of credentials: what is done about those that grow old, and their own ages. */
    credentials: ownSchema.optional(),
  })
  .superRefine(({ reminderAges, disableAge, graceDays, credentials }, context) =>
    checkClocks({ reminderAges, disableAge, graceDays, credentials }, context),
  )
  .transform(({ reminderAges, disableAge, graceDays, credentials, ...more }): Settings => {
    const { provedDays, quietDays, ...others } = more;
    return {
      ...others,
      clocks: clocksOf({ reminderAges, disableAge, graceDays }, credentials),
      modes: modesOf(credentials),
      moves: { provedDays, quietDays },
    };
  });

/** The same without what is said of kinds of credentials, which stack files say apart from these numbers. */
export const flatSettingsSchema = flatSettings
  .extend({
    /** After so many days an engineer is asked again whose a new key is. */
    askAgainDays: z.int().min(0).max(30).optional(),
  })
  .superRefine((flat, context) => checkClocks(pickFlat(flat), context))
  .transform(({ askAgainDays: againAfterDays, ...flat }): Settings => ({
    ...settingsSchema.parse(flat),
    ...(againAfterDays !== undefined && { questions: { againAfterDays } }),
  }));

function pickFlat({
  reminderAges,
  disableAge,
  graceDays,
}: Pick<z.output<typeof flatSettings>, 'reminderAges' | 'disableAge' | 'graceDays'>) {
  return { reminderAges, disableAge, graceDays };
}

/** How the owners of new keys are asked whether those are theirs. */
export interface Questions {
  /**
   * Who has not answered so many days after they were asked is asked once more, and from then on the summary names the key;
   * 0: neither.
   */
  readonly againAfterDays: number;
}

/** What an engineer's move from keys to another way in is held to. */
export interface Moves {
  /** On so many days the other way must have been used before it counts as proved. */
  readonly provedDays: number;
  /** After so many days without use their keys are quiet. */
  readonly quietDays: number;
}

/** Checked settings. */
export interface Settings {
  readonly timeZone: string;
  readonly secondKeyGraceDays: number;
  readonly maximumExemptionDays: number;
  readonly unusedAge: number;
  readonly unused: UnusedMode;
  readonly moves: Moves;
  readonly circuitBreaker: {
    readonly keys: number;
    readonly percent: number;
    readonly releasedThrough?: string;
  };
  /** When each kind of credential is reminded of and stopped. */
  readonly clocks: Clocks;
  /** What is done about each kind. */
  readonly modes: Modes;
  /** Absent: nobody is asked whose a new key is. */
  readonly questions?: Questions;
}
/** Settings as people write them: everything has a default. */
export type SettingsInput = z.input<typeof settingsSchema>;

/** The defaults that design and documentation promise. */
export const defaultSettings: Settings = settingsSchema.parse({});
