import { dateIn, daysBetween } from '../../../rules/calendar';
import { cast, day, teamChannel } from '../cast';
import type { MadeKey } from '../company';
import { GRACE_DAYS, PROVED_DAYS } from '../moves/deeds';
import { isOpenSince, isOpenTo, knownOpenIn, lastOpenIn } from '../moves/moved';
import { nameOf, reaches, type Facts, type Message } from './facts';

/**
 * Promises 15 and 16: why a key may not be disabled since its owner has another way in. `key` is closed to them at that
 * instant, the other way is proved, or somebody has forced it since they last went back, and since then they were warned.
 * @param how `perhaps`: by what Keyturn had to know of their going back; `surely`: by whatever it may have seen of it
 */
export function whyNotByMove(
  facts: Facts,
  key: MadeKey,
  at: Date,
  how: 'perhaps' | 'surely',
): string | undefined {
  const { moved } = facts.fact;
  const who = key.owner.name;
  if (!key.owner.isMoving) return 'its owner has no other way in';
  if (isOpenTo(moved, who, at)) return 'key was open to its owner';
  const known = knownOpenIn(moved, who, at);
  if (!isProved(facts, key, at, known)) return 'nothing proved another way of its owner’s';
  const since = how === 'perhaps' ? known : lastOpenIn(moved, who, at);
  const on = dateIn('Etc/UTC', at);
  const warnings = warningsOf(facts, key, since).filter((each) => each.on <= on);
  const first = warnings.find((each) => reaches(each, key));
  if (!first) return `its owner was not told of it since ${since?.toISOString()}`;
  const isEarly = warnings.some((warning) => (warning.day ?? '') > on);
  return isEarly || daysBetween(first.on, on) < GRACE_DAYS
    ? `its owner was told of it on ${first.on}`
    : undefined;
}

/** Promise 16: once it was found open to them again, nobody is told any more that it is closed. */
export function* toldAfterwards({ fact, messages }: Facts): Generator<string> {
  for (const { kind, keyTail, ts, to } of messages) {
    const key = fact.keys.find(({ id }) => id.endsWith(keyTail ?? '-'));
    if (kind !== 'closing' || !key) continue;
    const { name } = key.owner;
    const at = new Date(Number(ts) * 1000);
    const isFound = fact.moved.foundOpen.some(
      (each) =>
        each.who === name &&
        each.at <= at &&
        each.at >= (lastOpened(fact.moved.tagged, name, at) ?? at),
    );
    if (isOpenTo(fact.moved, name, at) && isFound)
      yield `${nameOf(key)}: ${to} was told that key is closed after a run had found it open`;
  }
}

/** Promise 3: those whose way was opened know, and those to whom `key` is closed with a proof. */
export function* untoldOfMoves(facts: Facts): Generator<string> {
  const { messages, fact } = facts;
  const now = day(facts.n);
  for (const { name, slackId } of cast.filter(({ isMoving }) => isMoving))
    if (!messages.some(({ kind, to }) => kind === 'way-opened' && to === slackId))
      yield `${name}: nobody has told them of the way that is open to them`;
  for (const key of fact.keys) {
    const { name, isMoving } = key.owner;
    if (!isMoving || fact.held.get(key.id) !== 'Active' || isOpenSince(fact.moved, name, now))
      continue;
    if (!isProved(facts, key, now, knownOpenIn(fact.moved, name, now))) continue;
    const told = warningsOf(facts, key, lastOpenIn(fact.moved, name, now));
    if (!told.some((each) => reaches(each, key))) yield `${nameOf(key)}: its owner is not warned`;
    if (!told.some(({ to }) => to === teamChannel)) yield `${nameOf(key)}: the team is not warned`;
  }
}

/** @param known since when it must be forced anew */
function isProved({ fact }: Facts, { owner }: MadeKey, at: Date, known: Date | undefined): boolean {
  const { signedIn, forced } = fact.moved;
  const own = signedIn.filter((each) => each.who === owner.name && each.at < at);
  const days = new Set(own.map((each) => dateIn('Etc/UTC', each.at)));
  return (
    days.size >= PROVED_DAYS ||
    forced.some((each) => each.who === owner.name && each.at < at && each.at >= (known ?? each.at))
  );
}

function warningsOf(facts: Facts, key: MadeKey, since: Date | undefined): readonly Message[] {
  return facts
    .about(key)
    .filter(({ kind, ts }) => kind === 'closing' && Number(ts) * 1000 >= (since?.getTime() ?? 0));
}

/** Since when it is open to them without a break. */
function lastOpened(
  tagged: Facts['fact']['moved']['tagged'],
  who: string,
  at: Date,
): Date | undefined {
  const own = tagged.filter((each) => each.who === who && each.at <= at);
  const closed = own.findLastIndex(({ access }) => !access.includes('key'));
  return own[closed + 1]?.at;
}
