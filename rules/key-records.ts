import { latest } from './calendar';
import { accessKeyRef, type CredentialRef } from './credentials/credential';
import { keyRecords, type AccountLedger, type CredentialRecord } from './ledger';
import type { Inventory } from './model';
import { keysOutOfSight } from './plan/unseen-keys';

/** What a reading changes in the ledger's memory of keys. */
export interface KeyChanges {
  /** Records that are new or no longer what they were. */
  readonly changed: readonly CredentialRecord[];
  /** The keys that are not there any more, where no reading before has found that. */
  readonly gone: readonly CredentialRef[];
  /** Until then their records are kept: a reading that misses a user or a key must not make Keyturn forget. */
  readonly keptUntil: Date;
}

const KEPT_DAYS = 14;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Compares a reading with what the ledger remembers.
 * @param fingerprints by user name, see the port; a user without one has none that holds.
 * @param now the run's scheduled time
 */
export function keyChanges(
  { users, readAt }: Inventory,
  fingerprints: ReadonlyMap<string, string>,
  ledger: AccountLedger,
  now: Date,
): KeyChanges {
  const records = users.flatMap((user) =>
    user.keys.map(({ id, createdAt, status }): CredentialRecord => ({
      credential: accessKeyRef(id),
      userId: user.id,
      userName: user.name,
      createdAt,
      status,
      fingerprint: fingerprints.get(user.name) ?? '',
    })),
  );
  const present = new Set([
    ...records.map(({ credential }) => credential.id),
    ...keysOutOfSight(users, ledger),
  ]);
  return {
    changed: records.filter(
      (record) =>
        !ledger.newer?.credentials.has(record.credential.id) &&
        !isKnown(record, ledger.credentials.get(record.credential.id)),
    ),
    gone: keyRecords(ledger)
      .filter(({ credential, expiresAt }) => !present.has(credential.id) && !expiresAt)
      .map(({ credential }) => credential),
    keptUntil: new Date(latest(now, readAt).getTime() + KEPT_DAYS * DAY_MS),
  };
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
