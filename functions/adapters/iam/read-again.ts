import type { IAMClient } from '@aws-sdk/client-iam';
import type { StoppableKind } from '../../../rules/credentials/credential';
import type { Holder } from '../../../rules/credentials/credential-traits';
import type { OwnerNow } from '../../../rules/disabling/still-due';
import type { Calls } from '../accounts/calls';
import { listServiceCredentialsOf } from './list-service-credentials';
import { listKeys, listSigningCertificates, listSshKeys, listTags } from './lists-of-user';
import { unlessGone } from './read-users';

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
