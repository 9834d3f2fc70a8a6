import type { LocalDate } from '../model';
import type { AccountHistory } from './account-history';
import {
  eventOfChange,
  isInTrail,
  joinDisablings,
  taggerOf,
  type TrailChange,
} from './account-trail';
import type { EvidenceBreach, EvidenceEvent, EvidenceKey, SeenChange } from './evidence';
import { changeEvent, inTime, madeOf } from './key-events';
import type { KeyLife } from './key-life';
import { inOrder } from '../order';
import type { ToldEvent } from './read-deeds';
import { unseenKey } from './unseen-key';

/** What came of an account's reports. */
export interface AccountEnd {
  /** By user, the oldest key first. */
  readonly keys: readonly EvidenceKey[];
  /** Of everything else than keys, in the order of their times. */
  readonly otherEvents: readonly EvidenceEvent[];
  readonly breaches: readonly EvidenceBreach[];
}

/** @param lastDay of which there is a report: what became of the keys of an account that it did not read, nobody knows */
export function endOfAccount(history: AccountHistory, lastDay: LocalDate): AccountEnd {
  const { lives, events, trail } = history;
  const ofKeys = Map.groupBy(events.all, ({ keyId }) => keyId);
  const changes = Map.groupBy(trail?.changes ?? [], ({ keyId }) => keyId);
  const keys = [...lives.values()].map((life) =>
    keyOf(history, life, ofKeys.get(life.keyId) ?? [], changes.get(life.keyId) ?? [], lastDay),
  );
  const others = new Set([...ofKeys.keys(), ...changes.keys()]);
  const unseen = [...others].flatMap((keyId) =>
    keyId === undefined || lives.has(keyId)
      ? []
      : (unseenKey(history, keyId, ofKeys.get(keyId) ?? [], changes.get(keyId) ?? []) ?? []),
  );
  return {
    keys: withSuccessors([...keys, ...unseen].sort(byUser)),
    otherEvents: inTime(ofKeys.get(undefined) ?? []),
    breaches: history.breaches.all,
  };
}

/**
 * @param events what was told of it
 * @param calls what CloudTrail has of it, in the order of their times
 */
function keyOf(
  history: AccountHistory,
  life: KeyLife,
  events: readonly ToldEvent[],
  calls: readonly TrailChange[],
  lastDay: LocalDate,
): EvidenceKey {
  const { account, trail } = history;
  const { keyId, userName, createdAt, type, seen, oldestEnabled, over90 } = life;
  const made = calls.find(({ what }) => what === 'made');
  const { told, others } = joinDisablings(
    events,
    calls.filter((call) => call !== made),
  );
  const goneBy = goneAt(history, life);
  const news = history.events.newsOfMaking.get(keyId);
  return {
    accountId: account.id,
    account: account.name,
    userName,
    ...(type && { type }),
    keyId,
    createdAt,
    knownFrom: 'report',
    seen,
    atEnd: atEnd(history, life, goneBy, lastDay, calls.at(-1)),
    ...(oldestEnabled !== undefined && { oldestEnabled }),
    exemptions: life.exemptions.map((exemption) => {
      const tagged = taggerOf(trail, userName, exemption);
      return { ...exemption, ...(tagged && { tagged }) };
    }),
    ...(over90 && { over90 }),
    events: inTime([
      madeOf(account.id, life, news?.by, made),
      ...told,
      ...changesSeen(history, life, goneBy).filter(
        (event) => !isTold(event, told) && !isInTrail(event, calls),
      ),
      ...others.map((call) => eventOfChange(call, account.id)),
    ]),
  };
}

/** What two reports show by their difference. */
function changesSeen(
  { account, readings }: AccountHistory,
  life: KeyLife,
  goneBy: number | undefined,
): readonly SeenChange[] {
  const between = (after: number, by: number): [string, string] => [
    timeOfReading(readings, after),
    timeOfReading(readings, by),
  ];
  const changes = life.changes.map(({ to, after, by }) => {
    const what = to === 'Inactive' ? 'disabled' : 'enabled';
    return changeEvent(life, account.id, what, between(after, by));
  });
  if (goneBy === undefined) return changes;
  return [...changes, changeEvent(life, account.id, 'deleted', between(life.lastReading, goneBy))];
}

/** Keyturn's own disabling, which says more than that two reports differ. */
function isTold({ what, between: [after, by] }: SeenChange, told: readonly ToldEvent[]): boolean {
  return told.some((each) => each.what === what && each.at >= after && each.at <= by);
}

/** The first report without it that saw its user's keys. */
function goneAt({ readings }: AccountHistory, life: KeyLife): number | undefined {
  const seen = readings.findIndex(
    ({ unseenUsers }, i) => i > life.lastReading && !unseenUsers.has(life.userName),
  );
  return seen < 0 ? undefined : seen;
}

function timeOfReading(readings: AccountHistory['readings'], number: number): string {
  return readings[number]?.at ?? '';
}

/** @param last the last of CloudTrail's calls that changed it; after its last report that one says what it is */
function atEnd(
  { readings }: AccountHistory,
  life: KeyLife,
  goneBy: number | undefined,
  lastDay: LocalDate,
  last: TrailChange | undefined,
): EvidenceKey['atEnd'] {
  if (goneBy !== undefined || last?.what === 'deleted') return 'gone';
  if (last && last.at > timeOfReading(readings, life.lastReading))
    return last.what === 'disabled' ? 'off' : 'enabled';
  if (life.seen.to !== lastDay) return 'unknown';
  return life.isEnabled ? 'enabled' : 'off';
}

/** Its user's next key counts only where that was made before this one was gone. */
function withSuccessors(keys: readonly EvidenceKey[]): readonly EvidenceKey[] {
  return keys.map((key, i) => {
    const next = keys[i + 1];
    if (next?.userName !== key.userName || next.createdAt === undefined) return key;
    const gone = key.events.find(({ what }) => what === 'deleted');
    const goneAt = gone?.at ?? gone?.between?.[1];
    if (key.createdAt === undefined || (goneAt !== undefined && goneAt < next.createdAt))
      return key;
    return { ...key, replacedBy: { keyId: next.keyId, at: next.createdAt } };
  });
}

function byUser(a: EvidenceKey, b: EvidenceKey): number {
  return (
    inOrder(a.userName, b.userName) ||
    inOrder(a.createdAt ?? timeOf(a), b.createdAt ?? timeOf(b)) ||
    inOrder(a.keyId, b.keyId)
  );
}

function timeOf({ events }: EvidenceKey): string {
  return events[0]?.at ?? '';
}
