import { latest } from '../calendar';
import { credentialsOf, credentialTraits } from '../credentials';
import type { Credential, CredentialRef } from '../credentials/credential';
import type { AccountLedger, CredentialRecord } from '../ledger';
import { isUnknown, type IamUser, type Inventory } from '../model';
import { idsOutOfSight } from './out-of-sight';

/** What a reading changes in the ledger's memory of credentials. */
export interface RecordChanges {
  /** Records that are new or no longer what they were. */
  readonly changed: readonly CredentialRecord[];
  /** The credentials that are not there any more, where no reading before has found that. */
  readonly gone: readonly CredentialRef[];
  /** Until then their records are kept: a reading that misses a user or a key must not make Keyturn forget. */
  readonly keptUntil: Date;
  /** The ids of the users and credentials of every kind that are there, or that nobody has seen go. */
  readonly present: ReadonlySet<string>;
}

const KEPT_DAYS = 14;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Compares a reading with what the ledger remembers.
 * @param fingerprints by user name, see the port; a user without one has none that holds.
 * @param now the run's scheduled time
 */
export function recordChanges(
  { users, readAt }: Inventory,
  fingerprints: ReadonlyMap<string, string>,
  ledger: AccountLedger,
  now: Date,
): RecordChanges {
  const held = users.map((user) => ({ user, ...credentialsOf(user) }));
  const present = new Set([
    ...held.flatMap(({ user, seen }) => [user.id, ...seen.map(({ ref }) => ref.id)]),
    ...idsOutOfSight(held, ledger),
  ]);
  const seenAt = latest(now, readAt);
  const records = held.flatMap(({ user, seen }) => {
    const fingerprint = fingerprints.get(user.name) ?? '';
    return seen.flatMap((credential) => {
      const record = recordOf(user, credential, fingerprint);
      return record ? [withEnabling(record, ledger, seenAt)] : [];
    });
  });
  return {
    changed: records.filter(
      (record) =>
        !ledger.newer?.credentials.has(record.credential.id) &&
        !isKnown(record, ledger.credentials.get(record.credential.id)),
    ),
    gone: [...ledger.credentials.values()]
      .filter(
        ({ credential, expiresAt }) =>
          credentialTraits[credential.kind].isRecorded && !present.has(credential.id) && !expiresAt,
      )
      .map(({ credential }) => credential),
    keptUntil: new Date(seenAt.getTime() + KEPT_DAYS * DAY_MS),
    present,
  };
}

/** When a reading first missed it; undefined where none has. */
export function goneSince({ expiresAt }: Pick<CredentialRecord, 'expiresAt'>): Date | undefined {
  return expiresAt && new Date(expiresAt.getTime() - KEPT_DAYS * DAY_MS);
}

/**
 * What the ledger is to keep of it; undefined where that is nothing.
 * @param fingerprint the user's, see `CredentialRecord`
 */
export function recordOf(
  { id: userId, name: userName }: IamUser,
  { ref, createdAt, status }: Credential,
  fingerprint: string,
): CredentialRecord | undefined {
  if (!credentialTraits[ref.kind].isRecorded || isUnknown(createdAt)) return undefined;
  return { credential: ref, userId, userName, createdAt, status, fingerprint };
}

/** That somebody has enabled it shows once alone: IAM does not say it, and the next record is of an enabled one. */
function withEnabling(
  record: CredentialRecord,
  { credentials }: Pick<AccountLedger, 'credentials'>,
  seenAt: Date,
): CredentialRecord {
  const known = credentials.get(record.credential.id);
  const isEnabledAgain = known?.status === 'Inactive' && record.status === 'Active';
  return isEnabledAgain ? { ...record, enabledAt: seenAt } : record;
}

function isKnown(record: CredentialRecord, known: CredentialRecord | undefined): boolean {
  return (
    known?.userId === record.userId &&
    known.userName === record.userName &&
    known.createdAt.getTime() === record.createdAt.getTime() &&
    known.status === record.status &&
    known.fingerprint === record.fingerprint &&
    known.expiresAt === undefined
  );
}
