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
/** How exactly AWS's clock is known, whose dates are whole seconds. */
const CLOCK_MS = 3000;

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
    // With a second key there, another could not have been made.
    if (rotation.secondKeyId !== undefined) return 'none-was-made';
    const mayBeLate = since.getTime() - rotation.begunAt.getTime() < LONGEST_CALL_MS;
    const end = mayBeLate ? since.getTime() + LAG_MS : 0;
    if (clock.now().getTime() >= end) {
      if ((await holdersOf(places, rotation.newKeyId ?? '')).length > 0)
        return isDead('deleted', rotation);
      rotation.secondKeyId = keys.find(({ id }) => id !== rotation.oldKeyId)?.id;
      return 'none-was-made';
    }
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
  return isDead('disabled', rotation);
}

function isDead(how: 'disabled' | 'deleted', { failures, newKeyId = '' }: Rotation): Answer {
  failures.push(badUse(`somebody has ${how} the new key ${shortId(newKeyId)}`));
  return 'new-is-dead';
}

/**
 * The key that the journal names; else the one that is new since, was made at that time, was never used and is in no
 * place: another one somebody has made by hand, and it is none of this rotation's. So may be this one, and a person is
 * asked, but where a call is known to have gone out without an answer, and the key is of its seconds.
 * @throws CliError where there is nobody to ask
 */
async function newKeyIn(
  keys: readonly AccessKey[],
  rotation: Rotation,
  world: World,
): Promise<AccessKey | undefined> {
  const { newKeyId, keyIdsBefore, begunAt } = rotation;
  if (newKeyId !== undefined) return keys.find(({ id }) => id === newKeyId);
  const fresh = keys.find(
    ({ id, createdAt }) =>
      !keyIdsBefore.includes(id) &&
      createdAt !== undefined &&
      Math.abs(createdAt.getTime() - begunAt.getTime()) < SAME_TIME_MS,
  );
  if (!fresh || !(await isIdle(fresh, world))) return undefined;
  if (isOfCall(fresh, rotation)) return fresh;
  // A person may have taken their time.
  return (await isToGo(fresh, rotation, world)) && (await isIdle(fresh, world)) ? fresh : undefined;
}

/** It is stored nowhere, and was never used. */
async function isIdle({ id }: AccessKey, { session, places }: World): Promise<boolean> {
  if ((await holdersOf(places, id)).length > 0) return false;
  return (await session.aws.lastUseOf(id)) === undefined;
}

/** AWS allows two keys: had somebody made another one in these seconds, the call would have been refused. */
function isOfCall({ createdAt }: AccessKey, { begunAt, brokeOffAt }: Rotation): boolean {
  if (!createdAt || !brokeOffAt) return false;
  const [from, to] = [begunAt.getTime() - CLOCK_MS, brokeOffAt.getTime() + LAG_MS];
  return createdAt.getTime() >= from && createdAt.getTime() <= to;
}

async function isToGo(
  { id, createdAt, isEnabled }: AccessKey,
  rotation: Rotation,
  { asker, session }: World,
): Promise<boolean> {
  rotation.doubted = { id, isEnabled };
  const question = `${shortId(id)} (made at ${createdAt?.toISOString() ?? ''}, never used) is stored nowhere here: the rotation of ${rotation.begunAt.toISOString()}, which was interrupted, may have made it, or somebody by hand. Delete it?`;
  // As of any second key: the session that is there may be its.
  const isYes = await asker.confirm(question, session.from !== undefined);
  rotation.doubted = undefined;
  if (!isYes) rotation.secondKeyId = id;
  return isYes;
}

export function pairOf({ key: { accessKeyId, secretAccessKey } }: Found) {
  return { accessKeyId, secretAccessKey };
}
