import { findTag, tagKeys } from '../tags';
import { isSameName } from '../without-case';
import type { AccountPolicies } from './account-policies';
import type { Holdings } from './holdings';

/** Users beside the one of the identity account who have the person's Slack id, or are called so. */
export function otherUsers(
  accounts: readonly AccountPolicies[],
  {
    accountId,
    userName,
    slackId,
  }: { readonly accountId: string; readonly userName: string; readonly slackId?: string },
): Holdings['otherUsers'] {
  return accounts.flatMap((read) => {
    if (read.outcome === 'unread') return [];
    return read.users.flatMap(({ name, id, tags }) => {
      if (read.account.id === accountId && isSameName(name, userName)) return [];
      const isTheirs =
        slackId !== undefined && findTag(tags, tagKeys.slackId)?.value.trim() === slackId;
      if (!isTheirs && !isSameName(name, userName)) return [];
      const by = isTheirs ? ('slack-id' as const) : ('name' as const);
      return [{ accountId: read.account.id, name, id, by }];
    });
  });
}
