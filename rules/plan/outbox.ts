import { credentialsOf, credentialTraits } from '../credentials';
import type { Credential, CredentialRef } from '../credentials/credential';
import type { Decision, Reason } from '../decisions';
import type { Inventory } from '../model';
import { credentialOf, isDeed, traitsOf, type Deed, type UserNotice } from '../notices';
import { because, type Day } from './context';
import { begunBefore, wasDone } from './disabling';
import { isOutOfSight } from './out-of-sight';
import { isOpen } from './warnings';

/**
 * Notices of earlier runs that were not delivered and that no decision of today takes up: news is sent
 * again, a warning that is no longer true is withdrawn.
 */
export function planOutbox(
  day: Day,
  inventory: Inventory,
  decisions: readonly Decision[],
): readonly Decision[] {
  // What a later run or event planned is its own.
  const open = [...day.ledger.notices.values()].filter(
    (record) => isOpen(record) && record.plannedAt <= day.now,
  );
  if (open.length === 0) return [];
  const takenUp = new Set(
    decisions.flatMap((decision) => ('notice' in decision ? [decision.notice.id] : [])),
  );
  const seen = new Map(
    inventory.users.flatMap((user) => credentialsOf(user).seen.map((each) => [each.ref.id, each])),
  );
  return open.flatMap((record) => {
    const { notice } = record;
    if (!notice || takenUp.has(record.id)) return [];
    const ref = credentialOf(notice);
    const credential = ref && seen.get(ref.id);
    return takeUp(day, notice, credential, isOutOfSight(notice, inventory.users, day.ledger));
  });
}

/**
 * News is of something that has happened, whatever became of the credential since.
 * @param isUnseen nobody can say whether it is still true: then a warning stays as it is
 */
function takeUp(
  day: Day,
  notice: UserNotice,
  credential: Credential | undefined,
  isUnseen: boolean,
): readonly Decision[] {
  if (isDeed(notice)) return takeUpDisabling(day, notice, credential, isUnseen);
  if (traitsOf(notice).tells === 'event') return [sendAgain(day, notice)];
  return isUnseen ? [] : [withdraw(day, notice, credential)];
}

/** That a credential is disabled is recorded before it is done: only what was done is told. */
function takeUpDisabling(
  day: Day,
  notice: Deed,
  credential: Credential | undefined,
  isUnseen: boolean,
): readonly Decision[] {
  const known = wasDone(day.ledger, notice);
  if (isUnseen && known === undefined) return [];
  // Of one that is long gone nobody knows any more: told in vain rather than not at all.
  if (known === true || (known === undefined && credential?.status !== 'Active'))
    return [sendAgain(day, notice)];
  if (isUnseen) return [];
  if (known !== 'begun' || credential) return [withdraw(day, notice, credential)];
  const begun = begunBefore(day, notice);
  if (!begun) return [];
  const { label } = credentialTraits[credentialOf(notice).kind];
  const why = because('gone', `a disabling was begun by an earlier run, and ${label} is gone`);
  return [{ do: 'abandon', subject: subjectOf(day, notice), begun, notice, why }];
}

function sendAgain(day: Day, notice: UserNotice): Decision {
  return {
    do: 'send',
    subject: subjectOf(day, notice),
    notice,
    again: true,
    why: because('not-delivered-yet', 'planned before and not delivered'),
  };
}

function withdraw(day: Day, notice: UserNotice, credential: Credential | undefined): Decision {
  const why = whyNotAnyMore(credentialOf(notice), credential);
  return { do: 'withdraw', subject: subjectOf(day, notice), noticeId: notice.id, why };
}

function whyNotAnyMore(ref: CredentialRef | undefined, credential: Credential | undefined): Reason {
  const traits = ref && credentialTraits[ref.kind];
  if (traits?.isRecorded && !credential) return because('gone', `${traits.label} is gone`);
  if (traits && credential && credential.status !== 'Active')
    return because('inactive', `${traits.label} is not enabled`);
  return because('overtaken', 'no longer what is to be said today');
}

function subjectOf(day: Day, notice: UserNotice) {
  // That a key was enabled again is an event of its user: so its line has always said.
  const credential = notice.kind === 'key-reenabled' ? undefined : credentialOf(notice);
  return { account: day.account, userName: notice.owner.userName, credential };
}
