import type { AccountHistory } from './account-history';
import { eventOfChange, joinDisablings, type TrailChange } from './account-trail';
import type { EvidenceKey } from './evidence';
import { inTime, madeOf } from './key-events';
import type { ToldEvent } from './read-deeds';

/**
 * A key that no report has: one that was made and deleted between two, for the most part. What is known of it is what
 * people were told, and what CloudTrail has. Undefined where it was none of the period's.
 * @param events what was told of it
 * @param changes what CloudTrail has of it, in the order of their times
 */
export function unseenKey(
  history: AccountHistory,
  keyId: string,
  events: readonly ToldEvent[],
  changes: readonly TrailChange[],
): EvidenceKey | undefined {
  const { account } = history;
  const last = changes.at(-1);
  if (last ? wasGone(history, last) : wasToldBefore(history, events)) return undefined;
  const made = changes.find(({ what }) => what === 'made');
  const { userName = '' } = made ?? events[0] ?? changes[0] ?? {};
  const news = history.events.newsOfMaking.get(keyId);
  const { told, others } = joinDisablings(
    events,
    changes.filter((change) => change !== made),
  );
  // Without CloudTrail it is not known when it was made; that it was when the news came, at the latest.
  const createdAt = made?.at ?? news?.at;
  return {
    accountId: account.id,
    account: account.name,
    userName,
    keyId,
    knownFrom: last ? 'cloudtrail' : 'notice',
    ...(made && { createdAt: made.at }),
    atEnd: endOf(history, userName, last),
    exemptions: [],
    events: inTime([
      ...(createdAt === undefined
        ? []
        : [madeOf(account.id, { userName, keyId, createdAt }, news?.by, made)]),
      ...told,
      ...others.map((change) => eventOfChange(change, account.id)),
    ]),
  };
}

/** Told of before the first report, which does not have it: it was gone before the period. */
function wasToldBefore(
  { readings: [first] }: AccountHistory,
  events: readonly ToldEvent[],
): boolean {
  return first !== undefined && events.every(({ at }) => at < first.at);
}

/** Before the period began. */
function wasGone({ trail }: AccountHistory, { what, at }: TrailChange): boolean {
  return what === 'deleted' && at < (trail?.from ?? '');
}

/** A later report that has its user, and not the key, says that it was gone by then. */
function endOf(
  { readings }: AccountHistory,
  userName: string,
  last: TrailChange | undefined,
): EvidenceKey['atEnd'] {
  if (!last || last.what === 'deleted') return 'gone';
  if (readings.some(({ at, unseenUsers }) => at > last.at && !unseenUsers.has(userName)))
    return 'gone';
  return last.what === 'disabled' ? 'off' : 'enabled';
}
