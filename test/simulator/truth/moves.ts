import type { Company } from '../company';
import type { NewWay } from '../story/story';
import { DAY, HOUR, localDate, MINUTE } from '../world/calendar';
import type { UsedWay } from '../world/moves';
import type { RunRecord } from '../world/run-record';
import type { TrueUser } from '../world/user-history';
import { isOvertaken, loadOf } from './today';
import { hasWay, isKeyClosedOn, openWays } from './ways';

/** The simulator's own word on who may go without a key, on purpose not that of the rules. */
type Mover = Pick<TrueUser, 'id' | 'tags' | 'password'>;

/** What CloudTrail shows so long after it a run is sure to find, if it is asked within some days. */
const MOST_LATE = 55 * MINUTE;
const ASKED_FOR = 6.5 * DAY;

type Lived = Pick<Company, 'chronicle' | 'story' | 'aws'>;

/**
 * Why a person may be without their key at that instant, by what had really happened: a way that is open to them was used on days
 * enough, they had said that it works, or somebody had forced the closing since `key` was last given back.
 * @param openAt when `key` was last known to be open to them again
 */
export function proofOf(
  company: Lived,
  user: Mover,
  instant: number,
  openAt: number | undefined,
): 'used' | 'said' | 'forced' | undefined {
  const { chronicle, story } = company;
  const { uses, said, forced } = chronicle.moves;
  const ways = openWays(user.tags);
  if (ways.length === 0) return undefined;
  const own = <Done extends { readonly userId: string; readonly at: number }>(
    done: readonly Done[],
  ) => done.filter(({ userId, at }) => userId === user.id && at < instant);
  const used = own(uses);
  const standing = ways.filter((way) => stands(way, user));
  if (standing.some((way) => daysOf(story.timeZone, used, way) >= story.rules.provedDays))
    return 'used';
  if (own(said).some(({ way }) => standing.includes(way))) return 'said';
  const isForced = own(forced).some(({ at }) =>
    isOfThisClosing(company, user, at, instant, openAt),
  );
  return isForced ? 'forced' : undefined;
}

/** Nobody signs in without a password. */
function stands(way: NewWay, user: Pick<TrueUser, 'password'> | undefined): boolean {
  return way !== 'sign-in' || user?.password !== undefined;
}

/** As long as `pulumi up` has not closed `key`, what was forced is to come; when it was given back after that, it is over. */
function isOfThisClosing(
  { aws, chronicle: { moves }, story: { timeZone } }: Lived,
  { id }: Mover,
  forcedAt: number,
  instant: number,
  openAt = 0,
): boolean {
  const isBack = moves.givenBack.some(
    ({ userId, at }) => userId === id && at >= forcedAt && at < instant,
  );
  if (isBack || openAt <= forcedAt) return !isBack;
  const history = aws.users.find((user) => user.at(instant)?.id === id);
  const isClosed = (at: number) => {
    const tags = history?.at(at)?.tags;
    return tags !== undefined && isKeyClosedOn(tags, localDate(timeZone, at));
  };
  let closedAt = forcedAt;
  while (closedAt < instant && !isClosed(closedAt)) closedAt += HOUR;
  return openAt <= closedAt;
}

/** Whether the run must have known it: from what was said and forced before, and from uses that a run was shown in time. */
export function isKnownProved(
  company: Company,
  run: RunRecord,
  accountId: string,
  user: TrueUser,
): boolean {
  const { chronicle, story, sightings } = company;
  const { moves } = chronicle;
  const ways = openWays(user.tags);
  const loadedAt = loadOf(run, accountId);
  const openAt = sightings.knownTo(run, accountId).possible.openAt(user.id) ?? 0;
  const known = moves.uses.filter((use) => isShown(company, run, accountId, user, use));
  // A credential report of some hours ago tells of no password that is younger.
  const reported = company.aws.find(accountId, user.name)?.at(loadedAt - DAY);
  const standing = ways.filter((way) => stands(way, reported));
  return (
    standing.some((way) => daysOf(story.timeZone, known, way) >= story.rules.provedDays) ||
    moves.said.some(
      ({ userId, way, at }) => userId === user.id && at < loadedAt && standing.includes(way),
    ) ||
    (ways.length > 0 &&
      moves.forced.some(({ userId, at }) => userId === user.id && at < loadedAt && at > openAt))
  );
}

/** Whether that run, or one before it that came to its end, was shown the use of somebody who was on the way then. */
function isShown(
  company: Company,
  run: RunRecord,
  accountId: string,
  user: TrueUser,
  { userId, way, at, visibleAt }: UsedWay,
): boolean {
  if (userId !== user.id || visibleAt - at > MOST_LATE) return false;
  const history = company.aws.find(accountId, user.name);
  const loadedAt = loadOf(run, accountId);
  return company.chronicle.runs.some((other) => {
    const { waysRead, readAt = 0, finishedAt = Infinity } = other.visits.get(accountId) ?? {};
    if (!waysRead || (other !== run && finishedAt >= loadedAt)) return false;
    if (visibleAt > waysRead.at || at >= waysRead.until) return false;
    if (at < other.now.getTime() - ASKED_FOR || isOvertaken(company, other, accountId))
      return false;
    // Whoever has no key that is on may have come to the end of their move.
    const then = history?.at(readAt);
    const isOn = then?.keys.some(({ status }) => status === 'Active') === true;
    return isOn && then.id === user.id && hasWay(then.tags, way);
  });
}

function daysOf(timeZone: string, uses: readonly UsedWay[], way: NewWay): number {
  const own = uses.filter((use) => use.way === way);
  return new Set(own.map(({ at }) => localDate(timeZone, at))).size;
}
