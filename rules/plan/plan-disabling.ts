import type { BegunDisabling, Decision, Reason } from '../decisions';
import type { AccessKey } from '../model';
import { noticeId, type NoticeOf } from '../notices';
import {
  because,
  keyFacts,
  nothing,
  personOf,
  subjectOf,
  type Day,
  type TaggedUser,
} from './context';

type Cause = NoticeOf<'key-disabled'>['cause'];

/** Disables a key whose day has come. */
export function planDisabling(
  day: Day,
  owner: TaggedUser,
  key: AccessKey,
  cause: Exclude<Cause, 're-enabled'>,
  why: Reason,
): Decision {
  const known = day.ledger.keys.get(key.id);
  const again = known?.disabledAt !== undefined;
  const notice = disabledNotice(day, owner, key, again ? 're-enabled' : cause);
  return {
    do: 'disable',
    subject: subjectOf(day, owner, key),
    user: owner.user,
    key,
    notice,
    tellOnly: false,
    begun: begunBefore(day, notice),
    why: again
      ? because('re-enabled', `disabled before and enabled again by somebody; ${why.text}`)
      : why,
  };
}

/** An inactive key: nothing, unless a run died between disabling it and telling so. */
export function planInactiveKey(day: Day, owner: TaggedUser, key: AccessKey): Decision {
  const subject = subjectOf(day, owner, key);
  if (!day.ledger.keys.get(key.id)?.disabling) return nothing(subject, 'inactive', 'not enabled');
  return {
    do: 'disable',
    subject,
    user: owner.user,
    key,
    notice: disabledNotice(day, owner, key, 'age'),
    tellOnly: true,
    why: because('unfinished', 'disabled by a run that ended before it could tell'),
  };
}

/**
 * A disabling that was begun and no longer applies to the enabled key. It may have been done: if so, whoever
 * enabled the key again kept the next run from telling so.
 */
export function abandonDisabling(
  day: Day,
  owner: TaggedUser,
  key: AccessKey,
): Decision | undefined {
  // Of nearly no key: its notice need not be made.
  if (!day.ledger.keys.get(key.id)?.disabling) return undefined;
  const notice = disabledNotice(day, owner, key, 'age');
  const begun = begunBefore(day, notice);
  if (!begun) return undefined;
  return {
    do: 'abandon',
    subject: subjectOf(day, owner, key),
    begun,
    notice: { ...notice, isEnabledAgain: true },
    why: because('overtaken', 'a disabling was begun by an earlier run and no longer applies'),
  };
}

/** What runs of earlier times have begun; what this time's runs, or later ones, have begun may be going on. */
export function begunBefore(
  day: Day,
  notice: NoticeOf<'key-disabled'>,
): BegunDisabling | undefined {
  const begun = day.ledger.keys.get(notice.key.id)?.disabling;
  if (!begun || begun.since >= day.now) return undefined;
  // Several runs may have tried, each under the notice of the first.
  const first = Math.min(begun.since.getTime(), Date.parse(notice.plannedAt));
  return { since: new Date(first), attempts: begun.attempts };
}

/** An unfinished disabling keeps the notice it began with, so that it is told once. */
function disabledNotice(
  day: Day,
  owner: TaggedUser,
  key: AccessKey,
  cause: Cause,
): NoticeOf<'key-disabled'> {
  const begun = day.ledger.keys.get(key.id)?.disabling?.noticeId;
  const planned = begun === undefined ? undefined : day.ledger.notices.get(begun)?.notice;
  if (planned?.kind === 'key-disabled') return planned;
  return {
    kind: 'key-disabled',
    id: begun ?? noticeId.keyDisabled(key.id, day.today),
    account: day.account,
    plannedAt: day.now.toISOString(),
    owner: personOf(owner),
    key: keyFacts(key, day.now),
    cause,
  };
}
