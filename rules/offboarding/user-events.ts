import type { CredentialKind } from '../credentials/credential';
import { endAmong, type ChangeOfKey, type EndOfKey } from '../person/end-of-credential';
import { isOf, type DeviceEvent } from './device-events';

/** A call about a user or a credential of theirs, as CloudTrail has it. */
export interface UserEvent {
  readonly at: Date;
  readonly call: UserCall;
  /** The ARN of the caller. */
  readonly by: string;
  readonly eventId: string;
  /** The credential's; of a password, which has none, the word. Absent of what is about the user. */
  readonly credentialId?: string;
  /** Of a call that sets it. */
  readonly status?: 'Active' | 'Inactive';
  /** IAM's unique id (AIDA…) of a user who was made. */
  readonly userId?: string;
}

/** What CloudTrail was asked of a user. */
export interface UserEvents {
  readonly since: Date;
  readonly events: readonly UserEvent[];
  /** Those about MFA devices, of all users. */
  readonly devices: readonly DeviceEvent[];
  /** Why it could not be asked, a sentence each. */
  readonly failed: readonly string[];
}

export const PASSWORD = 'password';

interface CallTraits {
  /** Absent of a call about the user. */
  readonly kind?: CredentialKind;
  readonly does: 'make' | 'change' | 'delete';
  /** Where CloudTrail has the credential's id. */
  readonly idIn?: string;
  /** What is answered about what was made. */
  readonly answer?: string;
}

/** By its name in CloudTrail. */
export const userCalls = {
  CreateUser: { does: 'make', answer: 'user' },
  DeleteUser: { does: 'delete' },
  CreateAccessKey: {
    ...{ kind: 'access-key', does: 'make', idIn: 'accessKeyId', answer: 'accessKey' },
  },
  UpdateAccessKey: { kind: 'access-key', does: 'change', idIn: 'accessKeyId' },
  DeleteAccessKey: { kind: 'access-key', does: 'delete', idIn: 'accessKeyId' },
  CreateLoginProfile: { kind: 'password', does: 'make' },
  DeleteLoginProfile: { kind: 'password', does: 'delete' },
  CreateServiceSpecificCredential: {
    ...{ kind: 'service-specific', does: 'make', idIn: 'serviceSpecificCredentialId' },
    answer: 'serviceSpecificCredential',
  },
  UpdateServiceSpecificCredential: {
    ...{ kind: 'service-specific', does: 'change', idIn: 'serviceSpecificCredentialId' },
  },
  DeleteServiceSpecificCredential: {
    ...{ kind: 'service-specific', does: 'delete', idIn: 'serviceSpecificCredentialId' },
  },
  UploadSSHPublicKey: {
    ...{ kind: 'ssh-key', does: 'make', idIn: 'sSHPublicKeyId', answer: 'sSHPublicKey' },
  },
  UpdateSSHPublicKey: { kind: 'ssh-key', does: 'change', idIn: 'sSHPublicKeyId' },
  DeleteSSHPublicKey: { kind: 'ssh-key', does: 'delete', idIn: 'sSHPublicKeyId' },
  UploadSigningCertificate: {
    ...{ kind: 'signing-certificate', does: 'make', idIn: 'certificateId' },
    answer: 'certificate',
  },
  UpdateSigningCertificate: { kind: 'signing-certificate', does: 'change', idIn: 'certificateId' },
  DeleteSigningCertificate: { kind: 'signing-certificate', does: 'delete', idIn: 'certificateId' },
} as const satisfies Readonly<Record<string, CallTraits>>;

export type UserCall = keyof typeof userCalls;

export function traitsOfCall(call: UserCall): CallTraits {
  return userCalls[call];
}

/** By which call each credential ended, by its id. */
export function endsAmong(events: readonly UserEvent[]): ReadonlyMap<string, EndOfKey> {
  const byId = Map.groupBy(events, ({ credentialId }) => credentialId);
  return new Map(
    [...byId].flatMap(([id, own]) => {
      const end = endAmong(own.toSorted(inTheirOrder).flatMap(changeOf));
      return id !== undefined && end ? [[id, end] as const] : [];
    }),
  );
}

/** CloudTrail has whole seconds: of one second, what is made comes first, and what is deleted last. */
function inTheirOrder(a: UserEvent, b: UserEvent): number {
  const ranks = ['make', 'change', 'delete'];
  return ranks.indexOf(traitsOfCall(a.call).does) - ranks.indexOf(traitsOfCall(b.call).does);
}

/** One that is made lets somebody in, as one that is enabled does. A change that says nothing of that is none. */
function changeOf({ at, call, by, eventId, status }: UserEvent): readonly ChangeOfKey[] {
  const { does } = traitsOfCall(call);
  if (does === 'change' && status === undefined) return [];
  const set = does === 'make' ? 'Active' : status;
  return [{ at, call, by, eventId, ...(set && { status: set }) }];
}

/** The last call that deleted it. */
export function deletionOf(id: string, events: readonly UserEvent[]): UserEvent | undefined {
  return events
    .filter((each) => each.credentialId === id && traitsOfCall(each.call).does === 'delete')
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())[0];
}

/** Who got the name after somebody. */
export interface Namesake {
  readonly id: string;
  readonly createdAt: Date;
}

/**
 * Those of one user, where several had the name one after the other.
 * @param present the user who is meant, where that one is there
 * @param namesake who came after the one who is meant
 */
export function eventsOfOne(
  events: readonly UserEvent[],
  present: { readonly createdAt: Date } | undefined,
  namesake: Namesake | undefined,
): readonly UserEvent[] {
  const start = startOfOne(events, present, namesake);
  return notOf(namesake, events).filter(({ at }) => start === undefined || at.getTime() > start);
}

/** When the one before them was deleted, in milliseconds; undefined where nobody was that is known. */
export function startOfOne(
  events: readonly UserEvent[],
  present: { readonly createdAt: Date } | undefined,
  namesake: Namesake | undefined,
): number | undefined {
  return notOf(namesake, events)
    .filter(({ call }) => call === 'DeleteUser')
    .map(({ at }) => at.getTime())
    .toSorted((a, b) => b - a)[present ? 0 : 1];
}

function notOf(namesake: Namesake | undefined, events: readonly UserEvent[]) {
  return events.filter(
    ({ at, userId }) => !namesake || (at < namesake.createdAt && userId !== namesake.id),
  );
}

/**
 * Those of one user's lifetime, and those that are of no user or of others: a device may be enabled for somebody else.
 * @param events the calls about all who had the name
 * @param present the user who is meant, where that one is there
 * @param namesake who came after the one who is meant
 */
export function deviceEventsOfOne(
  devices: readonly DeviceEvent[],
  userName: string,
  events: readonly UserEvent[],
  present: { readonly createdAt: Date } | undefined,
  namesake: Namesake | undefined,
): readonly DeviceEvent[] {
  const start = startOfOne(events, present, namesake);
  return devices.filter(
    (each) =>
      (start === undefined || each.at.getTime() > start) &&
      (!namesake || each.at < namesake.createdAt || !isOf(each, userName)),
  );
}
