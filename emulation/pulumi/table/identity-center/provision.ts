import {
  DescribePermissionSetProvisioningStatusCommand,
  ProvisionPermissionSetCommand,
  type SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import { untilDone } from './until-done';

/** Brings the accounts that have a permission set to what it says by now, as the provider does after each change. */
export async function provisionEverywhere(
  sso: SSOAdminClient,
  InstanceArn: string,
  PermissionSetArn: string,
): Promise<void> {
  const { PermissionSetProvisioningStatus: begun } = await sso.send(
    new ProvisionPermissionSetCommand({
      InstanceArn,
      PermissionSetArn,
      TargetType: 'ALL_PROVISIONED_ACCOUNTS',
    }),
  );
  const look = new DescribePermissionSetProvisioningStatusCommand({
    InstanceArn,
    ProvisionPermissionSetRequestId: begun?.RequestId,
  });
  await untilDone(
    `provisioning ${PermissionSetArn}`,
    async () => (await sso.send(look)).PermissionSetProvisioningStatus,
  );
}
