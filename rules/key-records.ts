import type { AccountLedger, KeyRecord } from './ledger';
import type { Inventory } from './model';

/** What a reading changes in the ledger's memory of keys. */
export interface KeyChanges {
  /** Records that are new or no longer what they were. */
  readonly changed: readonly KeyRecord[];
  /** The ids of keys that are no longer there. */
  readonly gone: readonly string[];
}

/**
 * Compares a reading with what the ledger remembers.
 * @param fingerprints by user name, see the port; a user without one has none that holds.
 */
export function keyChanges(
  { users }: Inventory,
  fingerprints: ReadonlyMap<string, string>,
  ledger: AccountLedger,
): KeyChanges {
  const records = users.flatMap((user) =>
    user.keys.map(({ id, createdAt, status }): KeyRecord => ({
      keyId: id,
      userId: user.id,
      userName: user.name,
      createdAt,
      status,
      fingerprint: fingerprints.get(user.name) ?? '',
    })),
  );
  const present = new Set(records.map(({ keyId }) => keyId));
  return {
    changed: records.filter((record) => !isKnown(record, ledger.keys.get(record.keyId))),
    gone: [...ledger.keys.keys()].filter((id) => !present.has(id)),
  };
}

function isKnown(record: KeyRecord, known: KeyRecord | undefined): boolean {
  return (
    known?.userId === record.userId &&
    known.userName === record.userName &&
    known.createdAt.getTime() === record.createdAt.getTime() &&
    known.status === record.status &&
    known.fingerprint === record.fingerprint
  );
}
