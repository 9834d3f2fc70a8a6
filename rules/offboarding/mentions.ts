import { z } from 'zod';
import { accountIdPattern } from '../formats';
import {
  documentProblem,
  listOf,
  readStatements,
  type Statement,
} from '../judging/policy-document';
import { isSameName } from '../without-case';
import { placeOf, type AccountPolicies, type PlacedPolicy } from './account-policies';

/** Who is looked for in policies. */
export interface Sought {
  /** The account of the IAM user. */
  readonly accountId: string;
  readonly userName: string;
  /** IAM's unique ids (AIDA…) of the user: none where nobody knows them. */
  readonly ids: readonly string[];
}

export const mentionSchema = z.strictObject({
  accountId: z.string().regex(accountIdPattern),
  /** `the trust policy of the role deploy` */
  place: z.string(),
  /** Its Sid in quotes, or its place: `number 2`. */
  statement: z.string(),
  element: z.enum(['Principal', 'NotPrincipal', 'Resource', 'NotResource', 'Condition']),
  /**
   * By what: the user's ARN; the unique id, into which IAM turns the ARN of a principal who is deleted; the name of the user or
   * of their sessions, which whoever has the name later has as well.
   */
  by: z.enum(['arn', 'id', 'name']),
  value: z.string(),
});
export type Mention = z.infer<typeof mentionSchema>;

/** What the policies of one account have of somebody. */
export interface Mentions {
  readonly mentions: readonly Mention[];
  /** Principals that are ids of users who are gone, and not of those who are looked for. */
  readonly strangers: readonly Mention[];
  /** Policies that could not be read, and why. */
  readonly unreadable: readonly string[];
}

/** Condition keys of which a value is a user's name, or that of a session of theirs. In lower case. */
const keysOfNames: ReadonlySet<string> = new Set([
  'aws:username',
  'aws:sourceidentity',
  'sts:rolesessionname',
  'sts:sourceidentity',
]);

/** Where somebody is named in policies; not in those of their own user, which go with it. */
export function mentionsIn(
  { account, users, policies }: Extract<AccountPolicies, { outcome: 'read' }>,
  sought: Sought,
): Mentions {
  const isOwn = ({ holder, name }: PlacedPolicy) =>
    holder === 'user' && account.id === sought.accountId && isSameName(name, sought.userName);
  const present = new Set(users.map(({ id }) => id));
  const mentions: Mention[] = [];
  const strangers: Mention[] = [];
  const unreadable: string[] = [];
  for (const policy of policies) {
    if (isOwn(policy) || policy.document === undefined) continue;
    const { document } = policy;
    const place = placeOf(policy);
    const problem = documentProblem(() => {
      for (const statement of readStatements(document))
        for (const { element, key, value } of textsIn(statement)) {
          const found = {
            accountId: account.id,
            place,
            statement: statement.label,
            element,
            value,
          };
          const by = namedBy(value, key, sought);
          if (by !== undefined) mentions.push({ ...found, by });
          else if (isPrincipal(element) && isGone(value, present))
            strangers.push({ ...found, by: 'id' });
        }
    });
    if (problem !== undefined) unreadable.push(`${place} of ${account.name}: ${problem}`);
  }
  return { mentions, strangers, unreadable };
}

interface Text {
  readonly element: Mention['element'];
  /** Of a condition, in lower case. */
  readonly key?: string;
  readonly value: string;
}

function textsIn(statement: Statement): readonly Text[] {
  const elements = ['Principal', 'NotPrincipal', 'Resource', 'NotResource', 'Condition'] as const;
  return elements.flatMap((element) => textsWithin(statement.element(element), element));
}

function textsWithin(found: unknown, element: Mention['element'], key?: string): readonly Text[] {
  if (typeof found === 'string')
    return [{ element, value: found, ...(key !== undefined && { key }) }];
  if (Array.isArray(found)) return listOf(found).flatMap((each) => textsWithin(each, element, key));
  if (typeof found !== 'object' || found === null) return [];
  return Object.entries(found).flatMap(([name, each]) =>
    textsWithin(each, element, name.toLowerCase()),
  );
}

function namedBy(
  value: string,
  key: string | undefined,
  { accountId, userName, ids }: Sought,
): Mention['by'] | undefined {
  if (ids.some((id) => value === id || value.startsWith(`${id}:`))) return 'id';
  const [, home = '', name = ''] =
    /^arn:[\w-]+:iam::(\d{12}):user\/(?:.*\/)?([^/]+)$/.exec(value) ?? [];
  if (home === accountId && isSameName(name, userName)) return 'arn';
  if (key !== undefined && keysOfNames.has(key) && isSameName(value, userName)) return 'name';
  const [, ofRole, ofId] =
    /^arn:[\w-]+:sts::\d{12}:assumed-role\/[^/]+\/([^/]+)$|^AROA\w+:(.+)$/.exec(value) ?? [];
  const session = ofRole ?? ofId;
  return session !== undefined && isSameName(session, userName) ? 'name' : undefined;
}

function isPrincipal(element: Mention['element']): boolean {
  return element === 'Principal' || element === 'NotPrincipal';
}

/** A principal that is there IAM writes as its ARN. */
function isGone(value: string, present: ReadonlySet<string>): boolean {
  return /^AIDA[A-Z0-9]+$/.test(value) && !present.has(value);
}
