import type { DeclaredAccount } from './declared-account';
import { locateIn, type Locate } from './check';
import type { Here } from './neighbours';
import { describeValue, type Problem } from './problem';
import { readStackFile, readUsersFile, type ProjectFolder } from './project-folder';
import type { YamlFile } from './yaml-file';

/** By what should stand in their place: the ids of the examples and guides, which are nobody's. */
const invented = {
  "your own account's id": ['111111111111', '222222222222', '333333333333', '444444444444'],
  "your own channel's id": ['C0INFRA0001', 'C0DEPLOY001'],
  'the member id that Slack has for this person': [
    'U0123ABCDEF',
    'U0ADA000001',
    'U0BEN000001',
    'U0CLEO00001',
    'U0ALICE0001',
    'U0BOB000001',
    'U0CAROL0001',
    'U0DAN000001',
    'U0ERIN00001',
    'U0FRANK0001',
  ],
  "your own app's id": ['A0123456789'],
  "your own secret's ARN": ['slack-token-AbCdEf'],
  "your own organization's id": ['o-abcdefghij'],
  "your own unit's id": ['ou-abcd-11111111', 'ou-abcd-22222222'],
  'an address of your own': ['infrastructure@example.com'],
} as const;

const expectedFor: ReadonlyMap<string, string> = new Map(
  Object.entries(invented).flatMap(([expected, ids]) => ids.map((id) => [id, expected] as const)),
);

/** Every id that is known to be invented. */
export const inventedIds: ReadonlySet<string> = new Set(expectedFor.keys());

/** Of all keys those that hold a secret. */
const secrets = ['keyturn:slackToken', 'keyturn:slackSigningSecret'];

/**
 * Ids of the examples that stand in the config of a company's own account, and the accounts beside it that only the
 * examples have: it would let them in, or watch them. Where the account itself is one of the examples', none is a
 * mistake: that is how tests and demos run, and nobody has credentials of it.
 * @param values the stack's config, by key with namespace
 */
export function inventedInStack(
  { file, account, accounts }: Here,
  values: ReadonlyMap<string, unknown>,
  project: ProjectFolder,
): readonly Problem[] {
  if (inventedIds.has(account.id)) return [];
  const neighbours = accounts.filter(
    ({ name, id }) => name !== account.name && inventedIds.has(id),
  );
  return [
    ...inventedInConfig(values, file.locate),
    ...neighbours.flatMap(({ name, id }) =>
      inventedIn(id, readStackFile(project, name).locate, ['keyturn:accountId']),
    ),
  ];
}

/** The same, of those who have a user in the account. */
export function inventedInUsers(
  file: YamlFile,
  { id }: Pick<DeclaredAccount, 'id'>,
): readonly Problem[] {
  return inventedIds.has(id) ? [] : inventedIn(file.value, locateIn(file));
}

/** An account whose stack's file and users are looked through. */
interface Declared {
  readonly account: Pick<DeclaredAccount, 'name' | 'kinds'>;
  readonly config: { readonly engineersFile: string };
}

/**
 * Asks for the ids that still stand as in the examples where they are no mistake, since the account is an example's
 * too. Each is asked for once.
 */
export function askForOwnIds(
  project: ProjectFolder,
  plans: readonly Declared[],
): readonly Problem[] {
  return plans.flatMap(({ account, config }) => {
    const { values, locate } = readStackFile(project, account.name);
    const users = account.kinds.includes('identity') && readUsersFile(project, config);
    return [
      ...inventedInConfig(values, locate),
      ...(users ? inventedIn(users.value, locateIn(users)) : []),
    ];
  });
}

function inventedInConfig(
  values: ReadonlyMap<string, unknown>,
  locate: Locate,
): readonly Problem[] {
  return [...values]
    .filter(([key]) => key.startsWith('keyturn:') && !secrets.includes(key))
    .flatMap(([key, value]) => inventedIn(value, locate, [key]));
}

/** Where one stands in a value, or within a text such as an ARN: one for each text. */
function inventedIn(
  value: unknown,
  locate: Locate,
  path: readonly PropertyKey[] = [],
): readonly Problem[] {
  if (Array.isArray(value))
    return value.flatMap((each: unknown, i) => inventedIn(each, locate, [...path, i]));
  if (value !== null && typeof value === 'object')
    return Object.entries(value).flatMap(([key, each]) => inventedIn(each, locate, [...path, key]));
  if (typeof value !== 'string') return [];
  // The last, since an ARN says whose it is before what it is.
  const id = value.split(/[^\w.@-]+/).findLast((word) => expectedFor.has(word));
  if (id === undefined) return [];
  const expected = `${expectedFor.get(id)}: this one is the example's`;
  return [{ ...locate(path, 'value'), found: describeValue(value), expected }];
}
