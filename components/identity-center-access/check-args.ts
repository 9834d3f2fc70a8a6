import { identityCenterQuotas } from '../../rules/identity-center/quotas';
import { withoutCase } from '../../rules/without-case';
import { checkedInputIfGiven, each, inputError, oneOf, some, wholeNumber } from '../check';
import {
  accountAccessApplicationArn,
  identityCenterGroupName,
  identityCenterInstanceArn,
  identityCenterUserName,
  identityStoreId,
  roleArn,
} from '../formats';
import {
  type IdentityCenterAccessArgs,
  type IdentityCenterGroup,
  IdentityCenterMode,
  IdentitySource,
} from './args';
import { checkPermissionSets } from './check-permission-sets';
import { checkPlain, demand, once } from './demands';

/** The arguments, checked and with their defaults. */
export type CheckedArgs = ReturnType<typeof checkArgs>;

/**
 * Holds the arguments to what AWS takes, quotas among it, before anything is registered.
 * @throws InputPropertyError
 */
export function checkArgs(args: IdentityCenterAccessArgs) {
  const { groups } = args;
  checkPlain('groups', groups);
  const mode = args.mode ?? IdentityCenterMode.AccountAccess;
  demand('mode', mode, oneOf(Object.values(IdentityCenterMode)));
  const identitySource = args.identitySource ?? IdentitySource.Internal;
  demand('identitySource', identitySource, oneOf(Object.values(IdentitySource)));
  for (const [i, group] of groups.entries()) checkGroup(`groups[${i}]`, group);
  checkNames(groups);
  if (mode === IdentityCenterMode.AccountAccess) checkGroupsOfRoles(args);
  checkPermissionSets({ ...args, mode });
  return {
    mode,
    identitySource,
    groups,
    permissionSets: args.permissionSets ?? [],
    isProtected: args.deletionProtection ?? true,
    instanceArn: checkedInputIfGiven('instanceArn', args.instanceArn, identityCenterInstanceArn),
    identityStoreId: checkedInputIfGiven('identityStoreId', args.identityStoreId, identityStoreId),
    applicationArn: checkedInputIfGiven(
      'applicationArn',
      mode === IdentityCenterMode.PermissionSets ? undefined : args.applicationArn,
      accountAccessApplicationArn,
    ),
  };
}

function checkGroup(path: string, { groupName, roleArns, members = [] }: IdentityCenterGroup) {
  demand(`${path}.groupName`, groupName, identityCenterGroupName);
  demand(`${path}.roleArns`, roleArns, some('role', roleArn));
  demand(`${path}.roleArns`, roleArns, once);
  demand(`${path}.members`, members, each(identityCenterUserName));
  demand(`${path}.members`, members, once);
}

/** Whether Identity Center tells names by their case AWS does not say; people don't. */
function checkNames(groups: readonly IdentityCenterGroup[]): void {
  for (const [i, { groupName }] of groups.entries()) {
    const isTaken = groups
      .slice(0, i)
      .some((other) => withoutCase(other.groupName) === withoutCase(groupName));
    if (isTaken)
      throw inputError(
        `groups[${i}].groupName`,
        `expected another name than the groups before have, whatever the case of its letters, found ${JSON.stringify(groupName)}`,
      );
  }
}

/** AWS would refuse the one too many in the middle of a deployment. */
function checkGroupsOfRoles({
  groups,
  maximumGroupsOfRole: most = identityCenterQuotas.groupsOfRole,
}: IdentityCenterAccessArgs): void {
  demand('maximumGroupsOfRole', most, wholeNumber(1, 1000));
  const uses = groups.flatMap(({ groupName, roleArns }) =>
    roleArns.map((arn) => ({ arn, groupName })),
  );
  for (const [arn, of] of Map.groupBy(uses, (use) => use.arn))
    if (of.length > most)
      throw inputError(
        'groups',
        `expected at most ${most} groups of one role, which is what account access manager takes, found ${of.length} of ${arn}: give more people the same roles, so that there are fewer groups; or have AWS raise the quota "groups assigned to an IAM role", and say so in maximumGroupsOfRole`,
      );
}
