import { isUnknown, type Account, type Unknown } from '../../model';
import type { Breach } from '../report';
import type { Verdict } from './verdict';

/** An entry of a verdict, without the account. */
export type Found = Omit<Breach, 'accountId'>;

/** What is found in one account: who breaks a rule, and of whom that can't be said. */
export interface FoundInAccount {
  readonly breaches: readonly Found[];
  readonly notSeenOf: readonly Found[];
}

/**
 * The verdict about all accounts; of one that could not be read nothing can be said.
 * @param unread what is said there, before the reason
 */
export function verdictOfAccounts<Read extends object>(
  read: readonly { readonly account: Account; readonly found: Read | Unknown }[],
  unread: string,
  judge: (found: Read, account: Account) => FoundInAccount,
): Verdict {
  const breaches: Breach[] = [];
  const notSeenOf: Breach[] = [];
  for (const { account, found: whatWasRead } of read) {
    const { id: accountId } = account;
    if (isUnknown(whatWasRead)) {
      notSeenOf.push({ accountId, text: `${unread}: ${whatWasRead.unknown}` });
      continue;
    }
    const found = judge(whatWasRead, account);
    breaches.push(...found.breaches.map((each) => ({ accountId, ...each })));
    notSeenOf.push(...found.notSeenOf.map((each) => ({ accountId, ...each })));
  }
  return { breaches, notSeenOf };
}

/** Of somebody, all that breaks a rule and all that could not be read, in one entry each. */
export function foundOf(
  who: Omit<Found, 'text'>,
  broken: readonly string[],
  unread: readonly string[],
): FoundInAccount {
  const entry = (texts: readonly string[]) =>
    texts.length > 0 ? [{ ...who, text: texts.join('; ') }] : [];
  return { breaches: entry(broken), notSeenOf: entry(unread) };
}

export function together(all: readonly FoundInAccount[]): FoundInAccount {
  return {
    breaches: all.flatMap(({ breaches }) => breaches),
    notSeenOf: all.flatMap(({ notSeenOf }) => notSeenOf),
  };
}
