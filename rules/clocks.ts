import { z } from 'zod';
import { credentialKinds, credentialTraits, type ChosenKind } from './credentials';
import type { CredentialKind } from './credentials/credential';
import type { CredentialTraits } from './credentials/credential-traits';
import { modes, type Mode } from './credentials/mode';

/**
 * When a kind of credential is reminded of, and when its time is over: in whole days of its age; and what is done
 * about it then. Every kind has a clock, by how its traits say that it stops.
 */

const days = z.number().int().positive();
const ages = z.array(days).min(1);

/** The clock of a kind that Keyturn itself stops. */
export interface Clock {
  /** Ascending ages at which its owner is reminded. */
  readonly remindAt: readonly number[];
  /** The age at which it is stopped. */
  readonly stopAt: number;
  /** Calendar days between a delivered warning and the stopping. */
  readonly graceDays: number;
}

/** The numbers of the rules, of every kind of credential that is given no others. */
export const standardClock: Clock = { remindAt: [76, 81, 86], stopAt: 91, graceDays: 5 };

/** What expires by itself does so at an age that is AWS's to keep, so nothing is to be said of grace. */
type ClockOf<Stop extends CredentialTraits['stop']> = Stop extends 'inactivate'
  ? Clock
  : Omit<Clock, 'graceDays'>;
const remindedSchema = z.object({ remindAt: ages, stopAt: days });
const stoppedSchema = remindedSchema.extend({ graceDays: days });

const mode = z.enum(modes);

function ownSchemaOf({ stop, mode: of }: Pick<CredentialTraits, 'stop' | 'mode'>) {
  const clock = stop === 'inactivate' ? stoppedSchema : remindedSchema;
  return of === 'chosen' ? clock.extend({ do: mode }) : clock;
}

type Kinds = typeof credentialTraits;
/** Of every kind. */
export type Clocks = { readonly [Kind in CredentialKind]: ClockOf<Kinds[Kind]['stop']> };

/** What is done about those of every kind. */
export type Modes = Readonly<Record<CredentialKind, Mode>>;

/** The numbers of access keys, and of all that has none of its own, by the names that they had first. */
export const flatClock = {
  /** Ages, in days, at which a key's owner is reminded. */
  reminderAges: ages.optional().meta({ default: standardClock.remindAt }),
  /** The age, in days, at which a key is disabled. */
  disableAge: days.optional().meta({ default: standardClock.stopAt }),
  /** Calendar days between a delivered warning and the disabling. */
  graceDays: days.optional().meta({ default: standardClock.graceDays }),
};

/** A kind's clock and, where a company chooses it, what is done. */
type Own<Kind extends CredentialKind> = Clocks[Kind] &
  (Kind extends ChosenKind ? { readonly do: Mode } : object);
export type OwnOfKinds = { readonly [Kind in CredentialKind]?: Partial<Own<Kind>> };

/** As people write them. */
export const ownSchema = z.strictObject(
  ofEachKind(credentialTraits, (traits) => ownSchemaOf(traits).partial().strict().optional()),
) as z.ZodType as z.ZodType<OwnOfKinds, OwnOfKinds>;

/** As a function's environment has them. */
export type OwnInFull = {
  readonly [Kind in Exclude<CredentialKind, 'access-key'>]?: Own<Kind>;
};

/**
 * All but the keys', whose numbers are in the flat keys. What a newer version says of kinds that this one does not know
 * is passed by. Made where it is needed, since a program that deploys and a command read none, and it takes time.
 */
export function ownInFullSchemaOf(kinds: Kinds) {
  const ofAll = ofEachKind(kinds, (traits) => ownSchemaOf(traits).optional());
  const schema = z.object(ofAll).omit({ 'access-key': true });
  const checked = schema.superRefine((clocks, context) => {
    for (const [kind, clock] of Object.entries(clocks))
      if (clock) checkClock(clock, namesWithin(kind), complainTo(context));
  });
  return checked as z.ZodType as z.ZodType<OwnInFull, OwnInFull>;
}

function ofEachKind<Kind extends string, Made>(
  kinds: Readonly<Record<Kind, CredentialTraits>>,
  make: (traits: CredentialTraits, kind: Kind) => Made,
): Readonly<Record<Kind, Made>> {
  const made = Object.entries<CredentialTraits>(kinds).map(([kind, traits]) => [
    kind,
    make(traits, kind as Kind),
  ]);
  return Object.fromEntries(made) as Record<Kind, Made>;
}

type Flat = Readonly<Partial<Record<'disableAge' | 'graceDays', number>>> & {
  readonly reminderAges?: readonly number[];
};

/** What is left out of a kind's own clock is as in the flat keys. */
export function clocksOf(flat: Flat, own: OwnOfKinds = {}): Clocks {
  const common = over(
    { remindAt: flat.reminderAges, stopAt: flat.disableAge, graceDays: flat.graceDays },
    standardClock,
  );
  const { remindAt, stopAt } = common;
  return ofEachKind(credentialTraits, ({ stop }, kind) =>
    over(clockIn(own[kind] ?? {}), stop === 'inactivate' ? common : { remindAt, stopAt }),
  ) as Clocks;
}

function clockIn({ remindAt, stopAt, graceDays }: Partial<Clock>): Partial<Clock> {
  return { remindAt, stopAt, graceDays };
}

/** What is done about each kind: by its traits, or by what the company says. */
export function modesOf(own: OwnOfKinds = {}): Modes {
  const said: { readonly [Kind in ChosenKind]?: { readonly do?: Mode } } = own;
  return ofEachKind(credentialTraits, ({ mode: of }, kind): Mode => {
    if (of !== 'chosen') return of;
    return said[kind as ChosenKind]?.do ?? 'report';
  });
}

function over<Whole extends object>(
  some: { readonly [Name in keyof Whole]?: Whole[Name] | undefined },
  others: Whole,
): Whole {
  const given = Object.entries(some).filter(([, value]) => value !== undefined);
  return { ...others, ...Object.fromEntries(given) };
}

/** What is wrong with a clock, and where it is written. */
type Complain = (path: readonly string[], message: string) => void;

function complainTo(context: z.core.$RefinementCtx): Complain {
  return (path, message) => context.addIssue({ code: 'custom', path: [...path], message });
}

/** Of both ways to write a kind's clock one at a time, and each with numbers that make sense. */
export function checkClocks(
  { credentials: own = {}, ...flat }: Flat & { readonly credentials?: OwnOfKinds },
  context: z.core.$RefinementCtx,
): void {
  const complain = complainTo(context);
  const given = Object.entries(flat).flatMap(([name, value]) => (value === undefined ? [] : name));
  if (own['access-key'] && given.length > 0)
    return complain(
      ['credentials', 'access-key'],
      `expected either this or ${given.join(', ')}, found both`,
    );
  const clocks = clocksOf(flat, own);
  for (const kind of credentialKinds) {
    if (own[kind]) checkClock(clocks[kind], namesWithin('credentials', kind), complain);
    else if (kind === 'access-key') checkClock(clocks[kind], flatNames, complain);
  }
}

type Names = Readonly<Record<keyof Clock, readonly string[]>>;

const flatNames: Names = {
  remindAt: ['reminderAges'],
  stopAt: ['disableAge'],
  graceDays: ['graceDays'],
};

function namesWithin(...path: readonly string[]): Names {
  const name = (each: keyof Clock) => [...path, each];
  return { remindAt: name('remindAt'), stopAt: name('stopAt'), graceDays: name('graceDays') };
}

function checkClock(
  { remindAt, stopAt, graceDays = 0 }: Partial<Clock> & Pick<Clock, 'remindAt' | 'stopAt'>,
  names: Names,
  complain: Complain,
): void {
  if (remindAt.some((age, i) => age <= (remindAt[i - 1] ?? 0)))
    complain(names.remindAt, `expected ascending ages, found ${remindAt.join(', ')}`);
  const last = Math.max(...remindAt);
  if (last >= stopAt)
    complain(names.stopAt, `expected more than the last reminder's age ${last}, found ${stopAt}`);
  else if (graceDays > stopAt - last)
    complain(
      names.graceDays,
      `expected at most ${stopAt - last}, the days between the last reminder (${last}) and ${names.stopAt.at(-1)} (${stopAt}), found ${graceDays}`,
    );
}
