import { keyIdOf } from '../credentials/credential';
import type { Decision } from '../decisions';
import type { NoticeOf, UserNotice } from '../notices';
import { account, day } from './one-account';

/** The decisions about one key, as `do code`. */
export function aboutKey(decisions: readonly Decision[], keyId: string): string[] {
  return decisions
    .filter(({ subject }) => keyIdOf(subject.credential) === keyId)
    .map((decision) => ('why' in decision ? `${decision.do} ${decision.why.code}` : decision.do));
}

/** The notices of one kind that are sent. */
export function sent<Kind extends UserNotice['kind']>(decisions: readonly Decision[], kind: Kind) {
  return decisions
    .flatMap((decision) => (decision.do === 'send' ? [decision.notice] : []))
    .filter((notice): notice is NoticeOf<Kind> => notice.kind === kind);
}

/** The date of that day. */
export function dateOf(n: number): string {
  return day(n).toISOString().slice(0, 10);
}

const alice = { userName: 'alice', type: 'engineer', slackId: 'U0ALICE0001' } as const;

/** What every notice has that the run of day `on` plans, about alice and one key of hers, made on day 0. */
export function noticeBase(keyId: string, on: number) {
  const key = { id: keyId, createdAt: day(0, '08:00:00').toISOString(), age: on };
  return { account, plannedAt: day(on).toISOString(), owner: alice, key };
}

/** A reminder of that stage, as the run of day `on` plans it; by default it names day 91. */
export function aReminder(
  keyId: string,
  stage: number,
  on = stage,
  stopsOn = 91,
): NoticeOf<'key-reminder'> {
  return {
    ...noticeBase(keyId, on),
    kind: 'key-reminder',
    id: `key/${keyId}/reminder-${stage}`,
    stopsOn: dateOf(stopsOn),
    graceDays: 5,
    timeZone: 'Etc/UTC',
    stage,
  };
}

/** A warning that nobody has used the key since day 0, as the run of day `on` plans it: it stops five days later. */
export function anUnusedNotice(keyId: string, on: number): NoticeOf<'key-unused'> {
  return {
    ...noticeBase(keyId, on),
    kind: 'key-unused',
    id: `key/${keyId}/unused`,
    since: day(0, '08:00:00').toISOString(),
    unusedDays: on,
    stopsOn: dateOf(on + 5),
    graceDays: 5,
    timeZone: 'Etc/UTC',
  };
}

/** A warning that the key stops since `key` is closed to its owner, as the run of day `on` plans it: five days later. */
export function aClosingNotice(keyId: string, on: number): NoticeOf<'key-closing'> {
  return {
    ...noticeBase(keyId, on),
    kind: 'key-closing',
    id: `key/${keyId}/closing`,
    stopsOn: dateOf(on + 5),
    graceDays: 5,
    timeZone: 'Etc/UTC',
    ways: [{ way: 'sign-in' }],
    proof: 'seen',
  };
}

/** A notice of a second key, as the run of day `on` plans it: the older one stops two days later. */
export function aSecondKeyNotice(
  keyId: string,
  newerId: string,
  on: number,
): NoticeOf<'second-key'> {
  const base = noticeBase(keyId, on);
  return {
    ...base,
    kind: 'second-key',
    id: `key/${keyId}/second-key/${newerId}`,
    newer: { ...base.key, id: newerId, age: 0 },
    stopsOn: dateOf(on + 2),
    graceDays: 2,
    timeZone: 'Etc/UTC',
  };
}
