import { z } from 'zod';
import { keptUntil, type PersonsUser } from '../../../rules/home/persons-user';
import { keyAtHomeSchema } from '../../../rules/notices/home-view';
import { person } from '../../../rules/notices/fields';
import { isNewer, storedVersions } from '../../../rules/stored-versions';
import { expiryField, type StoredItem } from './items';

/** A partition a person, beside those of accounts and runs: who loads one of those meets no item of these. */
export function partitionOf(slackId: string): string {
  return `person#${slackId}`;
}

export const USER_PREFIX = 'account#';
/** The sort key of when the person's home was last drawn. */
export const viewItem = 'home';

const instant = z.iso.datetime().transform((text) => new Date(text));

const itemSchema = z.object({
  accountName: z.string(),
  type: person.shape.type,
  rotateWith: person.shape.rotateWith,
  readAt: instant,
  keys: z.array(z.object({ seen: keyAtHomeSchema, disabledBefore: instant.optional() })),
  keysUnknown: z.literal(true).optional(),
  isDryRun: z.literal(true).optional(),
});

export function storedUser(user: PersonsUser): object {
  const { account, owner, readAt, keys, keysUnknown, isDryRun } = user;
  const { slackId, userName, type, rotateWith } = owner;
  return {
    account: partitionOf(slackId),
    item: `${USER_PREFIX}${account.id}#${userName}`,
    accountName: account.name,
    type,
    rotateWith,
    readAt: readAt.toISOString(),
    keys: keys.map(({ seen, disabledBefore }) => ({
      seen,
      disabledBefore: disabledBefore?.toISOString(),
    })),
    keysUnknown,
    isDryRun,
    v: storedVersions.person,
    // DynamoDB's time to live counts in seconds.
    [expiryField]: Math.ceil(keptUntil(user).getTime() / 1000),
  };
}

/** Undefined where a newer version wrote it, or it is not as it should be: of a view the rest is shown all the same. */
export function readUser(slackId: string, stored: StoredItem): PersonsUser | undefined {
  if (isNewer('person', stored)) return undefined;
  const { data } = itemSchema.safeParse(stored);
  const [, id, userName] = /^account#(\d{12})#(.+)$/.exec(stored.item) ?? [];
  if (!data || id === undefined || userName === undefined) return undefined;
  const { accountName, type, rotateWith, ...rest } = data;
  return {
    account: { id, name: accountName },
    owner: { userName, slackId, ...(type && { type }), ...(rotateWith && { rotateWith }) },
    ...rest,
  };
}
