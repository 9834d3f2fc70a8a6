import {
  DeactivateMFADeviceCommand,
  DeleteAccessKeyCommand,
  DeleteLoginProfileCommand,
  DeleteSSHPublicKeyCommand,
  DeleteServiceSpecificCredentialCommand,
  DeleteSigningCertificateCommand,
  DeleteUserPolicyCommand,
  DeleteVirtualMFADeviceCommand,
  DetachUserPolicyCommand,
  ListAccessKeysCommand,
  ListAttachedUserPoliciesCommand,
  ListGroupsForUserCommand,
  ListMFADevicesCommand,
  ListSSHPublicKeysCommand,
  ListServiceSpecificCredentialsCommand,
  ListSigningCertificatesCommand,
  ListUserPoliciesCommand,
  RemoveUserFromGroupCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { unlessGone } from '../gone';

/** What AWS wants before a user can be deleted. */
export async function leaveGroups(iam: IAMClient, UserName: string): Promise<void> {
  const answer = await unlessGone(iam.send(new ListGroupsForUserCommand({ UserName })));
  for (const { GroupName } of answer?.Groups ?? [])
    await unlessGone(iam.send(new RemoveUserFromGroupCommand({ UserName, GroupName })));
}

/** What `forceDestroy` deletes: all that a user made for themselves, and policies that others gave them. */
export async function deleteOwnThings(iam: IAMClient, UserName: string): Promise<void> {
  await deletePolicies(iam, UserName);
  const keys = await unlessGone(iam.send(new ListAccessKeysCommand({ UserName })));
  for (const { AccessKeyId } of keys?.AccessKeyMetadata ?? [])
    await unlessGone(iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId })));
  const devices = await unlessGone(iam.send(new ListMFADevicesCommand({ UserName })));
  for (const { SerialNumber } of devices?.MFADevices ?? []) {
    await unlessGone(iam.send(new DeactivateMFADeviceCommand({ UserName, SerialNumber })));
    // Hardware devices have serial numbers that are no ARNs, and stay.
    if (SerialNumber?.includes(':mfa/'))
      await unlessGone(iam.send(new DeleteVirtualMFADeviceCommand({ SerialNumber })));
  }
  await unlessGone(iam.send(new DeleteLoginProfileCommand({ UserName })));
  const sshKeys = await unlessGone(iam.send(new ListSSHPublicKeysCommand({ UserName })));
  for (const { SSHPublicKeyId } of sshKeys?.SSHPublicKeys ?? [])
    await unlessGone(iam.send(new DeleteSSHPublicKeyCommand({ UserName, SSHPublicKeyId })));
  const certificates = await unlessGone(iam.send(new ListSigningCertificatesCommand({ UserName })));
  for (const { CertificateId } of certificates?.Certificates ?? [])
    await unlessGone(iam.send(new DeleteSigningCertificateCommand({ UserName, CertificateId })));
  const credentials = await unlessGone(
    iam.send(new ListServiceSpecificCredentialsCommand({ UserName })),
  );
  for (const { ServiceSpecificCredentialId } of credentials?.ServiceSpecificCredentials ?? []) {
    const named = { UserName, ServiceSpecificCredentialId };
    await unlessGone(iam.send(new DeleteServiceSpecificCredentialCommand(named)));
  }
}

async function deletePolicies(iam: IAMClient, UserName: string): Promise<void> {
  const inline = await unlessGone(iam.send(new ListUserPoliciesCommand({ UserName })));
  for (const PolicyName of inline?.PolicyNames ?? [])
    await unlessGone(iam.send(new DeleteUserPolicyCommand({ UserName, PolicyName })));
  const attached = await unlessGone(iam.send(new ListAttachedUserPoliciesCommand({ UserName })));
  for (const { PolicyArn } of attached?.AttachedPolicies ?? [])
    await unlessGone(iam.send(new DetachUserPolicyCommand({ UserName, PolicyArn })));
}
