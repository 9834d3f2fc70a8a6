import { credentialTraits } from '../credentials';
import { keyRecords, type AccountLedger } from '../ledger';
import { isUnknown, type IamUser } from '../model';
import { credentialOf, type UserNotice } from '../notices';
import { isSameName } from '../without-case';

/** The ids of the keys that the ledger knows of users whose keys may not be listed now: nobody has seen them go. */
export function keysOutOfSight(
  users: readonly IamUser[],
  ledger: Pick<AccountLedger, 'credentials'>,
): ReadonlySet<string> {
  const unseen = new Set(users.flatMap(({ id, keysUnknown }) => (keysUnknown ? [id] : [])));
  if (unseen.size === 0) return unseen;
  const records = keyRecords(ledger).filter(({ userId }) => unseen.has(userId));
  return new Set(records.map(({ credential }) => credential.id));
}

/** Whether a notice is about a credential that can't be seen, so that nobody knows whether it is still true. */
export function isOutOfSight(
  notice: UserNotice,
  users: readonly IamUser[],
  ledger: Pick<AccountLedger, 'credentials'>,
): boolean {
  const { kind, id: credentialId } = credentialOf(notice);
  const ownerId = ledger.credentials.get(credentialId)?.userId;
  const owner = users.find(({ id, name }) =>
    ownerId === undefined ? isSameName(name, notice.owner.userName) : id === ownerId,
  );
  return owner !== undefined && isUnknown(credentialTraits[kind].heldBy(owner));
}
