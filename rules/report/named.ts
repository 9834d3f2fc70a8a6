import { counted } from '../counted';
import type { Breach } from './report';

type Named = Pick<Breach, 'userName' | 'groupName' | 'roleName'>;

/** Whom an entry of a rule is about: `alice`, `the group developers`; undefined where it is the account itself. */
export function namedIn({ userName, groupName, roleName }: Named): string | undefined {
  if (userName !== undefined) return userName;
  if (groupName !== undefined) return `the group ${groupName}`;
  return roleName === undefined ? undefined : `the role ${roleName}`;
}

/** How many they are, and of what: `3 users`, `1 account`. */
export function countedNamed(entries: readonly Named[]): string {
  const kinds = new Set(entries.map(kindOf));
  const [kind = 'case'] = kinds;
  return counted(entries.length, kinds.size === 1 ? kind : 'case');
}

function kindOf({ userName, groupName, roleName }: Named): string {
  if (userName !== undefined) return 'user';
  if (groupName !== undefined) return 'group';
  return roleName === undefined ? 'account' : 'role';
}
