import { accessKey } from './access-key';
import type {
  Credential,
  CredentialKind,
  CredentialRef,
  StoppableCredential,
  StoppableKind,
} from './credential';
import type { CredentialTraits, TraitsByKind } from './credential-traits';
import { isUnknown, type IamUser, type Unknown } from '../model';
import type { UserType } from '../tags';
import { password } from './password';
import { serviceSpecific } from './service-specific';
import { signingCertificate } from './signing-certificate';
import { sshKey } from './ssh-key';

/** Each kind of credential, in the order in which users' are looked at. */
export const credentialTraits = {
  'access-key': accessKey,
  password,
  'service-specific': serviceSpecific,
  'ssh-key': sshKey,
  'signing-certificate': signingCertificate,
} as const satisfies TraitsByKind;

/** In that order. */
export const credentialKinds = Object.keys(credentialTraits) as readonly CredentialKind[];

/** The calls that disable one of whatever kind, and enable it again. */
export const statusCalls = credentialKinds
  .filter(isStopped)
  .map((kind) => credentialTraits[kind].statusCall);
export type StatusCallName = (typeof statusCalls)[number]['name'];

/** The kind's, as policies have it: `iam:UpdateAccessKey`. */
export function statusAction(kind: StoppableKind): string {
  return `iam:${credentialTraits[kind].statusCall.name}`;
}

/** A call, as CloudTrail names it, of which the team hears within minutes. */
export type CredentialEvent = (typeof credentialTraits)[CredentialKind]['events'][number];

/** Those of all kinds: what is forwarded, and what is read. */
export const credentialEvents: readonly CredentialEvent[] = credentialKinds.flatMap(
  (kind) => credentialTraits[kind].events,
);

/** What a user has of every kind, as far as it can be seen. */
export interface HeldCredentials {
  readonly seen: readonly Credential[];
  /** The kinds of which nobody can say what there is: that is not none. */
  readonly notSeen: ReadonlySet<CredentialKind>;
}

/** In the order of the kinds. Whoever asks about all of a user's credentials asks here, and leaves no kind out. */
export function credentialsOf(user: IamUser): HeldCredentials {
  const seen: Credential[] = [];
  let notSeen = none;
  for (const kind of credentialKinds) {
    const held = credentialTraits[kind].heldBy(user);
    if (isUnknown(held)) notSeen = new Set([...notSeen, kind]);
    else for (const each of held) seen.push(each);
  }
  return { seen, notSeen };
}

/** Of nearly every user, each day: it is not made for each. */
const none: ReadonlySet<CredentialKind> = new Set();

/** Whether one that grows old is spoken of, where the user it is of is of that type. */
export function isSpokenOf(kind: CredentialKind, type: UserType | undefined): boolean {
  const remindedOf: readonly (UserType | undefined)[] = credentialTraits[kind].remindedOf;
  return remindedOf.includes(type);
}

/** Whether Keyturn itself stops those of the kind that are past their day. */
export function isStopped(kind: CredentialKind): kind is StoppableKind {
  return credentialTraits[kind].stop === 'inactivate';
}

/**
 * Whether IAM itself has said since when it is there: the credential report's dates may be of a change, and its places
 * are no ids that anything could be asked of.
 */
export function isStoppable(credential: Credential): credential is StoppableCredential {
  const { ref, createdAt, asOf } = credential;
  return isStopped(ref.kind) && !isUnknown(createdAt) && asOf === undefined;
}

type Kinds = typeof credentialTraits;
/** The kinds of which a company says what is done about those that grow old. */
export type ChosenKind = {
  [Kind in CredentialKind]: Kinds[Kind]['mode'] extends 'chosen' ? Kind : never;
}[CredentialKind];

export function isChosen(kind: CredentialKind): kind is ChosenKind {
  return credentialTraits[kind].mode === 'chosen';
}

/** In the order of the kinds. */
export const chosenKinds: readonly ChosenKind[] = credentialKinds.filter(isChosen);

/** `key …1234`. */
export function nameOf({ kind, id }: CredentialRef): string {
  return credentialTraits[kind].name(id);
}

/** That the age of one can't be seen, and why. */
export function ageNotKnown(
  { label }: Pick<CredentialTraits, 'label'>,
  { unknown }: Unknown,
): string {
  return `the age of ${label} is not known: ${unknown}`;
}
