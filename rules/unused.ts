import { ageInDays, earliest, latest } from './calendar';
import { counted, daysOld } from './counted';
import { ageNotKnown, credentialKinds, credentialTraits } from './credentials';
import type { Credential, CredentialKind, CredentialRef } from './credentials/credential';
import type { CredentialTraits } from './credentials/credential-traits';
import { isUnknown, type IamUser } from './model';

/** So long after a use IAM notes no other one. */
const NOT_NOTED_MS = 15 * 60_000;

/** As of when, and by which number. */
export interface UnusedBy {
  /** Days. */
  readonly unusedAge: number;
  readonly now: Date;
  /** As of when uses are known; undefined: `now`. */
  readonly usesAsOf: Date | undefined;
}

/** What more there is to know of a user's credentials than IAM says. */
export interface UsesOf {
  /** Whether an exemption of the user's holds for those of the kind. */
  mayWait(kind: CredentialKind): boolean;
  /** When a key was last seen to be enabled again; undefined where it never was. */
  enabledAgainAt(keyId: string): Date | undefined;
  /** What it is called in a sentence. */
  nameOf(credential: CredentialRef, traits: CredentialTraits): string;
}

export type UseFound =
  | {
      readonly is: 'unused';
      readonly credential: CredentialRef;
      /** When it was last used, made, changed or enabled again. */
      readonly since: Date;
      readonly text: string;
    }
  /** It can't be said whether it is used. */
  | {
      readonly is: 'unknown';
      /** Absent where nobody can say which there are. */
      readonly credential?: CredentialRef;
      readonly text: string;
    };

/**
 * A user's enabled credentials that nobody has used for so long. One that was never used, or has been changed or enabled
 * again since, is as old as that; one with a valid exemption may wait. What is not known makes nothing unused.
 */
export function unusedOf(user: IamUser, by: UnusedBy, of: UsesOf): readonly UseFound[] {
  // Nothing that a user has is older than the user.
  if (isRecent(user.createdAt, by)) return [];
  return credentialKinds.flatMap((kind) => {
    const traits: CredentialTraits = credentialTraits[kind];
    if (!traits.usesNotedFrom || of.mayWait(kind)) return [];
    const held = traits.heldBy(user);
    if (isUnknown(held)) return [{ is: 'unknown', text: held.unknown } as const];
    return held
      .filter(({ status }) => status === 'Active')
      .flatMap((credential) => useOf(credential, traits, by, of) ?? []);
  });
}

/** The same of one that is enabled; undefined where it is in use, or may be soon. */
export function useOf(
  credential: Credential,
  traits: CredentialTraits,
  by: UnusedBy,
  of: Pick<UsesOf, 'enabledAgainAt' | 'nameOf'>,
): UseFound | undefined {
  const { ref, createdAt, changedAt, lastUsed } = credential;
  // Whatever was made, changed or used since needs no more to be known of it.
  if (!isUnknown(createdAt) && isRecent(createdAt, by)) return undefined;
  if (changedAt && isRecent(changedAt, by)) return undefined;
  const name = of.nameOf(ref, traits);
  const unknown = (text: string): UseFound => ({ is: 'unknown', credential: ref, text });
  if (isUnknown(lastUsed))
    return unknown(`when ${name} was last used is not known: ${lastUsed.unknown}`);
  const usedUntil = lastUsed && new Date(lastUsed.at.getTime() + NOT_NOTED_MS);
  if (usedUntil && isRecent(usedUntil, by)) return undefined;
  if (isUnknown(createdAt)) return unknown(ageNotKnown({ label: name }, createdAt));
  const enabledAt = of.enabledAgainAt(ref.id);
  if (enabledAt && isRecent(enabledAt, by)) return undefined;
  const times = { createdAt, changedAt, enabledAt, usedUntil };
  return {
    is: 'unused',
    credential: ref,
    since: latest(lastChangeOf(times).at, usedUntil),
    text: name + inWords(times, traits, by),
  };
}

interface Times extends Pick<Credential, 'changedAt'> {
  readonly createdAt: Date;
  readonly enabledAt: Date | undefined;
  readonly usedUntil: Date | undefined;
}

/** What follows its name. */
function inWords(times: Times, { usesNotedFrom }: CredentialTraits, by: UnusedBy): string {
  const { createdAt, usedUntil } = times;
  const change = lastChangeOf(times);
  if (usedUntil)
    return usedUntil < change.at
      ? ` was not used since it was ${change.what}, ${counted(daysSince(change.at, by), 'day')} before`
      : ` was not used for ${counted(daysSince(usedUntil, by), 'day')}`;
  if (usesNotedFrom && createdAt < usesNotedFrom)
    return ` was not used since IAM began to note it, on ${usesNotedFrom.toISOString().slice(0, 10)}`;
  const enabled =
    change.what === 'enabled again'
      ? `, and enabled again ${counted(daysSince(change.at, by), 'day')} before`
      : '';
  return `, ${daysOld(daysSince(createdAt, by))}, was never used${enabled}`;
}

/** What of a password is the day it was last changed is the day on which a key was made. */
function lastChangeOf({ createdAt, changedAt = createdAt, enabledAt }: Times) {
  const changed = { what: 'changed', at: changedAt } as const;
  return enabledAt && enabledAt > changedAt
    ? ({ what: 'enabled again', at: enabledAt } as const)
    : changed;
}

function isRecent(instant: Date, by: UnusedBy): boolean {
  return daysSince(instant, by) < by.unusedAge;
}

/** Until it was last known what was used: since then anything may have been. */
function daysSince(instant: Date, { now, usesAsOf }: UnusedBy): number {
  return ageInDays({ createdAt: instant }, earliest(now, usesAsOf));
}
