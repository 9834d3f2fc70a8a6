import type { Provider } from '@pulumi/aws/provider';
import { AssumableRole } from '../components/assumable-role';
import type { StackPlan } from './config/plan';

/** An account with roles that engineers assume. */
export function makeMember({ config, identityAccountId }: StackPlan, provider: Provider): void {
  for (const role of config.roles.filter(({ existing }) => !existing)) {
    const { name, path, description, policyArns, permissionsBoundaryArn, maxSessionHours } = role;
    new AssumableRole(
      name,
      {
        roleName: name,
        ...(path !== '/' && { path }),
        description,
        identityAccountId,
        policyArns,
        permissionsBoundaryArn,
        maxSessionDuration: maxSessionHours * 60 * 60,
        accountAccessApplicationArn: config.accountAccessApplicationArn,
      },
      { provider },
    );
  }
}
