import { asOfWords } from '../../calendar';
import type { Account, RootCredentials, Unknown } from '../../model';
import { judgeRoot } from '../../root';
import { foundOf, verdictOfAccounts } from './found';
import type { Verdict } from './verdict';

/** Root of an account of which the users were read. */
export interface RootOfAccount {
  readonly account: Account;
  readonly root: RootCredentials | Unknown;
}

export function rootVerdict(roots: readonly RootOfAccount[]): Verdict {
  const read = roots.map(({ account, root }) => ({ account, found: root }));
  return verdictOfAccounts(read, 'its root could not be seen', (root: RootCredentials) => {
    const { found, unseen } = judgeRoot(root);
    const asOf = asOfWords(root.asOf);
    const once = (texts: readonly string[]) => [...new Set(texts)].map((text) => `${text}${asOf}`);
    return foundOf({}, once(found.map(({ text }) => text)), once(unseen));
  });
}
