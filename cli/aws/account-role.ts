import { STSClient } from '@aws-sdk/client-sts';
import { AssumedRoles } from '../../functions/adapters/accounts/assumed-roles';
import { AuditRole } from '../../functions/adapters/accounts/audit-role';
import { onlyAws } from '../../functions/adapters/aws/only-aws';
import { auditSessionPermissions } from '../../rules/policies/audit-session-permissions';
import type { Caller } from './caller';
import { requestHandler } from './credentials';

/** How CloudTrail of the accounts names who it was. */
const SESSION_NAME = 'keyturn';

/** The role to assume in every account but the caller's own, which is worked in with the caller's credentials. */
export interface RoleInAccounts {
  readonly roleName?: string;
  readonly externalId?: string;
}

/** Works in the caller's own account as they are, and in the others in sessions that may only read. */
export function accountRole(
  { accountId: own, partition, client }: Caller,
  { roleName = '', externalId }: RoleInAccounts,
): AuditRole {
  const sts = onlyAws(new STSClient({ ...client, requestHandler }));
  const roles = new AssumedRoles(sts, externalId, SESSION_NAME, {
    policy: (accountId) => auditSessionPermissions({ partition, accountId }),
  });
  const credentialsOf: AssumedRoles['credentialsOf'] = (accountId, roleArn) =>
    accountId === own ? client.credentials() : roles.credentialsOf(accountId, roleArn);
  return new AuditRole({ credentialsOf }, roleName, client.region, client.profile);
}
