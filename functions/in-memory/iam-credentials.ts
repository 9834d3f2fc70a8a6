import type { StoppableKind } from '../../rules/credentials/credential';
import { isUnknown, type AccessKey, type IamUser, type Unknown } from '../../rules/model';
import type { OwnerNow } from '../../rules/disabling/still-due';

/** How IAM calls the reading of them. */
export const listOperations = {
  'access-key': 'iam:ListAccessKeys',
  'service-specific': 'iam:ListServiceSpecificCredentials',
  'ssh-key': 'iam:ListSSHPublicKeys',
  'signing-certificate': 'iam:ListSigningCertificates',
} as const satisfies Readonly<Record<StoppableKind, string>>;

/** Of one kind alone, and of one key when it was last used. */
export function heldOf(
  user: IamUser,
  kind: StoppableKind,
  lastUseOf?: string,
): Omit<OwnerNow, 'readAt' | 'tags'> {
  const notAsked = { unknown: 'nobody asked when it was last used' };
  const keys = user.keys.map((key) =>
    key.id === lastUseOf ? key : { ...key, lastUsed: notAsked },
  );
  const { serviceCredentials, sshKeys, signingCertificates } = user;
  const held = {
    'access-key': { keys },
    'service-specific': { serviceCredentials },
    'ssh-key': { sshKeys },
    'signing-certificate': { signingCertificates },
  }[kind];
  return { keys: [], ...held };
}

/** What a user holds once this one has another status. */
export function switched(user: IamUser, id: string, status: AccessKey['status']): Partial<IamUser> {
  const change = <Held extends { readonly id: string }>(
    held: readonly Held[] | Unknown | undefined,
  ) =>
    held && !isUnknown(held)
      ? held.map((each) => (each.id === id ? { ...each, status } : each))
      : held;
  return {
    keys: user.keys.map((key) => (key.id === id ? { ...key, status } : key)),
    serviceCredentials: change(user.serviceCredentials),
    sshKeys: change(user.sshKeys),
    signingCertificates: change(user.signingCertificates),
  };
}

export function setOrDelete(
  reasons: Map<string, string>,
  id: string,
  reason: string | undefined,
): void {
  if (reason === undefined) reasons.delete(id);
  else reasons.set(id, reason);
}
