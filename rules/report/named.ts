import type { Breach } from './report';

type Named = Pick<Breach, 'userName' | 'groupName' | 'roleName'>;

/** Whom an entry of a rule is about: `alice`, `the group developers`; undefined where it is the account itself. */
export function namedIn(entry: Named): string | undefined {
  const [kind, name] = kindAndName(entry);
  return kind === 'user' || name === undefined ? name : `the ${kind} ${name}`;
}

/** What they all are, to be counted: `user`, `account`; `case` where they are of several kinds. */
export function kindNamed(entries: readonly Named[]): string {
  const [kind = 'case', ...others] = new Set(entries.map((entry) => kindAndName(entry)[0]));
  return others.length === 0 ? kind : 'case';
}

function kindAndName({ userName, groupName, roleName }: Named): [kind: string, name?: string] {
  if (userName !== undefined) return ['user', userName];
  if (groupName !== undefined) return ['group', groupName];
  return roleName === undefined ? ['account'] : ['role', roleName];
}
