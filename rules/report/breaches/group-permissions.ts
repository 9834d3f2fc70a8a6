import { counted } from '../../counted';
import type { GroupGrants, GroupsAndRoles, HeldPolicy } from '../../groups-and-roles';
import { directPermission } from '../../judging/own-permissions';
import type { Account } from '../../model';
import { inWords } from '../../own-policies';
import { withoutCase } from '../../without-case';
import type { AuditedUser } from '../subject';
import { beyondOwnUser, isOwnUserPolicyOfAws } from './beyond-own-user';
import { foundOf, together } from './found';
import { isOfAws, readPolicy, verdictOf, type Granted } from './granted';
import type { Verdict } from './verdict';

/**
 * Rule 2: what groups give engineers is to manage their own user and to take on roles. A group without an engineer
 * may give what it likes.
 */
export function groupPermissionsVerdict(
  granted: readonly Granted[],
  users: readonly AuditedUser[],
): Verdict {
  return verdictOf(granted, (found, account) => {
    const engineersOf = engineersByGroup(found, account, users);
    return together(
      found.groups.flatMap((group) => {
        const engineers = engineersOf(group);
        return engineers.length === 0 ? [] : [judge(group, engineers)];
      }),
    );
  });
}

function judge({ name: groupName, policies }: GroupGrants, engineers: readonly string[]) {
  const given: string[] = [];
  const unread: string[] = [];
  for (const policy of policies) {
    const more = givenBy(policy);
    if ('unread' in more) unread.push(more.unread);
    else if (more.answer !== undefined) given.push(more.answer);
  }
  const whom = `${counted(engineers.length, 'engineer')} (${someOf(engineers)})`;
  const broken =
    given.length > 0 ? [`gives ${whom} ${given.join(', ')}: that is for a role with MFA`] : [];
  return foundOf({ groupName }, broken, unread);
}

/** What a policy gives besides, in words; undefined where nothing. */
function givenBy(policy: HeldPolicy) {
  const what = directPermission(policy.name);
  if (isOfAws(policy)) return { answer: isOwnUserPolicyOfAws(policy.name) ? undefined : what };
  return readPolicy(policy, (statements) => {
    const allows = beyondOwnUser(statements);
    return allows.length === 0 ? undefined : `${what} (${inWords({ name: policy.name, allows })})`;
  });
}

/** The names of the engineers in each group, in their order. IAM tells no names apart by their case. */
function engineersByGroup(
  found: GroupsAndRoles,
  account: Account,
  users: readonly AuditedUser[],
): (group: GroupGrants) => readonly string[] {
  const engineers = new Set(
    users
      .filter(({ account: { id }, tags }) => id === account.id && tags.type === 'engineer')
      .map(({ user }) => user.name),
  );
  const members = found.users
    .filter(({ name }) => engineers.has(name))
    .flatMap(({ name, groups }) => groups.map((group) => ({ name, group: withoutCase(group) })));
  const byGroup = Map.groupBy(members, ({ group }) => group);
  return ({ name }) => (byGroup.get(withoutCase(name)) ?? []).map((member) => member.name);
}

function someOf(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
