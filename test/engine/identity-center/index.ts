import * as pulumi from '@pulumi/pulumi';
// Not by their index: each deployment would load all of the others.
import { AssumableRole, type AssumableRoleArgs } from '../../../components/assumable-role';
import {
  IdentityCenterAccess,
  type IdentityCenterAccessArgs,
} from '../../../components/identity-center-access';

interface Role extends AssumableRoleArgs {
  readonly roleName: string;
}

/**
 * Beside each other what stands in two accounts: in that of Identity Center whom it lets in, in another the roles. Each is
 * there as far as the stack's config has it.
 */
export = () => {
  const config = new pulumi.Config();
  const access = config.getObject<IdentityCenterAccessArgs>('access');
  const roles = config.getObject<readonly Role[]>('roles') ?? [];
  for (const role of roles) new AssumableRole(role.roleName, role);
  if (!access) return {};
  const { applicationArn, instanceArn } = new IdentityCenterAccess('people', access);
  return { applicationArn, instanceArn };
};
