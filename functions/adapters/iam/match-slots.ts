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
 * When each key was last used, by key id; undefined where the report leaves open which key is in which slot.
 * A key that is not in the result has never been used, as far as the report knows.
 */
export function lastUsedOf(
  slots: readonly KeySlot[],
  keys: readonly Key[],
): ReadonlyMap<string, AccessKey['lastUsed']> | undefined {
  const possible = assignments(slots, keys);
  const best = Math.max(...possible.map((each) => exactness(slots, each)));
  const [likely, ...others] = possible.filter((each) => exactness(slots, each) === best);
  if (!likely || others.length > 0) return undefined;
  return new Map(likely.map((key, i) => [key.id, slots[i]?.lastUsed]));
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
