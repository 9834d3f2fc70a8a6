import { counted } from '../counted';
import type { Account } from '../model';
import { inOrder } from '../order';
import type { CheckLine } from './check-answer';
import { lineOf, type Tried } from './tried';

/** What came of trying the audit role of one account. */
export interface TriedRole {
  /** Whether it could be assumed. Where it could not, no right was tried. */
  readonly assumed: Tried;
  readonly rights: readonly TriedRight[];
}

export interface TriedRight {
  /** In IAM's words, such as `iam:ListAccessKeys`. */
  readonly action: string;
  readonly tried: Tried;
}

/** An account, and what came of it. */
export interface TriedAccount {
  readonly account: Account;
  readonly role: TriedRole;
}

/** Names of accounts that a line has room for. */
const MOST_NAMES = 3;

/**
 * A line an account, and one for each right that it lacks. What no harmless call tries is so in every account, and is one
 * line for all of them.
 */
export function roleLines(accounts: readonly TriedAccount[]): readonly CheckLine[] {
  return [...accounts.flatMap(linesOfAccount), ...untriedLines(accounts)];
}

function linesOfAccount({ account: { id, name }, role }: TriedAccount): readonly CheckLine[] {
  const called = name === id ? '' : `${name}: `;
  if (role.assumed.is !== 'done') return [lineOf('audit-role', id, role.assumed)];
  const tried = role.rights.filter((each) => each.tried.is !== 'untried');
  const lacking = tried.filter((each) => each.tried.is !== 'done');
  const of = `${tried.length - lacking.length} of ${counted(tried.length, 'right')}`;
  return [
    lineOf('audit-role', id, { is: 'done', found: `${called}assumed; ${of} that were tried` }),
    ...lacking.map((each) => lineOf('audit-right', `${id} ${each.action}`, each.tried)),
  ];
}

function untriedLines(accounts: readonly TriedAccount[]): readonly CheckLine[] {
  const all = accounts.flatMap(({ account, role }) =>
    role.rights.flatMap(({ action, tried }) =>
      tried.is === 'untried' ? [{ action, account, why: tried.found }] : [],
    ),
  );
  return [...Map.groupBy(all, ({ action }) => action)]
    .sort(([a], [b]) => inOrder(a, b))
    .flatMap(([action, ofAction]) =>
      [...Map.groupBy(ofAction, ({ why }) => why)].map(([why, same]) =>
        lineOf('audit-right', action, {
          is: 'untried',
          found: `not tried in ${named(same.map(({ account }) => account))}: ${why}`,
        }),
      ),
    );
}

function named(accounts: readonly Account[]): string {
  const names = accounts.slice(0, MOST_NAMES).map(({ name }) => name);
  const more = accounts.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}
