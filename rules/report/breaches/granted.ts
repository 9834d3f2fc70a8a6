import type { GroupsAndRoles, HeldPolicy } from '../../groups-and-roles';
import { documentProblem, readStatements, type Statement } from '../../judging/policy-document';
import type { Account, Unknown } from '../../model';
import { verdictOfAccounts, type FoundInAccount } from './found';
import type { Verdict } from './verdict';

/** What was read, or not, of an account's groups and roles. */
export interface Granted {
  readonly account: Account;
  readonly groupsAndRoles: GroupsAndRoles | Unknown;
}

/** The verdict about the groups and roles of all accounts. */
export function verdictOf(
  granted: readonly Granted[],
  judge: (found: GroupsAndRoles, account: Account) => FoundInAccount,
): Verdict {
  const read = granted.map(({ account, groupsAndRoles: found }) => ({ account, found }));
  return verdictOfAccounts(read, 'its groups and roles could not be read', judge);
}

/** What of a text is found, in words; why it could not be read. */
export type Read<Answer> = { readonly answer: Answer } | { readonly unread: string };

/** Judges a policy's text. One that nobody can read is neither good nor bad. */
export function readPolicy<Answer>(
  { name, document }: HeldPolicy,
  judge: (statements: readonly Statement[]) => Answer,
): Read<Answer> {
  if (document === undefined) return { unread: `the text of ${name} was not given` };
  let answer: Answer | undefined;
  const problem = documentProblem(() => {
    answer = judge(readStatements(document));
  });
  return problem === undefined
    ? { answer: answer as Answer }
    : { unread: `the text of ${name} can't be read: ${problem}` };
}

/** Whether a policy is one of AWS's own, which are known by their names. */
export function isOfAws({ name }: HeldPolicy): boolean {
  return /^arn:[\w-]+:iam::aws:policy\//.test(name);
}
