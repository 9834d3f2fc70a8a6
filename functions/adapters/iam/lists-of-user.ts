import {
  paginateListAccessKeys,
  paginateListMFADevices,
  paginateListSigningCertificates,
  paginateListSSHPublicKeys,
  paginateListUserTags,
  type AccessKeyMetadata,
  type IAMClient,
  type SigningCertificate,
  type SSHPublicKeyMetadata,
} from '@aws-sdk/client-iam';
import type { AccessKey, ListedCertificate, SshKey } from '../../../rules/model';
import type { CallOptions, Calls } from '../accounts/calls';
import { tagsOf, unlessGone } from './read-users';

/** The user's keys as they are now; undefined where the user is gone. */
export async function listKeys(
  iam: IAMClient,
  calls: Calls,
  userName: string,
): Promise<readonly AccessKey[] | undefined> {
  const keys = await listAll(
    calls,
    'iam:ListAccessKeys',
    (options) => paginateListAccessKeys({ client: iam }, { UserName: userName }, options),
    ({ AccessKeyMetadata }) => AccessKeyMetadata,
  );
  return keys?.map(keyOf);
}

/** The user's tags as they are now; undefined where the user is gone. */
export async function listTags(
  iam: IAMClient,
  calls: Calls,
  userName: string,
): Promise<Readonly<Record<string, string>> | undefined> {
  const tags = await listAll(
    calls,
    'iam:ListUserTags',
    (options) => paginateListUserTags({ client: iam }, { UserName: userName }, options),
    ({ Tags }) => Tags,
  );
  return tags && tagsOf(tags);
}

/** The user's SSH keys; undefined where the user is gone. */
export async function listSshKeys(
  iam: IAMClient,
  calls: Calls,
  userName: string,
): Promise<readonly SshKey[] | undefined> {
  const keys = await listAll(
    calls,
    'iam:ListSSHPublicKeys',
    (options) => paginateListSSHPublicKeys({ client: iam }, { UserName: userName }, options),
    ({ SSHPublicKeys }) => SSHPublicKeys,
  );
  return keys?.map(sshKeyOf);
}

/** The user's signing certificates; undefined where the user is gone. */
export async function listSigningCertificates(
  iam: IAMClient,
  calls: Calls,
  userName: string,
): Promise<readonly ListedCertificate[] | undefined> {
  const certificates = await listAll(
    calls,
    'iam:ListSigningCertificates',
    (options) => paginateListSigningCertificates({ client: iam }, { UserName: userName }, options),
    ({ Certificates }) => Certificates,
  );
  return certificates?.map(certificateOf);
}

/** The serial numbers of the user's MFA devices; undefined where the user is gone. */
export async function listMfaDevices(
  iam: IAMClient,
  calls: Calls,
  userName: string,
): Promise<readonly string[] | undefined> {
  const devices = await listAll(
    calls,
    'iam:ListMFADevices',
    (options) => paginateListMFADevices({ client: iam }, { UserName: userName }, options),
    ({ MFADevices }) => MFADevices,
  );
  return devices?.map(({ SerialNumber = '' }) => SerialNumber);
}

/**
 * What is on all pages; undefined where the user is gone.
 * @throws AccountError
 */
async function listAll<Page, Item>(
  calls: Calls,
  operation: string,
  pagesOf: (options: CallOptions) => AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<readonly Item[] | undefined> {
  return unlessGone(
    calls.make(operation, async (options) => {
      const items: Item[] = [];
      for await (const page of pagesOf(options)) items.push(...(itemsOf(page) ?? []));
      return items;
    }),
  );
}

function keyOf({ AccessKeyId: id = '', Status, CreateDate }: AccessKeyMetadata): AccessKey {
  return { id, status: onOrOff(Status), createdAt: CreateDate ?? new Date(NaN) };
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
function onOrOff(status: string | undefined): AccessKey['status'] {
  return status === 'Active' ? 'Active' : 'Inactive';
}
