import type { Credential, CredentialRef } from '../credentials/credential';
import type { AccountLedger, CredentialRecord } from '../ledger';
import { isUnknown } from '../model';
import { credentialOf, isDeed } from '../notices';
import { goneSince } from '../plan/credential-records';
import type { CredentialEnd } from './certificate';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A call that took a key, or another credential, from use, as CloudTrail has it. */
export interface EndOfKey {
  readonly at: Date;
  /** `DeleteAccessKey` */
  readonly call: string;
  /** The ARN of the caller. */
  readonly by: string;
  readonly eventId: string;
}

/** A call that changed one, as CloudTrail has it. */
export interface ChangeOfKey extends EndOfKey {
  /** Of a call that sets it. */
  readonly status?: 'Active' | 'Inactive';
}

interface Known {
  readonly ledger: Pick<AccountLedger, 'credentials' | 'notices'>;
  readonly stays: boolean;
  readonly trail?: { readonly ends: ReadonlyMap<string, EndOfKey> };
}

/** By which of its calls a key ended: the one since which it has not been enabled again. Undefined where none did. */
export function endAmong(changes: readonly ChangeOfKey[]): EndOfKey | undefined {
  let end: EndOfKey | undefined;
  for (const change of changes.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    if (change.status === 'Active') end = undefined;
    else end ??= change;
  }
  return end && { at: end.at, call: end.call, by: end.by, eventId: end.eventId };
}

/** How one ended that IAM still has, or that it has not. */
export function endOfCredential(
  { ref, status, changedAt, expiresAt, lastUsed }: Credential,
  known: Known,
): CredentialEnd {
  if (status === 'Active')
    return known.stays
      ? { is: 'stays', restsOn: 'their IAM user stays, and with it what it has' }
      : {
          is: 'with-the-user',
          restsOn: 'pulumi up deletes their IAM user, and with it what it has',
        };
  const usedAt = lastUsed && !isUnknown(lastUsed) ? lastUsed.at : undefined;
  const found = inTrailOrLedger(ref, known, [changedAt, usedAt]);
  if (found) return found;
  if (status === 'Expired' && expiresAt)
    return { is: 'ended', at: expiresAt.toISOString(), restsOn: 'IAM: it expired by itself' };
  return changedAt
    ? {
        is: 'ended',
        at: changedAt.toISOString(),
        restsOn: 'the credential report: it was last changed then; by whom nobody says',
      }
    : { is: 'not-known', restsOn: 'IAM says that it is off, and not since when' };
}

/** How one ended that IAM does not have any more. */
export function endOfDeleted(record: CredentialRecord, known: Known): CredentialEnd {
  const missedAt = goneSince(record);
  return (
    inTrailOrLedger(record.credential, known) ??
    (missedAt
      ? {
          is: 'ended',
          at: missedAt.toISOString(),
          restsOn:
            'the ledger: the monitor missed it then for the first time; when exactly and by whom it was deleted nobody says',
        }
      : {
          is: 'not-known',
          restsOn: 'IAM has it no more, and no run of the monitor has seen that yet',
        })
  );
}

/** @param later what shows that it was enabled again, where it is of long after Keyturn's own disabling */
function inTrailOrLedger(
  { id }: CredentialRef,
  { trail, ledger }: Known,
  later: readonly (Date | undefined)[] = [],
): CredentialEnd | undefined {
  const event = trail?.ends.get(id);
  const deed = deedOf(id, ledger);
  if (event)
    return {
      is: 'ended',
      ...{ at: event.at.toISOString(), by: event.by, eventId: event.eventId },
      ...(deed && !isLongAfter(event.at, deed.at) && ofNotice(deed)),
      restsOn: `CloudTrail: ${event.call}`,
    };
  return deed && !later.some((at) => at && isLongAfter(at, deed.at))
    ? {
        is: 'ended',
        at: deed.at.toISOString(),
        ...ofNotice(deed),
        restsOn: 'the ledger: Keyturn disabled it',
      }
    : undefined;
}

interface KeyturnsDeed {
  readonly at: Date;
  readonly noticeId: string | undefined;
}

function ofNotice({ noticeId }: KeyturnsDeed): Pick<CredentialEnd, 'noticeId'> {
  return noticeId === undefined ? {} : { noticeId };
}

/** Keyturn's own disabling, with its notice; undefined where there was none, or a run has found it enabled again since. */
function deedOf(id: string, { credentials, notices }: Known['ledger']): KeyturnsDeed | undefined {
  const { disabledAt, enabledAt } = credentials.get(id) ?? {};
  if (!disabledAt || (enabledAt && enabledAt > disabledAt)) return undefined;
  const told = [...notices.values()].filter(
    ({ notice, withdrawn }) =>
      notice && isDeed(notice) && credentialOf(notice).id === id && withdrawn === undefined,
  );
  const newest = told.toSorted((a, b) => b.plannedAt.getTime() - a.plannedAt.getTime())[0];
  return { at: disabledAt, noticeId: newest?.id };
}

/** The ledger has the time that the run was for, which may have taken some hours to come to it. */
function isLongAfter(at: Date, disabledAt: Date): boolean {
  return at.getTime() - disabledAt.getTime() > DAY_MS;
}
