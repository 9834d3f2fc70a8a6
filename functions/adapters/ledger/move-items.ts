import { z } from 'zod';
import { mostDaysSeen, type MoveRecord, type SeenUses } from '../../../rules/person/move-record';
import { isNewer } from '../../../rules/stored-versions';
import { newWays, type NewWay } from '../../../rules/ways-in';
import type { EveryField } from './delivery-state';
import { itemPrefixes, read, type StoredItem } from './items';

/**
 * A person's move has its fields side by side, so that runs that overlap add to each other's: sets of dates, and beside
 * each of what the latest stays its time, which a condition can ask for.
 */
export const moveFields = {
  'sign-in': fieldsOf('signIn'),
  'identity-center': fieldsOf('identityCenter'),
} as const satisfies Record<NewWay, object>;

function fieldsOf<Way extends string>(way: Way) {
  return {
    days: `${way}Days`,
    last: `${way}Last`,
    lastAt: `${way}LastAt`,
    said: `${way}Said`,
    saidAt: `${way}SaidAt`,
  } as const;
}

const instant = z.iso.datetime().transform((text) => new Date(text));
const days = z.set(z.string()).optional();
const last = z
  .object({
    at: instant,
    address: z.string().optional(),
    program: z.string().optional(),
    eventId: z.string().optional(),
  } satisfies EveryField<Omit<SeenUses['last'], 'way'>>)
  .optional();
const saidOrDone = z.object({ at: instant, by: z.string() });
const said = saidOrDone.optional();

const moveSchema = z.object({
  userName: z.string(),
  signInDays: days,
  signInLast: last,
  signInSaid: said,
  identityCenterDays: days,
  identityCenterLast: last,
  identityCenterSaid: said,
  forced: saidOrDone.extend({ reason: z.string().optional() }).optional(),
  lastOpenAt: instant.optional(),
  lastClosedAt: instant.optional(),
  askedUntil: instant.optional(),
});
type StoredMove = z.infer<typeof moveSchema>;

/** Undefined where a newer version wrote it. */
export function readMoveItem(item: StoredItem): MoveRecord | undefined {
  if (isNewer('move', item)) return undefined;
  const move = read(moveSchema, item);
  const { userName, forced, lastOpenAt, lastClosedAt, askedUntil } = move;
  return {
    userId: item.item.slice(itemPrefixes.move.length),
    userName,
    seen: byWay((way) => seenOf(move, way)),
    said: byWay((way) => move[moveFields[way].said]),
    ...(forced && { forced }),
    ...(lastOpenAt && { lastOpenAt }),
    ...(lastClosedAt && { lastClosedAt }),
    ...(askedUntil && { askedUntil }),
  };
}

/** The newest of the days first. Of a write that died half-way there may be days without their last use. */
function seenOf(move: StoredMove, way: NewWay): SeenUses | undefined {
  const [seenOn, lastUse] = [move[moveFields[way].days], move[moveFields[way].last]];
  if (!seenOn || !lastUse) return undefined;
  const newest = [...seenOn].toSorted().reverse().slice(0, mostDaysSeen);
  return { days: newest, last: { ...lastUse, way } };
}

function byWay<What>(of: (way: NewWay) => What | undefined): Partial<Record<NewWay, What>> {
  const known: Partial<Record<NewWay, What>> = {};
  for (const way of newWays) {
    const what = of(way);
    if (what !== undefined) known[way] = what;
  }
  return known;
}
