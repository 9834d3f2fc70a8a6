import type { AccessKey, KeyUse } from '../../../rules/model';
import type { Kind, OtherKind } from '../story/story';
import { DAY, HOUR } from './calendar';

/** A key as AWS has it; `changedAt` is what the credential report calls last_rotated. */
export interface TrueKey extends Omit<AccessKey, 'lastUsed'> {
  readonly changedAt: Date;
  readonly lastUsed?: KeyUse;
}

/** A credential of another kind as AWS has it. */
export interface TrueOther {
  readonly kind: OtherKind;
  readonly id: string;
  readonly status: AccessKey['status'];
  readonly createdAt: Date;
  readonly changedAt: Date;
  /** Of a service-specific one. */
  readonly service?: string;
  readonly expiresAt?: Date;
}

/** Whatever can be turned off. */
export interface TrueCredential extends Omit<TrueOther, 'kind'> {
  readonly kind: Kind;
}

export interface Holder {
  readonly keys: readonly TrueKey[];
  readonly others: readonly TrueOther[];
}

/** All that the user has and that can be turned off. */
export function stoppables({ keys, others }: Holder): readonly TrueCredential[] {
  return [...keys.map((key): TrueCredential => ({ kind: 'access-key', ...key })), ...others];
}

/** AWS flips the status of what has come to its end some time later. */
const FLIPPED_AFTER = HOUR;

/** The status that AWS shows. */
export function statusAt(
  { status, expiresAt }: TrueOther,
  instant: number,
): TrueOther['status'] | 'Expired' {
  return expiresAt && expiresAt.getTime() + FLIPPED_AFTER <= instant ? 'Expired' : status;
}

/** Whether it opens anything. */
export function isOn(
  { status, expiresAt }: Pick<TrueOther, 'status' | 'expiresAt'>,
  instant: number,
): boolean {
  return status === 'Active' && !(expiresAt && expiresAt.getTime() <= instant);
}

/** How many of a kind, or for a service, AWS gives a user. */
const most: Readonly<Record<OtherKind, number>> = {
  'service-specific': 2,
  'ssh-key': 5,
  'signing-certificate': 2,
};

export function hasRoomFor(
  { others }: Holder,
  { kind, service }: Pick<TrueOther, 'kind' | 'service'>,
): boolean {
  const alike = others.filter((each) => each.kind === kind && each.service === service);
  return alike.length < most[kind];
}

export function endAfter(createdAt: Date, validDays: number | undefined): Date | undefined {
  return validDays === undefined ? undefined : new Date(createdAt.getTime() + validDays * DAY);
}

/** As IAM's own begin. */
export const idsOf: Readonly<Record<OtherKind, string>> = {
  'service-specific': 'ACCA',
  'ssh-key': 'APKA',
  'signing-certificate': 'CERT',
};
