import type { Holder } from '../../../rules/credentials/credential-traits';
import type { ListedCertificate, ServiceCredential, SshKey } from '../../../rules/model';
import type { Kind } from '../story/story';
import type { TrueUser } from './user-history';
import { statusAt, type TrueOther } from './credentials';

const notAsked = { unknown: 'nobody asked when it was last used' };

/** What IAM lists of one kind, and of one key when it was last used. */
export function asIamShows(
  user: TrueUser,
  kind: Kind,
  instant: number,
  lastUseOf?: string,
): Partial<Holder> {
  const others = user.others.filter((each) => each.kind === kind);
  switch (kind) {
    case 'access-key':
      return {
        keys: user.keys.map((key) => (key.id === lastUseOf ? key : { ...key, lastUsed: notAsked })),
      };
    case 'service-specific':
      return { serviceCredentials: others.map((each) => serviceCredentialOf(each, instant)) };
    case 'ssh-key':
      return { sshKeys: others.map(listedOf) };
    case 'signing-certificate':
      return { signingCertificates: others.map(listedOf) };
  }
}

export function serviceCredentialOf(other: TrueOther, instant: number): ServiceCredential {
  const { id, service = '', createdAt, expiresAt } = other;
  const status = statusAt(other, instant);
  return { id, service, status, createdAt, ...(expiresAt && { expiresAt }) };
}

export function listedOf({ id, status, createdAt }: TrueOther): SshKey & ListedCertificate {
  return { id, status, createdAt };
}
