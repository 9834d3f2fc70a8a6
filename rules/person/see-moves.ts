import { dateIn } from '../calendar';
import type { AccountLedger } from '../ledger';
import type { Inventory } from '../model';
import { newWaysOf, readTags } from '../read-tags';
import type { Settings } from '../settings';
import { newWays, type NewWay } from '../ways-in';
import { askedSince, askedUntil, type MovingPerson } from './asked';
import { judgeMove } from './judge-move';
import { mostDaysSeen, type MoveRecord, type WayUse } from './move-record';
import { newestFirst, withSeen, type SeenAgain, type SeenMove } from './seen-move';

/** A use of a way, and whose. */
export interface PersonsUse extends WayUse {
  readonly userId: string;
}

/**
 * Those who are on the way from keys to another way in, and have not come to its end. Of whom a newer version has a
 * record there is nothing to be added to it here: what a day shows is no proof without the rest.
 */
export function movingPeople(
  { users, readAt, usesAsOf }: Inventory,
  ledger: AccountLedger,
  settings: Settings,
  now: Date,
): readonly MovingPerson[] {
  return users.flatMap((user): MovingPerson[] => {
    const tags = readTags(user.tags, readAt ?? now, settings);
    const { step } = judgeMove(user, tags, ledger, settings, now, usesAsOf);
    if (step === 'not-moving' || step === 'closed') return [];
    if (ledger.newer?.moves?.has(user.id)) return [];
    const { identityCenterName } = tags;
    return [
      {
        userId: user.id,
        userName: user.name,
        ...(identityCenterName !== undefined && { identityCenterName }),
        ways: newWaysOf(tags),
        since: askedSince(ledger.moves.get(user.id), ledger.lastReadAt, now),
      },
    ];
  });
}

/**
 * What is to be remembered of them: of whom nothing is new, nothing.
 * @param readUntil until when everything was read; undefined: nothing was
 */
export function seenMoves(
  people: readonly MovingPerson[],
  uses: readonly PersonsUse[],
  readUntil: Date | undefined,
  { moves }: Pick<AccountLedger, 'moves'>,
  { timeZone, now }: { readonly timeZone: string; readonly now: Date },
): readonly SeenMove[] {
  const usesOf = Map.groupBy(uses, ({ userId }) => userId);
  return people.flatMap(({ userId, userName, since }): SeenMove[] => {
    const known = moves.get(userId);
    const own = usesOf.get(userId) ?? [];
    const ways: Partial<Record<NewWay, SeenAgain>> = {};
    for (const way of newWays) {
      const again = seenAgain(
        known,
        own.filter((use) => use.way === way),
        timeZone,
      );
      if (again) ways[way] = again;
    }
    // Of whom nothing could be read it is remembered from when on nothing is known.
    const until = readUntil ? askedUntil(readUntil, now) : since;
    const isLater = known?.askedUntil === undefined || until > known.askedUntil;
    if (Object.keys(ways).length === 0 && !isLater && known?.userName === userName) return [];
    return [{ userId, userName, ways, ...(isLater && { askedUntil: until }) }];
  });
}

/** The ledger as it is when these are recorded. */
export function ledgerWith(ledger: AccountLedger, seen: readonly SeenMove[]): AccountLedger {
  if (seen.length === 0) return ledger;
  const moves = new Map(ledger.moves);
  for (const move of seen) moves.set(move.userId, withSeen(moves.get(move.userId), move));
  return { ...ledger, moves };
}

function seenAgain(
  known: MoveRecord | undefined,
  uses: readonly PersonsUse[],
  timeZone: string,
): SeenAgain | undefined {
  const [newest] = uses.toSorted((a, b) => b.at.getTime() - a.at.getTime());
  if (!newest) return undefined;
  const before = known?.seen[newest.way];
  const knownDays = new Set(before?.days);
  const days = [...new Set(uses.map(({ at }) => dateIn(timeZone, at)))].filter(
    (day) => !knownDays.has(day),
  );
  if (days.length === 0 && before && before.last.at >= newest.at) return undefined;
  const { way, at, address, program, eventId } = newest;
  const last = {
    way,
    at,
    ...(address !== undefined && { address }),
    ...(program !== undefined && { program }),
    ...(eventId !== undefined && { eventId }),
  };
  const forget = newestFirst([...knownDays, ...days]).slice(mostDaysSeen);
  return { days, forget: forget.filter((day) => knownDays.has(day)), last };
}
