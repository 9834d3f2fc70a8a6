import { credentialKinds, credentialsOf, credentialTraits } from '../credentials';
import type { Credential } from '../credentials/credential';
import { isUnknown, type IamUser } from '../model';
import { usesIn } from '../notices';
import type { KeyHistory } from '../without-key/key-history';
import type { HeldCredential } from './holdings';

/** What IAM has of theirs. @param histories by key id, where CloudTrail was asked */
export function heldCredentials(
  user: IamUser,
  histories?: ReadonlyMap<string, KeyHistory>,
): readonly HeldCredential[] {
  return credentialsOf(user).seen.map((credential) => {
    const { ref, status, createdAt, expiresAt, service } = credential;
    const history = histories?.get(ref.id);
    return {
      ...{ kind: ref.kind, id: ref.id, status },
      createdAt: momentOf(createdAt),
      ...lastUsedOf(credential),
      ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
      ...(service !== undefined && { service }),
      ...(history && { recentUses: usesIn(history.calls) }),
    };
  });
}

/** The kinds of which nobody can say what there is. */
export function kindsNotSeen(user: IamUser): readonly string[] {
  const { notSeen } = credentialsOf(user);
  return credentialKinds
    .filter((kind) => notSeen.has(kind))
    .map((kind) => `what they have of ${credentialTraits[kind].nouns[1]}`);
}

export function momentOf(at: Credential['createdAt']): HeldCredential['createdAt'] {
  return isUnknown(at) ? { unknown: at.unknown } : at.toISOString();
}

export function lastUsedOf({ lastUsed }: Credential): Pick<HeldCredential, 'lastUsed'> {
  if (!lastUsed) return {};
  if (isUnknown(lastUsed)) return { lastUsed: { unknown: lastUsed.unknown } };
  const { at, service, region } = lastUsed;
  return {
    lastUsed: {
      at: at.toISOString(),
      ...(service !== undefined && { service }),
      ...(region !== undefined && { region }),
    },
  };
}
