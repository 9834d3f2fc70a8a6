// Copied from rules/judging/administrator.ts by: ts-node policy-pack/testing/write-from-rules.ts
import { requires } from './conditions';
import { allOf, anyOf } from './decided';
import { isLike } from './like';
import type { Statement } from './policy-document';

/** An action of IAM by which people give themselves whatever they like, and the kind of thing that it changes. */
interface Way {
  readonly action: string;
  readonly on: 'user' | 'group' | 'policy';
}

const ways: readonly Way[] = [
  { action: 'iam:PutUserPolicy', on: 'user' },
  { action: 'iam:AttachUserPolicy', on: 'user' },
  { action: 'iam:PutGroupPolicy', on: 'group' },
  { action: 'iam:AttachGroupPolicy', on: 'group' },
  { action: 'iam:CreatePolicyVersion', on: 'policy' },
];

/** Whose policy it is, as far as that is known. */
export interface Holder {
  readonly userName?: string;
  readonly groupName?: string;
  /** The accounts that it may be in; empty or undefined where nobody knows. */
  readonly accountIds?: readonly string[];
}

/** A statement that makes its holders administrators, and how. */
export interface Administrators {
  /** As IAM writes it: `iam:PutUserPolicy`. */
  readonly action: string;
  readonly statement: Statement;
}

/**
 * How the holders of a policy are administrators: what it allows, less what it denies, lets them write their own
 * permissions, and with that they have everything. An Allow counts under whatever conditions, except where it names
 * the policies or the boundary that may be given; a Deny counts where it has none.
 * @returns undefined where they are none
 * @throws what could not be read, where the answer rests on it
 */
export function administrators(
  statements: readonly Statement[],
  holder: Holder = {},
): Administrators | undefined {
  const undecided: unknown[] = [];
  for (const way of ways)
    try {
      const reach = (each: Statement) => () => reaches(each, way, holder);
      const gives = (each: Statement) =>
        allOf(
          () => each.allows,
          reach(each),
          () => !limitsWhatIsGiven(each, way),
        );
      const takes = (each: Statement) =>
        allOf(
          () => !each.allows,
          reach(each),
          () => isUnconditional(each),
        );
      const isOpen = allOf(
        () => anyOf(statements.map((each) => () => gives(each))),
        () => !anyOf(statements.map((each) => () => takes(each))),
      );
      const statement = isOpen
        ? statements.find((each) => isCertain(() => gives(each)))
        : undefined;
      if (statement) return { action: way.action, statement };
    } catch (error) {
      undecided.push(error);
    }
  if (undecided.length > 0) throw undecided[0];
  return undefined;
}

function isCertain(question: () => boolean): boolean {
  try {
    return question();
  } catch {
    return false;
  }
}

/** AWS's own managed policies that make administrators, in any partition: test/permissions/ judges all of them. */
const ofAws = [
  'AdministratorAccess',
  'AdministratorAccess-Amplify',
  'AWSMcpServiceActionsFullAccess',
  'IAMFullAccess',
];

export function isAdministratorPolicyOfAws(policyArn: string): boolean {
  const [, name = ''] = /^arn:[\w-]+:iam::aws:policy\/([\w-]+)$/.exec(policyArn) ?? [];
  return ofAws.includes(name);
}

/** A name that nobody chose: what matches it matches whatever there is. */
const anyName = 'o7k2qv9x';
/** Stands for the holder's own account. Permissions on another account's users, groups and policies give nothing. */
const ownAccount = '000000000000';

function reaches(statement: Statement, { action, on }: Way, holder: Holder): boolean {
  const { userName = anyName, groupName = anyName } = holder;
  const name = { user: userName, group: groupName, policy: anyName }[on];
  const target = `arn:aws:iam::${ownAccount}:${on}/${name}`;
  return allOf(
    () => statement.concernsAction(action),
    () => statement.concernsResource((pattern) => isLike(target, inOwnAccount(pattern, holder))),
  );
}

/** A pattern of resources in whole, with the holder's name, and with one partition and account for all that may be theirs. */
function inOwnAccount(pattern: string, { userName = anyName, accountIds = [] }: Holder): string {
  if (!pattern.startsWith('arn:')) return pattern;
  const [, partition = '', service = '*', region = '*', account = '*', ...resource] = pattern
    .replaceAll(/\$\{aws:username\}/gi, userName)
    .split(':');
  const isOwn = accountIds.length === 0 || accountIds.some((each) => isLike(each, account));
  return [
    'arn',
    // Nobody's permissions reach into another partition.
    /[*?]/.test(partition) ? partition : 'aws',
    service,
    region,
    account !== '' && isOwn ? ownAccount : account,
    // IAM takes a short ARN for one that ends in wildcards.
    ...(resource.length === 0 ? ['*'] : resource),
  ].join(':');
}

/** An empty Condition asks for nothing. */
function isUnconditional(statement: Statement): boolean {
  const condition = statement.element('Condition');
  return condition === undefined || Object.keys(condition as object).length === 0;
}

const positive = ['StringEquals', 'StringEqualsIgnoreCase', 'StringLike', 'ArnEquals', 'ArnLike'];
const administratorAccess = 'arn:aws:iam::aws:policy/AdministratorAccess';

/** Whether no more can be given than a named policy, or nothing without a boundary, as AWS describes delegation. */
function limitsWhatIsGiven(statement: Statement, { action }: Way): boolean {
  const attaches = action.startsWith('iam:Attach');
  return anyOf([
    () =>
      requires(statement, {
        key: 'iam:PolicyARN',
        operators: positive,
        // Only a call that attaches a policy has the key.
        value: (pattern) => !attaches || !isLike(administratorAccess, pattern),
      }),
    () =>
      requires(statement, {
        key: 'iam:PermissionsBoundary',
        operators: positive,
        value: () => true,
      }),
  ]);
}
