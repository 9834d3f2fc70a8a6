import type { Account } from './model';

/** For sorting by texts: by their code units, the same on every machine. */
export function inOrder(a: string, b: string): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** For sorting accounts: by name, those of one name by id. */
export function byName(a: Account, b: Account): number {
  return inOrder(a.name, b.name) || inOrder(a.id, b.id);
}
