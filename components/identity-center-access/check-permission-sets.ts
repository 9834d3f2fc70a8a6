import { identityCenterQuotas } from '../../rules/identity-center/quotas';
import { withoutCase } from '../../rules/without-case';
import { type Check, each, inputError, some, wholeNumber } from '../check';
import { managedPolicyArn, permissionSetDescription, permissionSetName, roleArn } from '../formats';
import { IdentityCenterMode, type IdentityCenterAccessArgs, type RolePermissionSet } from './args';
import { accountOf, checkPlain, demand, once } from './demands';

/** @throws InputPropertyError */
export function checkPermissionSets(args: IdentityCenterAccessArgs): void {
  const { mode, groups, permissionSets = [] } = args;
  if (mode !== IdentityCenterMode.PermissionSets) {
    if (permissionSets.length > 0)
      throw inputError('permissionSets', 'expected none, found some: only with permission-sets');
    return;
  }
  if (args.applicationArn !== undefined)
    throw inputError('applicationArn', 'expected nothing, found one: only with account-access');
  checkPlain('permissionSets', permissionSets);
  for (const [i, set] of permissionSets.entries()) checkSet(`permissionSets[${i}]`, set);
  checkNames(permissionSets);
  const all = permissionSets.flatMap(({ roleArns }) => roleArns);
  demand('permissionSets', all, once);
  for (const [i, { roleArns }] of groups.entries()) {
    const missing = roleArns.find((arn) => !all.includes(arn));
    if (missing !== undefined)
      throw inputError(
        `groups[${i}].roleArns`,
        `expected roles for which a permission set stands, found ${missing}`,
      );
  }
  checkRoom(args, permissionSets);
}

const minutes: Check<number> = (seconds) =>
  wholeNumber(3600, 43200)(seconds) ??
  (seconds % 60 === 0 ? undefined : `expected whole minutes, found ${seconds} seconds`);

function checkSet(path: string, set: RolePermissionSet): void {
  const { policyArns = [], description, permissionsBoundaryArn, sessionDuration } = set;
  demand(`${path}.permissionSetName`, set.permissionSetName, permissionSetName);
  demand(`${path}.roleArns`, set.roleArns, some('role', roleArn));
  demand(`${path}.roleArns`, set.roleArns.map(accountOf), once);
  demand(`${path}.policyArns`, policyArns, each(managedPolicyArn));
  const most = identityCenterQuotas.policiesOfPermissionSet;
  if (policyArns.length > most)
    throw inputError(`${path}.policyArns`, `expected at most ${most}, found ${policyArns.length}`);
  if (description !== undefined)
    demand(`${path}.description`, description, permissionSetDescription);
  if (permissionsBoundaryArn !== undefined)
    demand(`${path}.permissionsBoundaryArn`, permissionsBoundaryArn, managedPolicyArn);
  if (sessionDuration !== undefined) demand(`${path}.sessionDuration`, sessionDuration, minutes);
}

function checkNames(sets: readonly RolePermissionSet[]): void {
  const names = sets.map(({ permissionSetName }) => withoutCase(permissionSetName));
  demand('permissionSets', names, once);
}

function checkRoom(args: IdentityCenterAccessArgs, sets: readonly RolePermissionSet[]): void {
  const most = args.maximumPermissionSetsOfAccount ?? identityCenterQuotas.permissionSetsOfAccount;
  demand('maximumPermissionSetsOfAccount', most, wholeNumber(1, 2000));
  const accounts = sets.flatMap(({ roleArns }) => roleArns.map(accountOf));
  for (const [account, all] of Map.groupBy(accounts, (id) => id))
    if (all.length > most)
      throw inputError(
        'permissionSets',
        `expected at most ${most} of one account, which is what IAM Identity Center takes, found ${all.length} of ${account}: have fewer roles there, each of which may do more; or have AWS raise the quota, and say so in maximumPermissionSetsOfAccount`,
      );
}
