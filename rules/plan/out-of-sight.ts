import { credentialTraits, type HeldCredentials } from '../credentials';
import type { AccountLedger } from '../ledger';
import { isUnknown, type IamUser } from '../model';
import { credentialOf, type UserNotice } from '../notices';
import { isSameName } from '../without-case';

/** The ids of what the ledger knows of users of whom it can't be seen now: nobody has seen it go. */
export function idsOutOfSight(
  held: readonly (Pick<HeldCredentials, 'notSeen'> & { readonly user: IamUser })[],
  { credentials }: Pick<AccountLedger, 'credentials'>,
): ReadonlySet<string> {
  const unseen = new Map(held.map(({ user, notSeen }) => [user.id, notSeen]));
  const ids = new Set<string>();
  for (const { credential, userId } of credentials.values())
    if (unseen.get(userId)?.has(credential.kind)) ids.add(credential.id);
  return ids;
}

/** Whether a notice is about a credential that can't be seen, so that nobody knows whether it is still true. */
export function isOutOfSight(
  notice: UserNotice,
  users: readonly IamUser[],
  ledger: Pick<AccountLedger, 'credentials'>,
): boolean {
  const credential = credentialOf(notice);
  if (!credential) return false;
  const { kind, id: credentialId } = credential;
  // Empty: a record of between the runs.
  const ownerId = ledger.credentials.get(credentialId)?.userId || undefined;
  const owner = users.find(({ id, name }) =>
    ownerId === undefined ? isSameName(name, notice.owner.userName) : id === ownerId,
  );
  return owner !== undefined && isUnknown(credentialTraits[kind].heldBy(owner));
}
