import type { CheckLine } from '../../rules/checks/check-answer';
import { lineOf } from '../../rules/checks/tried';
import { roleLines, type TriedAccount } from '../../rules/checks/tried-role';
import type { Account } from '../../rules/model';
import type { AuditRightsPort } from '../ports/audit-rights';
import { inTime, noTime, type TimeLimit } from './in-time';
import { notAsked, unexpected } from './look';

/** A line for each account, in which its audit role is tried, and for what is not right with it. */
export async function checkAccounts(
  accounts: readonly Account[],
  rights: AuditRightsPort,
  limit: TimeLimit,
): Promise<readonly CheckLine[]> {
  const roles = await inTime(accounts, ({ id }) => tryIn(rights, id), limit);
  const all = accounts.map((account, i) => ({ account, role: roles[i] }));
  const isTried = (each: (typeof all)[number]): each is TriedAccount =>
    each.role !== undefined && each.role !== noTime;
  return [
    ...roleLines(all.filter(isTried)),
    ...all
      .filter((each) => !isTried(each))
      .map(({ account: { id } }) => notAsked({ what: 'audit-role', id })),
  ];
}

async function tryIn(rights: AuditRightsPort, accountId: string): Promise<TriedAccount['role']> {
  try {
    return await rights.tryIn(accountId);
  } catch (error) {
    return { assumed: unexpected(error), rights: [] };
  }
}

/** Those of the accounts that are named, and a line for each that is none of them. */
export function amongThem(
  accounts: readonly Account[],
  named: readonly string[] | undefined,
): { readonly chosen: readonly Account[]; readonly strangers: readonly CheckLine[] } {
  if (named === undefined) return { chosen: accounts, strangers: [] };
  const ids = new Set(named);
  const chosen = accounts.filter(({ id }) => ids.delete(id));
  const found = 'the function does not watch it';
  return {
    chosen,
    strangers: [...ids].map((id) => lineOf('account', id, { is: 'unusable', found })),
  };
}
