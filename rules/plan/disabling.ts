import type { BegunDisabling, Decision, DueBy, Reason } from '../decisions';
import type { AccountLedger } from '../ledger';
import { credentialOf, isDeed, noticeId, type Deed } from '../notices';
import { because, credentialFacts, keyFacts, personOf, type Day } from './context';
import type { PlanFacts } from './facts';
import { otherWaysOf } from './other-ways';
import { orReEnabled, type Cause } from './re-enabled';

/** Disables a credential whose day has come. */
export function planDisabling(facts: PlanFacts, dueBy: DueBy, reason: Reason): Decision {
  const { day, subject, owner, credential } = facts;
  const { user } = owner;
  const { cause, why } = orReEnabled(facts, dueBy, reason);
  const recorded = disabledNotice(facts, cause);
  const begun = begunBefore(day, recorded);
  const common = { subject, user, credential, tellOnly: false, dueBy, begun, why } as const;
  if (recorded.cause === cause) return { do: 'disable', ...common, notice: recorded };
  // Else its owner would read of a newer key that works, and that is gone by now.
  const { id, plannedAt } = recorded;
  const notice = { ...newNotice(facts, cause), id, plannedAt };
  return { do: 'disable', ...common, notice, begunUnder: recorded };
}

/** One that is off: nothing, unless a run died between disabling it and telling so. */
export function planInactive(facts: PlanFacts, why: Reason): Decision {
  const { subject, owner, credential, record } = facts;
  if (!record?.disabling) return { do: 'nothing', subject, why };
  return {
    do: 'disable',
    subject,
    user: owner.user,
    credential,
    notice: disabledNotice(facts, 'age'),
    tellOnly: true,
    why: because('unfinished', 'disabled by a run that ended before it could tell'),
  };
}

/**
 * A disabling that was begun and no longer applies to the enabled credential. It may have been done: if so, whoever
 * enabled it again kept the next run from telling so.
 */
export function abandonDisabling(facts: PlanFacts): readonly Decision[] {
  const { day, subject, record } = facts;
  // Of nearly none: its notice need not be made.
  if (!record?.disabling) return [];
  const notice = disabledNotice(facts, 'age');
  const begun = begunBefore(day, notice);
  if (!begun) return [];
  return [
    {
      do: 'abandon',
      subject,
      begun,
      notice: facts.isEnabled && !facts.hasEnded ? { ...notice, isEnabledAgain: true } : notice,
      why: because('overtaken', 'a disabling was begun by an earlier run and no longer applies'),
    },
  ];
}

/** What runs of earlier times have begun; what this time's runs, or later ones, have begun may be going on. */
export function begunBefore(day: Day, notice: Deed): BegunDisabling | undefined {
  const begun = day.ledger.credentials.get(credentialOf(notice).id)?.disabling;
  if (!begun || begun.since >= day.now) return undefined;
  // Several runs may have tried, each under the notice of the first.
  const first = Math.min(begun.since.getTime(), Date.parse(notice.plannedAt));
  return { since: new Date(first), attempts: begun.attempts };
}

/**
 * Whether the deed that a notice tells of was done: it is recorded before that. Undefined where nothing is recorded of
 * the credential; `begun` where a run began it and none has found out what came of it.
 */
export function wasDone(
  { credentials }: Pick<AccountLedger, 'credentials'>,
  notice: Deed,
): boolean | 'begun' | undefined {
  const known = credentials.get(credentialOf(notice).id);
  if (!known) return undefined;
  const { disabledAt, disabling } = known;
  if (disabledAt && disabledAt >= new Date(notice.plannedAt)) return true;
  return disabling ? 'begun' : false;
}

/** An unfinished disabling keeps the notice it began with, so that it is told once. */
function disabledNotice(facts: PlanFacts, cause: Cause): Deed {
  const { day, record } = facts;
  const begun = record?.disabling?.noticeId;
  const planned = begun === undefined ? undefined : day.ledger.notices.get(begun)?.notice;
  if (planned && isDeed(planned)) return planned;
  const made = newNotice(facts, cause);
  return { ...made, id: begun ?? made.id };
}

function newNotice(facts: PlanFacts, cause: Cause): Deed {
  const { day, owner, credential, proved } = facts;
  const { kind, id } = credential.ref;
  const { account, now, today } = day;
  const common = { account, plannedAt: now.toISOString(), owner: personOf(owner) };
  if (kind === 'access-key')
    return {
      kind: 'key-disabled',
      id: noticeId.keyDisabled(id, today),
      ...common,
      key: keyFacts(credential, now),
      cause,
      ...(!facts.isKeyOpen && { ways: otherWaysOf(day, owner, proved?.ways) }),
    };
  return {
    kind: 'credential-disabled',
    id: noticeId.credentialDisabled(id, today),
    ...common,
    credential: credentialFacts(credential, kind, now),
    // Only of a key there is a second one.
    cause: cause === 're-enabled' ? cause : 'age',
  };
}
