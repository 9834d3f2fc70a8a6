import {
  paginateListSigningCertificates,
  paginateListSSHPublicKeys,
  type IAMClient,
  type SigningCertificate,
  type SSHPublicKeyMetadata,
} from '@aws-sdk/client-iam';
import type { StoppableKind } from '../../../rules/credentials/credential';
import type { Holder } from '../../../rules/credentials/credential-traits';
import type { OwnerNow } from '../../../rules/disabling/still-due';
import type { ListedCertificate, SshKey } from '../../../rules/model';
import type { Calls } from '../accounts/calls';
import { listServiceCredentialsOf } from './list-service-credentials';
import { listKeys, listTags, unlessGone } from './read-users';

/**
 * What the user has of that kind, and their tags, as they are now: nothing else is asked for.
 * @returns undefined where the user is gone
 * @throws AccountError
 */
export async function readAgain(
  iam: IAMClient,
  calls: Calls,
  userName: string,
  kind: StoppableKind,
): Promise<OwnerNow | undefined> {
  const [held, tags] = await Promise.all([
    heldNow[kind](iam, calls, userName),
    listTags(iam, calls, userName),
  ]);
  return held && tags && { keys: [], ...held, readAt: new Date(), tags };
}

type Ask = (iam: IAMClient, calls: Calls, userName: string) => Promise<Partial<Holder> | undefined>;

const heldNow: Readonly<Record<StoppableKind, Ask>> = {
  'access-key': async (iam, calls, userName) => {
    const keys = await listKeys(iam, calls, userName);
    return keys && { keys };
  },
  'service-specific': async (iam, calls, userName) => {
    const serviceCredentials = await unlessGone(listServiceCredentialsOf(iam, calls, userName));
    return serviceCredentials && { serviceCredentials };
  },
  'ssh-key': async (iam, calls, userName) => {
    const sshKeys = await listSshKeys(iam, calls, userName);
    return sshKeys && { sshKeys };
  },
  'signing-certificate': async (iam, calls, userName) => {
    const signingCertificates = await listSigningCertificates(iam, calls, userName);
    return signingCertificates && { signingCertificates };
  },
};

/** The user's SSH keys; undefined where the user is gone. */
export async function listSshKeys(
  iam: IAMClient,
  calls: Calls,
  userName: string,
): Promise<readonly SshKey[] | undefined> {
  return unlessGone(
    calls.make('iam:ListSSHPublicKeys', async (options) => {
      const keys: SshKey[] = [];
      const pages = paginateListSSHPublicKeys({ client: iam }, { UserName: userName }, options);
      for await (const { SSHPublicKeys = [] } of pages) keys.push(...SSHPublicKeys.map(sshKeyOf));
      return keys;
    }),
  );
}

/** The user's signing certificates; undefined where the user is gone. */
export async function listSigningCertificates(
  iam: IAMClient,
  calls: Calls,
  userName: string,
): Promise<readonly ListedCertificate[] | undefined> {
  return unlessGone(
    calls.make('iam:ListSigningCertificates', async (options) => {
      const listed: ListedCertificate[] = [];
      const input = { UserName: userName };
      const pages = paginateListSigningCertificates({ client: iam }, input, options);
      for await (const { Certificates = [] } of pages)
        listed.push(...Certificates.map(certificateOf));
      return listed;
    }),
  );
}

function sshKeyOf({ SSHPublicKeyId: id = '', Status, UploadDate }: SSHPublicKeyMetadata): SshKey {
  return { id, status: onOrOff(Status), createdAt: UploadDate ?? new Date(NaN) };
}

function certificateOf({
  CertificateId: id = '',
  Status,
  UploadDate,
}: SigningCertificate): ListedCertificate {
  return { id, status: onOrOff(Status), createdAt: UploadDate ?? new Date(NaN) };
}

/** What has expired can't be used either. */
function onOrOff(status: string | undefined): SshKey['status'] {
  return status === 'Active' ? 'Active' : 'Inactive';
}
