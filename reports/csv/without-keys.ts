import type { Report, UserReference } from '../../rules/report/report';
import type { Cells } from './cells';

/** The columns that only an audit has, after all others: whether the user could do without keys, and why. */
export const withoutKeysColumns = ['without_keys', 'without_keys_why'] as const;

/** The same cells in each row of a user's keys. */
export function withoutKeysCells({ withoutKeys = [] }: Report): (user: UserReference) => Cells {
  const idOf = ({ accountId, userName }: UserReference) => `${accountId}/${userName}`;
  const byUser = new Map(withoutKeys.map((each) => [idOf(each), each]));
  return (user) => {
    const found = byUser.get(idOf(user));
    return found ? { without_keys: found.verdict, without_keys_why: found.text } : {};
  };
}
