import type { Provider } from '@pulumi/aws/provider';
import {
  IdentityCenterAccess,
  IdentityCenterMode,
  IdentitySource,
} from '../components/identity-center-access';
import type { PermissionSetOfRoles } from '../rules/identity-center/permission-sets';
import type {
  IdentityCenterMode as Mode,
  IdentitySource as Source,
} from '../rules/identity-center/modes';
import type { StackPlan } from './config/plan';

const modeArg: Record<Mode, IdentityCenterMode> = {
  'account-access': IdentityCenterMode.AccountAccess,
  'permission-sets': IdentityCenterMode.PermissionSets,
};
const sourceArg: Record<Source, IdentitySource> = {
  internal: IdentitySource.Internal,
  external: IdentitySource.External,
};

/** The account that administers IAM Identity Center. */
export function makeIdentityCenter(plan: StackPlan, provider: Provider): IdentityCenterAccess {
  const { mode, identitySource, ...config } = plan.config.identityCenter;
  const { groups = [], permissionSets = [] } = plan.identityCenter ?? {};
  return new IdentityCenterAccess(
    'identity-center',
    {
      mode: modeArg[mode],
      identitySource: sourceArg[identitySource],
      instanceArn: config.instanceArn,
      identityStoreId: config.identityStoreId,
      applicationArn: config.applicationArn,
      deletionProtection: plan.config.deletionProtection,
      groups: groups.map(({ name, roles, members }) => ({
        groupName: name,
        roleArns: roles.map(({ arn }) => arn),
        members: [...members],
      })),
      permissionSets: permissionSets.map(permissionSetArg),
      maximumGroupsOfRole: config.maximumGroupsOfRole,
      maximumPermissionSetsOfAccount: config.maximumPermissionSetsOfAccount,
    },
    { provider },
  );
}

/** Of what a role is for, as much as Identity Center takes. */
const LONGEST_DESCRIPTION = 700;

function permissionSetArg({ name, roles }: PermissionSetOfRoles) {
  const [first] = roles;
  const { policyArns = [], permissionsBoundaryArn, description } = first?.permissions ?? {};
  return {
    permissionSetName: name,
    roleArns: roles.map(({ arn }) => arn),
    description: description?.slice(0, LONGEST_DESCRIPTION) || undefined,
    policyArns: [...policyArns],
    permissionsBoundaryArn,
    sessionDuration: (first?.maxSessionHours ?? 1) * 60 * 60,
  };
}
