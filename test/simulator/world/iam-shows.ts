import type { Holder } from '../../../rules/credentials/credential-traits';
import type { ListedCertificate, ServiceCredential, SshKey } from '../../../rules/model';
import type { TrueUser } from './aws';
import { statusAt, type TrueOther } from './credentials';
import type { Kind } from './iam-answers';

/** What IAM lists of one kind. */
export function asIamShows(user: TrueUser, kind: Kind, instant: number): Partial<Holder> {
  const others = user.others.filter((each) => each.kind === kind);
  switch (kind) {
    case 'access-key':
      return { keys: user.keys };
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
