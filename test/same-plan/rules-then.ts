import path from 'node:path';
import { buildSync } from 'esbuild';
import { Worktree } from '../../bench/worktree';
import { root } from '../../scripts/project-files';
import type { PlainDay, PlainDecision, PlainVerdict, Rules } from './plain';

/** The last commit before the house was made for more than access keys. */
export const BEFORE = '2150ecf';

const ENTRY = `
export { planDay } from './rules/plan-day';
export { settingsSchema } from './rules/settings';
export { stillDue } from './rules/still-due';
`;

interface Then {
  readonly planDay: (
    inventory: object,
    ledger: object,
    settings: object,
    now: Date,
    users?: readonly object[],
  ) => readonly DecisionThen[];
  readonly stillDue: (
    keyId: string,
    found: object | undefined,
    cause: string,
    settings: object,
    now: Date,
  ) => PlainVerdict;
  readonly settingsSchema: { parse(input: unknown): object };
}

type DecisionThen = Omit<PlainDecision, 'account' | 'userName' | 'keyId'> & {
  readonly subject: Pick<PlainDecision, 'account' | 'userName' | 'keyId'>;
  readonly user?: { readonly id: string };
  readonly key?: { readonly id: string };
};

/**
 * The rules of a commit from before the redesign, whose own words are the plain ones: modules of their own, made of its
 * own files by its own tsconfig.json.
 * @throws Error where Git does not know the commit
 */
export function rulesThen(commit: string): Rules {
  const file = path.join(root, 'node_modules', '.cache', 'keyturn', `rules-${process.pid}.cjs`);
  const worktree = Worktree.of(commit);
  try {
    buildSync({
      stdin: { contents: ENTRY, resolveDir: worktree.folder, loader: 'ts' },
      tsconfig: path.join(worktree.folder, 'tsconfig.json'),
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'cjs',
      outfile: file,
    });
  } finally {
    worktree.remove();
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- which file it is turns out here
  return inPlainWords(require(file) as Then);
}

function inPlainWords({ planDay, stillDue, settingsSchema }: Then): Rules {
  const parsed = new WeakMap<object, object>();
  const read = (input: object) => {
    const settings = parsed.get(input) ?? settingsSchema.parse(input);
    parsed.set(input, settings);
    return settings;
  };
  return {
    plan: ({ account, readAt, users, concerned, ledger, settings, now }) =>
      planDay(
        { account, readAt, users },
        ledgerThen(account.id, ledger),
        read(settings),
        now,
        concerned && users.filter(({ id }) => concerned.includes(id)),
      ).map(plain),
    look: ({ keyId, found, cause, settings, now }) =>
      stillDue(keyId, found, cause, read(settings), now),
  };
}

function ledgerThen(accountId: string, ledger: PlainDay['ledger']): object {
  const { firstReadAt, lastReadAt, keys, notices, newer } = ledger;
  return {
    accountId,
    firstReadAt,
    lastReadAt,
    keys: new Map(keys.map((record) => [record.keyId, record])),
    notices: new Map(notices.map((record) => [record.id, record])),
    findings: new Map(),
    newer: newer && { keys: new Set(newer.keys), others: newer.others },
  };
}

function plain({ subject, user, key, ...rest }: DecisionThen): PlainDecision {
  return { ...rest, ...subject, ...(user && { userId: user.id }), ...(key && { keyId: key.id }) };
}
