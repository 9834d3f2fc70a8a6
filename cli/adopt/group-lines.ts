import { iamQuotas } from '../../rules/iam-quotas';
import type { FoundUser } from './read-account';
import type { Adoption } from './summary';

/** What the stack does to whose groups, and what it leaves as it is. */
export function groupLines(
  { groups, account, home, decisions }: Pick<Adoption, 'groups' | 'account' | 'home' | 'decisions'>,
  list: (what: string, names: readonly string[]) => string[],
): string[] {
  const users = new Map(account.users.map((user) => [user.name, user]));
  const isIn = (name: string, group: string) => users.get(name)?.groups.includes(group) ?? false;
  const planned = new Set(groups.map(({ name }) => name));
  const others = account.groups.filter((name) => !planned.has(name));
  const engineers = ownPolicies(decisions, 'engineer');
  const machines = ownPolicies(decisions, 'machine');
  return [
    ...groups.flatMap(({ name, isThere, members }) => {
      const joining = members.filter((user) => users.has(user) && !isIn(user, name));
      const how = isThere ? 'which is there' : 'which is new';
      return list(`join the group ${name}, ${how}`, joining);
    }),
    ...groups
      .filter(({ isThere }) => isThere)
      .map(
        ({ name }) =>
          `  the group ${name} is there: it is imported too, and keeps its members and policies`,
      ),
    ...groups.flatMap(({ name, twin }) =>
      twin === undefined
        ? []
        : [
            `  the group ${twin} is there, which IAM does not tell from ${name}, so that pulumi up would fail: name it in keyturn:groupName or keyturn:groups`,
          ],
    ),
    ...list('other groups of the account, which keep their members and policies', others),
    ...list(
      'of the engineers with policies on the user itself, which stay, and which the policy pack and keyturn audit find',
      engineers.map(describe),
    ),
    ...list(
      'of the machine users with attached policies, which their group gives them too, and which stay until you detach them (after pulumi up: aws iam detach-user-policy)',
      machines.map(describe),
    ),
    ...tooMany(others.length + groups.length, home.naming.groups.most),
  ];
}

/** Adopted users of a type who have policies of their own that this stack finds, or gives by a group. */
function ownPolicies(
  { adopted }: Adoption['decisions'],
  type: 'engineer' | 'machine',
): FoundUser[] {
  return adopted
    .filter((each) => each.type === type)
    .map(({ user }) => (type === 'machine' ? { ...user, inlinePolicies: [] } : user))
    .filter(({ policyArns, inlinePolicies }) => policyArns.length + inlinePolicies.length > 0);
}

function describe({ name, policyArns, inlinePolicies }: FoundUser): string {
  const names = [...policyArns.map((arn) => arn.replace(/^.*\//, '')), ...inlinePolicies];
  return `${name} (${names.join(', ')})`;
}

function tooMany(count: number, most: number): string[] {
  if (count <= most) return [];
  const quota = iamQuotas.groupsInAccount;
  const raised = most === quota ? ', or say most in keyturn:groups if AWS has raised it' : '';
  return [
    `  the account would have ${count} groups, and takes ${most}: delete some, or give more people the same roles by roleSets${raised}`,
  ];
}
