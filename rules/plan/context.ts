import { ageInDays } from '../calendar';
import type { CredentialRef, OtherKind, StoppableCredential } from '../credentials/credential';
import type { Decision, Reason, ReasonCode, Subject } from '../decisions';
import type { AccountLedger, NoticeRecord } from '../ledger';
import { isUnknown, type Account, type IamUser, type LocalDate } from '../model';
import { subjectIdOf, type CredentialFacts, type KeyFacts, type Person } from '../notices';
import type { Settings } from '../settings';
import type { UserTags } from '../read-tags';

/** What every part of a day's plan looks at. */
export interface Day {
  readonly account: Account;
  readonly ledger: AccountLedger;
  /** The ledger's notices by the id of the credential that they are about. */
  readonly noticesAbout: ReadonlyMap<string, readonly NoticeRecord[]>;
  readonly settings: Settings;
  /** The run's scheduled time. */
  readonly now: Date;
  /** Its date in the schedule's time zone. */
  readonly today: LocalDate;
  /** As of when it is known what was used; absent: of now. */
  readonly usesAsOf?: Date;
}

export function noticesAbout({ notices }: Pick<AccountLedger, 'notices'>): Day['noticesAbout'] {
  return Map.groupBy(notices.values(), ({ id }) => subjectIdOf(id));
}

/** A user with tags that have been read. */
export interface TaggedUser {
  readonly user: IamUser;
  readonly tags: UserTags;
}

export function because(code: ReasonCode, text: string): Reason {
  return { code, text };
}

/** Of what a newer version has a record that this one can't read. */
export const ofNewerVersion = because(
  'newer-record',
  'its record was written by a newer version of Keyturn, which alone knows what it says',
);

export function subjectOf(day: Day, { user }: TaggedUser, credential?: CredentialRef): Subject {
  return { account: day.account, userName: user.name, credential };
}

export function nothing(subject: Subject, code: ReasonCode, text: string): Decision {
  return { do: 'nothing', subject, why: because(code, text) };
}

export function personOf({
  user,
  tags,
}: Pick<TaggedUser, 'tags'> & { readonly user: Pick<IamUser, 'name'> }): Person {
  return {
    userName: user.name,
    type: tags.type,
    fullName: tags.fullName,
    slackId: tags.slackId,
    ...(tags.rotateWith !== undefined && { rotateWith: tags.rotateWith }),
  };
}

/** Of a credential that is no key, as its messages show it. */
export function credentialFacts(
  { ref: { id }, createdAt, service, expiresAt }: StoppableCredential,
  kind: OtherKind,
  now: Date,
): CredentialFacts {
  return {
    kind,
    id,
    createdAt: createdAt.toISOString(),
    age: ageInDays({ createdAt }, now),
    ...(service !== undefined && { service }),
    ...(expiresAt && { endsAt: expiresAt.toISOString() }),
  };
}

/** Of a key, as its messages show it. */
export function keyFacts(key: StoppableCredential, now: Date): KeyFacts {
  return {
    id: key.ref.id,
    createdAt: key.createdAt.toISOString(),
    age: ageInDays(key, now),
    ...lastUseFacts(key),
  };
}

function lastUseFacts({
  lastUsed,
}: StoppableCredential): Pick<KeyFacts, 'lastUsed' | 'lastUseUnknown'> {
  if (lastUsed === undefined) return {};
  return isUnknown(lastUsed)
    ? { lastUseUnknown: lastUsed.unknown }
    : { lastUsed: { ...lastUsed, at: lastUsed.at.toISOString() } };
}

/** The last age that has been reached; the ones before it are overtaken. */
export function lastCrossed(ages: readonly number[], age: number): number | undefined {
  return ages.findLast((each) => each <= age);
}
