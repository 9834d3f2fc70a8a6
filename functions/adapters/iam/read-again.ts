import {
  ListServiceSpecificCredentialsCommand,
  paginateListSigningCertificates,
  paginateListSSHPublicKeys,
  type IAMClient,
  type ServiceSpecificCredentialMetadata,
  type SigningCertificate,
  type SSHPublicKeyMetadata,
} from '@aws-sdk/client-iam';
import type { StoppableKind } from '../../../rules/credentials/credential';
import type { Holder } from '../../../rules/credentials/credential-traits';
import type { OwnerNow } from '../../../rules/disabling/still-due';
import type { ListedCertificate, ServiceCredential, SshKey } from '../../../rules/model';
import { AccountError } from '../../account-error';
import type { Calls } from '../accounts/calls';
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
    const serviceCredentials = await listOwnServiceCredentials(iam, calls, userName);
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

/** One user's service-specific credentials: they come on one page, two a service. */
async function listOwnServiceCredentials(
  iam: IAMClient,
  calls: Calls,
  userName: string,
): Promise<readonly ServiceCredential[] | undefined> {
  const operation = 'iam:ListServiceSpecificCredentials';
  const page = await unlessGone(
    calls.make(operation, (options) =>
      iam.send(new ListServiceSpecificCredentialsCommand({ UserName: userName }), options),
    ),
  );
  // Half a list must not be taken for the whole.
  if (page?.IsTruncated)
    throw new AccountError('unexpected', calls.accountId, operation, 'more than a page for a user');
  return page && (page.ServiceSpecificCredentials ?? []).map(serviceCredentialOf);
}

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

function serviceCredentialOf(metadata: ServiceSpecificCredentialMetadata): ServiceCredential {
  const { ServiceSpecificCredentialId: id = '', UserName: userName = '', Status } = metadata;
  const { ServiceName: service = '', CreateDate, ExpirationDate: expiresAt } = metadata;
  return {
    id,
    userName,
    service,
    status: Status ?? 'Active',
    createdAt: CreateDate ?? new Date(NaN),
    ...(expiresAt && { expiresAt }),
  };
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
