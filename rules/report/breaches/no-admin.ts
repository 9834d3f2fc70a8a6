import type { HeldPolicy } from '../../groups-and-roles';
import { administrators, isAdministratorPolicyOfAws } from '../../judging/administrator';
import { directPermission } from '../../judging/own-permissions';
import type { Holder } from '../../judging/own-resources';
import { foundOf, together, type FoundInAccount } from './found';
import { isOfAws, readPolicy, verdictOf, type Granted } from './granted';
import type { Verdict } from './verdict';

/**
 * Rule 2: no user and no group may do everything, or give themselves what they may. As the policy pack judges it,
 * each policy by itself; a boundary is left aside.
 */
export function noAdminVerdict(granted: readonly Granted[]): Verdict {
  return verdictOf(granted, ({ users, groups }, { id }) => {
    const accountIds = [id];
    return together([
      ...users.map(({ name: userName, policies }) =>
        judge({ userName }, policies, { userName, accountIds }),
      ),
      ...groups.map(({ name: groupName, policies }) =>
        judge({ groupName }, policies, { groupName, accountIds }),
      ),
    ]);
  });
}

function judge(
  who: { readonly userName: string } | { readonly groupName: string },
  policies: readonly HeldPolicy[],
  holder: Holder,
): FoundInAccount {
  const broken: string[] = [];
  const unread: string[] = [];
  for (const policy of policies) {
    const how = howOf(policy, holder);
    if ('unread' in how) unread.push(how.unread);
    else if (how.answer !== undefined)
      broken.push(`${directPermission(policy.name)} makes administrators (${how.answer})`);
  }
  return foundOf(who, broken, unread);
}

function howOf(policy: HeldPolicy, holder: Holder) {
  if (isOfAws(policy)) {
    const isForThem = isAdministratorPolicyOfAws(policy.name);
    return { answer: isForThem ? "it is AWS's own for them" : undefined };
  }
  // No name of an inline policy has a colon.
  const policyName = /:policy\/(.+)/.exec(policy.name)?.[1];
  return readPolicy(policy, (statements) => {
    const found = administrators(statements, { ...holder, policyName });
    return found && `it allows ${found.action}`;
  });
}
