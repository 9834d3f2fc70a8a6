import type { Account, IamUser, Inventory } from '../model';
import type { AccountLedger } from '../ledger';
import { noticesAbout } from '../plan/context';
import { enabledAgainAt } from '../plan/enabled-again';
import { findTag, tagKeys, type UserType } from '../tags';
import { readTags, type UserTags } from '../read-tags';
import type { Settings } from '../settings';
import type { UserReference } from './report';

/** A user of an account that was read, with the tags as they are. */
export interface AuditedUser {
  readonly account: Account;
  readonly user: IamUser;
  readonly tags: UserTags;
  /** As of when it is known what was used; absent: of now. */
  readonly usesAsOf?: Date;
  /** When a key was last seen to be enabled again; absent where no ledger was read. */
  readonly enabledAgainAt?: (keyId: string) => Date | undefined;
}

export function auditedUsers(
  inventories: readonly Inventory[],
  settings: Settings,
  now: Date,
  ledgers: ReadonlyMap<string, AccountLedger> = new Map(),
): readonly AuditedUser[] {
  return inventories.flatMap(({ account, users, usesAsOf }) => {
    const enabledAgainAt = enabledAgainIn(ledgers.get(account.id), now);
    return users.map((user) => {
      const tags = readTags(user.tags, now, settings);
      return { account, user, tags, usesAsOf, enabledAgainAt };
    });
  });
}

/** Its notices are sorted by key once it is asked: most days nobody's key is in question. */
function enabledAgainIn(ledger: AccountLedger | undefined, now: Date) {
  if (!ledger) return undefined;
  let about: ReturnType<typeof noticesAbout> | undefined;
  return (keyId: string) =>
    enabledAgainAt({ ledger, noticesAbout: (about ??= noticesAbout(ledger)), now }, keyId);
}

export function referenceOf({
  account,
  user,
}: {
  readonly account: Account;
  readonly user: Pick<IamUser, 'name'>;
}): UserReference {
  return { accountId: account.id, userName: user.name };
}

/** The inventory as it would be if users without the tag `type` had this one. */
export function withTypes(inventory: Inventory, type: UserType | undefined): Inventory {
  if (type === undefined) return inventory;
  return {
    ...inventory,
    users: inventory.users.map((user) =>
      findTag(user.tags, tagKeys.type)
        ? user
        : { ...user, tags: { ...user.tags, [tagKeys.type]: type } },
    ),
  };
}
