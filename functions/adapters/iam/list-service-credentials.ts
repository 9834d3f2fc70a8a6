import {
  ListServiceSpecificCredentialsCommand,
  type IAMClient,
  type ListServiceSpecificCredentialsRequest,
  type ListServiceSpecificCredentialsResponse,
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
  return everybodys(calls.accountId, askIam(iam, calls));
}

/**
 * Asks for one page.
 * @throws AccountError
 */
export type AskForPage = (
  request: ListServiceSpecificCredentialsRequest,
) => Promise<ListServiceSpecificCredentialsResponse>;

/**
 * The same, of whoever answers.
 * @throws AccountError
 */
export async function everybodys(accountId: string, ask: AskForPage): Promise<ServiceCredentials> {
  const request = { AllUsers: true, MaxItems: CREDENTIALS_A_PAGE };
  return byUser(await listPages(accountId, ask, request));
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
  const all = await listPages(calls.accountId, askIam(iam, calls), { UserName: userName });
  return all.map(credentialOf);
}

const operation = 'iam:ListServiceSpecificCredentials';

function askIam(iam: IAMClient, calls: Calls): AskForPage {
  return (request) => {
    const command = new ListServiceSpecificCredentialsCommand(request);
    return calls.make(operation, (options) => iam.send(command, options));
  };
}

async function listPages(
  accountId: string,
  ask: AskForPage,
  request: ListServiceSpecificCredentialsRequest,
): Promise<readonly ServiceSpecificCredentialMetadata[]> {
  const all: ServiceSpecificCredentialMetadata[] = [];
  const seen = new Set<string>();
  // The SDK has no paginator for it.
  for (let marker: string | undefined; ;) {
    const page = await ask({ ...request, Marker: marker });
    all.push(...(page.ServiceSpecificCredentials ?? []));
    if (!page.IsTruncated) return all;
    marker = page.Marker;
    // Half a list must not be taken for the whole, nor be asked for without an end.
    if (marker === undefined || seen.has(marker))
      throw new AccountError('unexpected', accountId, operation, 'a page leads nowhere');
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
