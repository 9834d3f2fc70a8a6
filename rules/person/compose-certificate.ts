import { credentialKinds, credentialsOf, credentialTraits } from '../credentials';
import type { Credential } from '../credentials/credential';
import type { AccountLedger, CredentialRecord } from '../ledger';
import { isUnknown, type Account, type IamUser } from '../model';
import type { UserTags } from '../read-tags';
import type { Settings } from '../settings';
import { newWays, type NewWay } from '../ways-in';
import type { Certificate, CertifiedCredential } from './certificate';
import { endOfCredential, endOfDeleted, type EndOfKey } from './end-of-credential';
import type { MoveState } from './judge-move';

/** What CloudTrail said of how keys ended. */
export interface EndsInTrail {
  readonly since: Date;
  /** By key id. */
  readonly ends: ReadonlyMap<string, EndOfKey>;
  /** Why it could not be asked, a sentence each. */
  readonly failed: readonly string[];
}

export interface Certified {
  readonly keyturnVersion: string;
  readonly account: Account;
  readonly user: IamUser;
  readonly tags: UserTags;
  readonly ledger: AccountLedger;
  readonly state: MoveState;
  /** Whether the IAM user stays. */
  readonly stays: boolean;
  readonly settings: Pick<Settings, 'timeZone'>;
  readonly now: Date;
  /** Absent where CloudTrail was not asked. */
  readonly trail?: EndsInTrail;
}

/** That a person needs no key any more: what there was, when each ended and by what, and what nobody knows. */
export function composeCertificate(certified: Certified): Certificate {
  const { keyturnVersion, account, user, tags, ledger, state, stays, now, trail } = certified;
  const { forced } = ledger.moves.get(user.id) ?? {};
  const { fullName } = tags;
  return {
    format: 'keyturn-move-certificate/1',
    keyturnVersion,
    generatedAt: now.toISOString(),
    timeZone: certified.settings.timeZone,
    account: { id: account.id, name: account.name },
    user: {
      ...{ name: user.name, id: user.id, arn: user.arn },
      ...(fullName === undefined ? {} : { fullName }),
    },
    stays,
    ...(state.proof && { proof: state.proof }),
    ...(state.proof === 'forced' &&
      forced && { forced: { ...forced, at: forced.at.toISOString() } }),
    ways: waysOf(certified),
    credentials: [...heldBy(certified), ...deletedOf(certified)],
    ...(trail && { trailSince: trail.since.toISOString() }),
    notKnown: notKnownOf(certified),
  };
}

function waysOf({ ledger, user, state }: Certified): Certificate['ways'] {
  const record = ledger.moves.get(user.id);
  return state.ways.map(({ way, isOpen }) => {
    if (!isNew(way)) return { way, isOpen, seenOn: [] };
    const [seen, said] = [record?.seen[way], record?.said[way]];
    return {
      ...{ way, isOpen, seenOn: [...(seen?.days ?? [])] },
      ...(seen && { lastUse: useOf(seen.last) }),
      ...(said && { said: { at: said.at.toISOString(), by: said.by } }),
    };
  });
}

function isNew(way: string): way is NewWay {
  return newWays.some((each) => each === way);
}

function useOf({
  at,
  address,
  program,
  eventId,
}: {
  readonly at: Date;
  readonly address?: string;
  readonly program?: string;
  readonly eventId?: string;
}): NonNullable<Certificate['ways'][number]['lastUse']> {
  return { at: at.toISOString(), ...present({ address, program, eventId }) };
}

/** What IAM has of theirs. */
function heldBy(certified: Certified): readonly CertifiedCredential[] {
  return credentialsOf(certified.user).seen.map((credential) => ({
    kind: credential.ref.kind,
    id: credential.ref.id,
    status: credential.status,
    createdAt: isUnknown(credential.createdAt)
      ? { unknown: credential.createdAt.unknown }
      : credential.createdAt.toISOString(),
    ...lastUsedOf(credential),
    end: endOfCredential(credential, certified),
  }));
}

function lastUsedOf({ lastUsed }: Credential): Pick<CertifiedCredential, 'lastUsed'> {
  if (!lastUsed) return {};
  if (isUnknown(lastUsed)) return { lastUsed: { unknown: lastUsed.unknown } };
  const { at, service, region } = lastUsed;
  return { lastUsed: { at: at.toISOString(), ...present({ service, region }) } };
}

/** What the ledger knows of theirs and IAM does not any more. */
function deletedOf(certified: Certified): readonly CertifiedCredential[] {
  const { user, ledger } = certified;
  const held = new Set(credentialsOf(user).seen.map(({ ref }) => ref.id));
  const isDeleted = (record: CredentialRecord) =>
    record.userId === user.id && !held.has(record.credential.id);
  return [...ledger.credentials.values()].filter(isDeleted).map((record) => ({
    ...record.credential,
    status: 'deleted',
    createdAt: record.createdAt.toISOString(),
    end: endOfDeleted(record, certified),
  }));
}

function notKnownOf({ user, trail }: Certified): readonly string[] & string[] {
  const { notSeen } = credentialsOf(user);
  const unseen = credentialKinds
    .filter((kind) => notSeen.has(kind))
    .map((kind) => `what they have of ${credentialTraits[kind].nouns[1]}`);
  return [
    ...unseen,
    ...(trail
      ? trail.failed
      : ['who ended a key, where Keyturn did not: CloudTrail was not asked']),
    'keys that were gone before the monitor first read the account, or for longer than its ledger keeps them',
  ];
}

/** Without what is undefined: JSON has no such thing. */
function present<Fields extends Readonly<Record<string, string | undefined>>>(
  fields: Fields,
): { [Name in keyof Fields]?: string } {
  const found = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(found) as { [Name in keyof Fields]?: string };
}
