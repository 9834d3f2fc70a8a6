import type { IAMClient } from '@aws-sdk/client-iam';
import type { StoppableKind } from '../../../rules/credentials/credential';
import type { Holder } from '../../../rules/credentials/credential-traits';
import type { OwnerNow } from '../../../rules/disabling/still-due';
import type { Unknown } from '../../../rules/model';
import type { Calls } from '../accounts/calls';
import { listServiceCredentialsOf } from './list-service-credentials';
import { listKeys, listSigningCertificates, listSshKeys, listTags } from './lists-of-user';
import { lastUseOf, unlessGone, unlessRefused } from './read-users';

/**
 * What the user has of that kind, and their tags, as they are now: nothing else is asked for, but for one key's last use.
 * @returns undefined where the user is gone
 * @throws AccountError
 */
export async function readAgain(
  iam: IAMClient,
  calls: Calls,
  userName: string,
  kind: StoppableKind,
  keyId?: string,
): Promise<OwnerNow | undefined> {
  const [held, tags] = await Promise.all([
    heldNow[kind](iam, calls, userName, keyId),
    listTags(iam, calls, userName),
  ]);
  return held && tags && { keys: [], ...held, readAt: new Date(), tags };
}

/** Absent would mean that it never was. */
const notAsked: Unknown = { unknown: 'nobody asked when it was last used' };

type Ask = (
  iam: IAMClient,
  calls: Calls,
  userName: string,
  keyId: string | undefined,
) => Promise<Partial<Holder> | undefined>;

const heldNow: Readonly<Record<StoppableKind, Ask>> = {
  'access-key': async (iam, calls, userName, keyId) => {
    const [keys, lastUsed] = await Promise.all([
      listKeys(iam, calls, userName),
      // Of one that IAM does not find, though it lists it, nothing is known.
      keyId === undefined ? notAsked : unlessRefused(lastUseOf(iam, calls, keyId)),
    ]);
    return (
      keys && {
        keys: keys.map((key) => ({ ...key, lastUsed: key.id === keyId ? lastUsed : notAsked })),
      }
    );
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
