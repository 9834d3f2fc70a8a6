import { iamQuotas } from '../../rules/iam-quotas';
import { isSameName, withoutCase } from '../../rules/without-case';
import { canBeKept, type PlannedGroup } from './groups';
import type { Home } from './home';
import type { FoundUser } from './read-account';
import type { Adoption } from './adoption';

/** What the stack does to whose groups, and what it leaves as it is. */
export function groupLines(
  { groups, account, home, decisions }: Pick<Adoption, 'groups' | 'account' | 'home' | 'decisions'>,
  list: (what: string, names: readonly string[]) => string[],
): string[] {
  const users = new Map(account.users.map((user) => [withoutCase(user.name), user]));
  const isIn = (name: string, group: string) =>
    users.get(withoutCase(name))?.groups.some((each) => isSameName(each, group)) ?? false;
  const planned = new Set(groups.map(({ name }) => withoutCase(name)));
  const others = account.groups
    .map(({ name }) => name)
    .filter((name) => !planned.has(withoutCase(name)));
  const moved = groups.filter(
    (group) => canBeKept(group) && group.path !== undefined && group.path !== home.groupPath,
  );
  const engineers = ownPolicies(decisions, 'engineer');
  const machines = ownPolicies(decisions, 'machine');
  return [
    ...groups.flatMap(({ name, existing, members }) => {
      const joining = members.filter((user) => users.has(withoutCase(user)) && !isIn(user, name));
      const how = existing === undefined ? 'which is new' : 'which is there';
      return list(`join the group ${existing ?? name}, ${how}`, joining);
    }),
    ...groups.flatMap((group) => (group.existing === undefined ? [] : lineOfExisting(group))),
    ...list(
      `of them under another path than the stack's, ${home.groupPath}, to which pulumi up would move them, and change their ARNs (path in keyturn:groups says another)`,
      moved.map(({ existing, path }) => `${existing} (${path})`),
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

/** By which of the stack's words another name comes about. */
const insteadOf: Readonly<Record<PlannedGroup['component'], string>> = {
  EngineerBaseline: 'say another keyturn:groupName',
  SignInGroup: 'say another keyturn:groupName, or rename that group',
  KeylessGroup: 'say another keyturn:groupName, or rename that group',
  KeyUntilGroup: 'say another keyturn:groupName, or rename that group',
  RoleGroup: 'give these roles a name under roleSets',
  MachineGroup: 'say another machinePrefix in keyturn:groups',
};

function lineOfExisting(group: PlannedGroup): string {
  const { component, name, existing } = group;
  if (canBeKept(group))
    return `  the group ${existing} is there: it is imported too, and keeps its members and policies`;
  const instead = insteadOf[component];
  return `  the group ${existing} is there, which IAM does not tell by case from ${name}, so that pulumi up would fail: ${instead}`;
}

/** The config that calls groups as IAM has them; undefined where the stack does so already. */
export function namingOfExisting(
  { groupName, groupsAsWritten }: Home,
  groups: readonly PlannedGroup[],
): Readonly<Record<string, unknown>> | undefined {
  const others = groups.filter((group) => canBeKept(group) && group.existing !== group.name);
  if (others.length === 0) return undefined;
  const everybodys = others.find(({ component }) => component === 'EngineerBaseline');
  const names = others.flatMap(({ roleSet, existing }) =>
    roleSet === undefined ? [] : [[roleSet, existing] as const],
  );
  const given = groupsAsWritten['names'] as object | undefined;
  return {
    ...(everybodys && { 'keyturn:groupName': everybodys.existing ?? groupName }),
    ...(names.length > 0 && {
      'keyturn:groups': { ...groupsAsWritten, names: { ...given, ...Object.fromEntries(names) } },
    }),
  };
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
