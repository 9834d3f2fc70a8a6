import type { CredentialKind } from '../credentials/credential';
import type { AccountLedger, CredentialRecord } from '../ledger';
import type { HeldCredential, Holdings } from './holdings';
import type { ReportedCredential, ReportedUser } from './reported-user';
import { PASSWORD, traitsOfCall, type UserEvent } from './user-events';

/** A credential of which somebody says that they had it. */
export interface KnownCredential {
  readonly kind: CredentialKind;
  /** Of a password, which has none, the word. */
  readonly id: string;
  readonly createdAt: HeldCredential['createdAt'];
  readonly lastUsed?: HeldCredential['lastUsed'];
  readonly record?: CredentialRecord;
  readonly reported?: ReportedCredential;
}

interface Sources {
  readonly ids: readonly string[];
  readonly before?: Holdings;
  readonly ledger?: AccountLedger;
  readonly reported?: ReportedUser;
  readonly events: readonly UserEvent[];
}

/** Every credential that any of the sources knows, each once. What was read later says when it was last used. */
export function knownCredentials(sources: Sources): readonly KnownCredential[] {
  const known = new Map<string, KnownCredential>();
  const add = (found: KnownCredential) => {
    const other = known.get(found.id);
    known.set(found.id, {
      ...found,
      ...other,
      lastUsed: other?.lastUsed ?? found.lastUsed,
    });
  };
  for (const each of all(sources)) add(each);
  return [...known.values()];
}

function all({ ids, before, ledger, reported, events }: Sources): readonly KnownCredential[] {
  return [
    ...(before?.credentials ?? []).map(({ kind, id, createdAt, lastUsed }) => ({
      kind,
      id: kind === 'password' ? PASSWORD : id,
      createdAt,
      lastUsed,
    })),
    ...[...(ledger?.credentials.values() ?? [])]
      .filter(({ userId }) => ids.includes(userId))
      .map((record) => ({
        ...record.credential,
        createdAt: record.createdAt.toISOString(),
        record,
      })),
    ...(reported?.credentials ?? []).map((each) => ({
      kind: each.kind,
      id: each.id,
      createdAt: each.createdAt,
      lastUsed: each.lastUsed,
      reported: each,
    })),
    ...events.flatMap(({ call, credentialId: id, at }) => {
      const { kind, does } = traitsOfCall(call);
      if (kind === undefined || id === undefined) return [];
      const createdAt =
        does === 'make' ? at.toISOString() : { unknown: 'it was made before CloudTrail was asked' };
      return [{ kind, id, createdAt }];
    }),
  ];
}
