import {
  ListServiceSpecificCredentialsCommand,
  type IAMClient,
  type ListServiceSpecificCredentialsRequest,
  type ServiceSpecificCredentialMetadata,
} from '@aws-sdk/client-iam';
import type { ServiceCredential } from '../../../rules/model';
import { inOrder } from '../../../rules/order';
import { AccountError } from '../../account-error';
import type { Calls } from '../accounts/calls';

/** IAM's own limit. */
const CREDENTIALS_A_PAGE = 1000;

/** By user name: of each by service, oldest first. */
export type ServiceCredentials = ReadonlyMap<string, readonly ServiceCredential[]>;

/**
 * Every user's service-specific credentials, of all services, a thousand a call.
 * @throws AccountError
 */
export async function listServiceCredentials(
  iam: IAMClient,
  calls: Calls,
): Promise<ServiceCredentials> {
  return byUser(await listPages(iam, calls, { AllUsers: true, MaxItems: CREDENTIALS_A_PAGE }));
}

/**
 * One user's.
 * @throws AccountError
 */
export async function listServiceCredentialsOf(
  iam: IAMClient,
  calls: Calls,
  userName: string,
): Promise<readonly ServiceCredential[]> {
  return (await listPages(iam, calls, { UserName: userName })).map(credentialOf);
}

async function listPages(
  iam: IAMClient,
  calls: Calls,
  input: ListServiceSpecificCredentialsRequest,
): Promise<readonly ServiceSpecificCredentialMetadata[]> {
  const operation = 'iam:ListServiceSpecificCredentials';
  const all: ServiceSpecificCredentialMetadata[] = [];
  const seen = new Set<string>();
  // The SDK has no paginator for it.
  for (let marker: string | undefined; ;) {
    const command = new ListServiceSpecificCredentialsCommand({ ...input, Marker: marker });
    const page = await calls.make(operation, (options) => iam.send(command, options));
    all.push(...(page.ServiceSpecificCredentials ?? []));
    if (!page.IsTruncated) return all;
    marker = page.Marker;
    // Half a list must not be taken for the whole, nor be asked for without an end.
    if (marker === undefined || seen.has(marker))
      throw new AccountError('unexpected', calls.accountId, operation, 'a page leads nowhere');
    seen.add(marker);
  }
}

/** IAM promises no order, and a report is compared with the one before. */
function byUser(all: readonly ServiceSpecificCredentialMetadata[]): ServiceCredentials {
  const ofUsers = Map.groupBy(all, ({ UserName = '' }) => UserName);
  return new Map(
    [...ofUsers].map(([name, held]) => [name, held.map(credentialOf).toSorted(byServiceAndAge)]),
  );
}

function byServiceAndAge(a: ServiceCredential, b: ServiceCredential): number {
  return inOrder(a.service, b.service) || a.createdAt.getTime() - b.createdAt.getTime();
}

function credentialOf(metadata: ServiceSpecificCredentialMetadata): ServiceCredential {
  const { ServiceSpecificCredentialId: id = '', ServiceName: service = '', Status } = metadata;
  const { CreateDate, ExpirationDate: expiresAt } = metadata;
  return {
    id,
    service,
    status: Status ?? 'Active',
    createdAt: CreateDate ?? new Date(NaN),
    ...(expiresAt && { expiresAt }),
  };
}
