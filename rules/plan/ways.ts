import { addDays } from '../calendar';
import type { Decision, Finding } from '../decisions';
import type { NoticeRecord } from '../ledger';
import { noticeId, type NoticeOf } from '../notices';
import { isSinceOpen, type Forced, type MoveRecord } from '../person/move-record';
import { isOfThisClosing, provedOf } from '../person/proof';
import { hasNoWayIn, isKeyOpen, newWaysOf } from '../read-tags';
import { isSameName } from '../without-case';
import type { NewWay } from '../ways-in';
import { because, personOf, subjectOf, type Day, type TaggedUser } from './context';
import { sendOnce } from './send-once';
import { countingDelivery } from './warnings';

/** So long a forced closing waits for `pulumi up`. */
const FORCED_DAYS = 14;
/** So long before the last day of `key` the team hears of whom it would leave without a way that is proved. */
const LAST_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * What a person's ways in come to: they are told of each that is opened, and it is remembered that a forced closing came,
 * and that they went back.
 */
export function planWays(day: Day, owner: TaggedUser): readonly Decision[] {
  const remembered = isClosedTo(day, owner) ? rememberedClosed : rememberedOpen;
  return [...tellOfWays(day, owner), ...remembered(day, owner)];
}

/** Once of each: whoever was told of it before knows. */
function tellOfWays(day: Day, owner: TaggedUser): readonly Decision[] {
  if (owner.tags.type !== 'engineer') return [];
  const subject = subjectOf(day, owner);
  return newWaysOf(owner.tags).map((way) =>
    sendOnce(
      day,
      subject,
      wayOpened(day, owner, way),
      because('way-opened', `${way} is open to them`),
    ),
  );
}

function wayOpened(day: Day, owner: TaggedUser, way: NewWay): NoticeOf<'way-opened'> {
  const { identityCenterName } = owner.tags;
  const isNamed = way === 'identity-center' && identityCenterName !== undefined;
  return {
    kind: 'way-opened',
    id: noticeId.wayOpened(owner.user.id, way),
    account: day.account,
    plannedAt: day.now.toISOString(),
    owner: personOf(owner),
    way,
    ...(isNamed && { identityCenterName }),
  };
}

/** Once of each forced closing. Its warnings don't show that it came: another rule may stop the key before any is told. */
function rememberedClosed(day: Day, owner: TaggedUser): readonly Decision[] {
  const { id: userId } = owner.user;
  const move = day.ledger.moves.get(userId);
  const forced = standingForce(move);
  if (!forced || forced.at >= day.now || isClosedSince(forced, move)) return [];
  return [{ do: 'remember-closed', subject: subjectOf(day, owner), userId, at: day.now }];
}

/**
 * `key` is open to whoever was warned of its closing: such warnings count no more, nor a closing that was forced, unless
 * somebody has forced it since. When it is closed again, both begin anew.
 */
function rememberedOpen(day: Day, owner: TaggedUser): readonly Decision[] {
  const { id: userId } = owner.user;
  const move = day.ledger.moves.get(userId);
  const told = warningsOf(day, owner).filter((record) => isSinceOpen(record, move));
  const isOver = isForceOver(day, move);
  if (told.length === 0 && !isOver) return [];
  // An older day that is caught up on finds what later runs have told, or found.
  const last = newestOf(told.map(({ plannedAt }) => plannedAt));
  const found = newestOf([day.now, last, isOver ? move?.lastClosedAt : undefined]) ?? day.now;
  const forcedAt = isOver || told.some(isOfForced) ? undefined : move?.forced?.at;
  const isToCome = forcedAt !== undefined && (!last || forcedAt > last) && forcedAt <= found;
  const at = isToCome ? new Date(forcedAt.getTime() - 1) : found;
  return [{ do: 'remember-open', subject: subjectOf(day, owner), userId, at }];
}

/**
 * `key`, which is open, was closed since, or nobody has closed it for so long after it was forced: who does so then, by a
 * date or by hand, has not been asked.
 */
function isForceOver({ now }: Day, move: MoveRecord | undefined): boolean {
  const forced = standingForce(move);
  if (!forced) return false;
  const isInVain = now.getTime() - forced.at.getTime() > FORCED_DAYS * DAY_MS;
  return isInVain || isClosedSince(forced, move);
}

function standingForce(move: MoveRecord | undefined): Forced | undefined {
  return move?.forced && isOfThisClosing(move.forced, move.lastOpenAt) ? move.forced : undefined;
}

function isClosedSince({ at }: Forced, move: MoveRecord | undefined): boolean {
  return move?.lastClosedAt !== undefined && move.lastClosedAt > at;
}

function isOfForced({ notice }: NoticeRecord): boolean {
  return notice?.kind === 'key-closing' && notice.proof === 'forced';
}

function newestOf(instants: readonly (Date | undefined)[]): Date | undefined {
  const known = instants.filter((each) => each !== undefined);
  return known.toSorted((a, b) => b.getTime() - a.getTime())[0];
}

/**
 * That were told; where a closing was forced, all that were planned, of keys that are gone, too: that must not count twice.
 * A user may have had another name when they were warned.
 */
function warningsOf(day: Day, { user }: TaggedUser): readonly NoticeRecord[] {
  const own = new Set(user.keys.map(({ id }) => id));
  if (day.ledger.moves.get(user.id)?.forced)
    return [...day.ledger.notices.values()].filter(
      ({ notice }) =>
        notice?.kind === 'key-closing' &&
        (own.has(notice.key.id) || isSameName(notice.owner.userName, user.name)),
    );
  return user.keys.flatMap(({ id }) =>
    (day.noticesAbout.get(id) ?? []).filter(
      (record) =>
        record.id.startsWith(noticeId.keyClosing(id)) && countingDelivery(record) !== undefined,
    ),
  );
}

function isClosedTo({ today }: Pick<Day, 'today'>, { tags }: TaggedUser): boolean {
  return tags.type === 'engineer' && !isKeyOpen(tags, today);
}

/** What of an engineer's ways in keeps a key that is closed, or would leave them outside. */
export function findingsOfWays(day: Day, owner: TaggedUser): readonly Finding[] {
  const { user, tags } = owner;
  if (tags.type !== 'engineer') return [];
  if (hasNoWayIn(tags, day.today))
    return [
      {
        kind: 'no-way-in',
        text: `has no way in since the end of ${tags.keyUntil}, so \`key\` is taken to be open to them: give them another way, or move the date`,
      },
    ];
  // Of a newer version's record it is not known what it proves, which is found of the account.
  if (day.ledger.newer?.moves?.has(user.id)) return [];
  const text = notProvedInWords(day, owner);
  const isHeld = user.keys.some(({ status }) => status === 'Active');
  const { moves } = day.settings;
  if (text === undefined || !isHeld) return [];
  return provedOf(day.ledger.moves.get(user.id), newWaysOf(tags), moves, user)
    ? []
    : [{ kind: 'not-proved', text }];
}

/** What it means for them that no other way is proved; undefined where `key` is open to them for long. */
function notProvedInWords(day: Day, owner: TaggedUser): string | undefined {
  const nothing = 'no other way of theirs was seen to work';
  if (isClosedTo(day, owner))
    return `has \`key\` closed, and ${nothing}: their key is not stopped for it, but by its age as ever, and they can make no new one`;
  const { keyUntil } = owner.tags;
  const isSoon = keyUntil !== undefined && keyUntil <= addDays(day.today, LAST_DAYS);
  if (!isSoon || newWaysOf(owner.tags).length === 0) return undefined;
  return `has \`key\` until ${keyUntil}, and ${nothing}: after that they can make no new key; let them use it, or move the date`;
}
