import { badUse } from '../cli-error';
import type { AccessKey } from './aws';
import { holdersOf, type Found } from './places/place';
import { shortId, type Rotation, type World } from './rotation';
import type { Answer } from './states';

/** How long a list of keys may lag behind what was made. */
const LAG_MS = 10_000;
const PAUSE_MS = 2000;
/** Within that time of the begin the call that makes a key has ended: the key may be as young as that. */
const LONGEST_CALL_MS = 2 * 60_000;
/** How far a key's date may be off the begin of the rotation that made it. */
const SAME_TIME_MS = 5 * 60_000;

/**
 * What became of a new key, of which the process that made it has told nobody. What can't be read is no answer: a key
 * would be taken for one whose secret is lost, and deleted.
 */
export async function look(
  rotation: Rotation,
  world: World,
  since = world.clock.now(),
): Promise<Answer> {
  const { session, clock, places } = world;
  const keys = await session.aws.keysOf(session.userName);
  const found = await newKeyIn(keys, rotation, world);
  if (found === undefined) {
    const mayBeLate = since.getTime() - rotation.begunAt.getTime() < LONGEST_CALL_MS;
    const end = mayBeLate ? since.getTime() + LAG_MS : 0;
    if (clock.now().getTime() >= end) return 'none-was-made';
    await clock.sleep(PAUSE_MS);
    return look(rotation, world, since);
  }
  rotation.newKeyId = found.id;
  rotation.madeAt = found.createdAt;
  const [holder] = await holdersOf(places, found.id);
  if (holder === undefined) return 'is-lost';
  rotation.fresh = pairOf(holder);
  const isOldThere = keys.some(({ id }) => id === rotation.oldKeyId);
  const isOldStored = (await holdersOf(places, rotation.oldKeyId)).length > 0;
  if (!isOldThere && !isOldStored) return 'is-over';
  if (found.isEnabled) return 'is-stored';
  rotation.failures.push(badUse(`somebody has disabled the new key ${shortId(found.id)}`));
  return 'new-is-dead';
}

/**
 * The key that the journal names; else the one that is new since, was made at that time, was never used and is in no
 * place: another one somebody has made by hand, and it is none of this rotation's.
 */
async function newKeyIn(
  keys: readonly AccessKey[],
  { newKeyId, keyIdsBefore, begunAt }: Rotation,
  { session, places }: World,
): Promise<AccessKey | undefined> {
  if (newKeyId !== undefined) return keys.find(({ id }) => id === newKeyId);
  const fresh = keys.find(
    ({ id, createdAt }) =>
      !keyIdsBefore.includes(id) &&
      createdAt !== undefined &&
      Math.abs(createdAt.getTime() - begunAt.getTime()) < SAME_TIME_MS,
  );
  if (!fresh || (await holdersOf(places, fresh.id)).length > 0) return undefined;
  const use = await session.aws.lastUseOf(fresh.id);
  return use === undefined ? fresh : undefined;
}

export function pairOf({ key: { accessKeyId, secretAccessKey } }: Found) {
  return { accessKeyId, secretAccessKey };
}
