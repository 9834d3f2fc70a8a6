import type { Account, IamUser, Inventory } from '../model';
import { findTag, tagKeys, type UserType } from '../tags';
import { readTags, type UserTags } from '../read-tags';
import type { Settings } from '../settings';
import type { UserReference } from './report';

/** A user of an account that was read, with the tags as they are. */
export interface AuditedUser {
  readonly account: Account;
  readonly user: IamUser;
  readonly tags: UserTags;
}

export function auditedUsers(
  inventories: readonly Inventory[],
  settings: Settings,
  now: Date,
): readonly AuditedUser[] {
  return inventories.flatMap(({ account, users }) =>
    users.map((user) => ({ account, user, tags: readTags(user.tags, now, settings) })),
  );
}

export function referenceOf({
  account,
  user,
}: Pick<AuditedUser, 'account' | 'user'>): UserReference {
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
