import type { AccessKey } from '../../../rules/model';
import type { KeySlot } from './credential-report';

type Key = Pick<AccessKey, 'id' | 'status' | 'createdAt'>;
/** For each slot, the key in it. */
type Assignment = readonly Key[];

/**
 * Whether the report can be of these keys: each slot holds a key of its own, and a key without a slot is not
 * enabled.
 */
export function rowAgrees(slots: readonly KeySlot[], keys: readonly Key[]): boolean {
  return assignments(slots, keys).length > 0;
}

/**
 * What the report says of each key, by key id; undefined where it leaves open which key is in which slot.
 * A key that is not in the result has never been used, as far as the report knows.
 */
export function slotsOf(
  slots: readonly KeySlot[],
  keys: readonly Key[],
): ReadonlyMap<string, KeySlot> | undefined {
  const possible = assignments(slots, keys);
  const best = Math.max(...possible.map((each) => exactness(slots, each)));
  const [likely, ...others] = possible.filter((each) => exactness(slots, each) === best);
  if (!likely || others.length > 0) return undefined;
  return new Map(
    likely.flatMap((key, i) => {
      const slot = slots[i];
      return slot ? [[key.id, slot] as const] : [];
    }),
  );
}

/** When the key was last changed; undefined where that is when it was made. The report counts whole seconds. */
export function changedSince({ changedAt }: KeySlot, { createdAt }: Key): Date | undefined {
  return changedAt && seconds(changedAt) > seconds(createdAt) ? changedAt : undefined;
}

/** Every way to put keys into the slots that the report allows. */
function assignments(slots: readonly KeySlot[], keys: readonly Key[]): readonly Assignment[] {
  const [slot, ...rest] = slots;
  if (!slot) return keys.every(({ status }) => status === 'Inactive') ? [[]] : [];
  return keys
    .filter((key) => fits(slot, key))
    .flatMap((key) => {
      const left = keys.filter(({ id }) => id !== key.id);
      return assignments(rest, left).map((others) => [key, ...others]);
    });
}

/** A key can't have been changed before it was made. The report counts whole seconds. */
function fits(slot: KeySlot, key: Key): boolean {
  return (
    slot.status === key.status &&
    (slot.changedAt === undefined || seconds(slot.changedAt) >= seconds(key.createdAt))
  );
}

/** A slot that was last changed in the very second in which a key was made holds that key. */
function exactness(slots: readonly KeySlot[], assignment: Assignment): number {
  return assignment.filter((key, i) => {
    const changedAt = slots[i]?.changedAt;
    return changedAt !== undefined && seconds(changedAt) === seconds(key.createdAt);
  }).length;
}

function seconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}
