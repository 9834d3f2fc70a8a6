import { badUse } from '../cli-error';
import { isRefusal, isThrottling, isUnknownKey, type AccessKey } from './aws';
import { removeJournal, writeJournal } from './journal';
import { keep } from './kept-keys';
import { look } from './look';
import { describeUse, isUsedElsewhere } from './others';
import { holdersOf } from './places/place';
import { prove } from './prove';
import { shortId, type Acts, type Rotation, type World } from './rotation';
import type { Answer } from './states';

const THROTTLED_TRIES = 6;
const THROTTLED_PAUSE_MS = 2000;
/** How often a new key that AWS does not know (yet) is deleted again. */
const UNKNOWN_TRIES = 5;
const UNKNOWN_PAUSE_MS = 2000;

/** Everything that a rotation does to AWS, to the places and to the journal. */
export function actsIn(world: World): Acts {
  const { disk, journalFile, session, clock, asker } = world;
  return {
    'write-journal': (rotation) => {
      note(rotation, world);
      return Promise.resolve('done');
    },
    create: (rotation) => create(rotation, world),
    'note-key': (rotation) => {
      note(rotation, world);
      return Promise.resolve('done');
    },
    'note-call': (rotation) => {
      note(rotation, world);
      return Promise.resolve('done');
    },
    prove: async ({ fresh }) => {
      asker.note('waiting until AWS knows the new key');
      await prove(world.signedBy(known(fresh)), session.user.arn, clock);
      return 'done';
    },
    store: async ({ oldKeyId, fresh }) => {
      for (const { place } of await holdersOf(world.places, oldKeyId))
        await place.replace(oldKeyId, known(fresh));
      return 'done';
    },
    'read-back': (rotation) => readBack(rotation, world),
    'look-for-others': (rotation) => lookForOthers(rotation, world),
    'delete-old': async ({ oldKeyId, newKeyId = '', madeAt, begunAt }) => {
      // Before: at no moment does a prompt show a key that is gone.
      keep({ id: newKeyId, createdAt: madeAt ?? begunAt }, world);
      await session.aws.deleteKey(session.userName, oldKeyId).catch((error: unknown) => {
        // A call whose answer was lost is made again.
        if (!isUnknownKey(error)) throw error;
      });
      asker.note(`deleted the old key ${shortId(oldKeyId)}: one is enabled`);
      return 'done';
    },
    'remove-journal': () => {
      removeJournal(disk, journalFile);
      return Promise.resolve('done');
    },
    'put-back': async ({ newKeyId = '', old }) => {
      for (const { place } of await holdersOf(world.places, newKeyId))
        await place.replace(newKeyId, known(old));
      return 'done';
    },
    'delete-new': ({ newKeyId = '' }) => deleteNew(newKeyId, world),
    look: (rotation) => look(rotation, world),
  };
}

function note(rotation: Rotation, { disk, journalFile, session }: World): void {
  const { profile, awsVault, oldKeyId, newKeyId } = rotation;
  writeJournal(disk, journalFile, {
    profile,
    awsVault,
    userArn: session.user.arn,
    oldKeyId,
    keyIdsBefore: [...rotation.keyIdsBefore],
    openedAt: rotation.openedAt.toISOString(),
    begunAt: rotation.begunAt.toISOString(),
    brokeOffAt: rotation.brokeOffAt?.toISOString(),
    newKeyId,
  });
}

/** Where it is not clear whether there is a key, it is not made once more. */
async function create(rotation: Rotation, { session, clock, asker }: World): Promise<Answer> {
  asker.note(
    `making a second key: two are enabled until ${shortId(rotation.oldKeyId)} is deleted; should this be interrupted, run it again`,
  );
  for (let tries = 1; ; tries += 1)
    try {
      const { key, madeAt } = await session.aws.createKey(session.userName);
      Object.assign(rotation, { fresh: key, newKeyId: key.accessKeyId, madeAt });
      return 'done';
    } catch (error) {
      if (isThrottling(error) && tries < THROTTLED_TRIES) {
        await clock.sleep(THROTTLED_PAUSE_MS);
        continue;
      }
      if (isRefusal(error)) throw error;
      rotation.failures.push(error);
      rotation.brokeOffAt = clock.now();
      return 'unclear';
    }
}

/** What AWS's tools will find from now on. */
async function readBack({ oldKeyId, newKeyId = '', fresh }: Rotation, { places }: World) {
  const [left] = await holdersOf(places, oldKeyId);
  if (left) throw badUse(`${left.place.label} still has the old key ${shortId(oldKeyId)}`);
  const holders = await holdersOf(places, newKeyId);
  if (holders.length === 0) throw badUse(`no place has the new key ${shortId(newKeyId)}`);
  const wrong = holders.find(({ key }) => key.secretAccessKey !== fresh?.secretAccessKey);
  if (wrong) throw badUse(`${wrong.place.label} has another secret than that of the new key`);
  return 'done' as const;
}

async function lookForOthers(rotation: Rotation, world: World): Promise<Answer> {
  const { oldKeyId, newKeyId = '' } = rotation;
  const keys = await keysWith(newKeyId, world);
  if (!keys.some(isNew)) return newIsDead(rotation);
  if (rotation.knownUse === 'any' || !keys.some(({ id }) => id === oldKeyId)) return 'done';
  if (!(await askAboutOthers(rotation, world))) return 'done';
  // A person may have taken their time.
  return (await keysWith(newKeyId, world)).some(isNew) ? 'done' : newIsDead(rotation);

  function isNew({ id, isEnabled }: AccessKey): boolean {
    return id === newKeyId && isEnabled;
  }
}

/** The last list of keys may be older than the new one. */
async function keysWith(
  newKeyId: string,
  { session, clock }: World,
): Promise<readonly AccessKey[]> {
  for (let tries = 1; ; tries += 1) {
    const keys = await session.aws.keysOf(session.userName);
    if (tries === UNKNOWN_TRIES || keys.some(({ id }) => id === newKeyId)) return keys;
    await clock.sleep(UNKNOWN_PAUSE_MS);
  }
}

/** What is deleted then is the one that works no more: the old one is put back. */
function newIsDead({ newKeyId = '', failures }: Rotation): Answer {
  failures.push(badUse(`somebody has disabled or deleted the new key ${shortId(newKeyId)}`));
  return 'new-is-dead';
}

/**
 * @returns whether a person was asked
 * @throws CliError where they say no
 */
async function askAboutOthers(
  { oldKeyId, openedAt, knownUse }: Rotation,
  { session, clock, asker, region }: World,
): Promise<boolean> {
  const use = await session.aws.lastUseOf(oldKeyId);
  const now = clock.now();
  if (!isUsedElsewhere(use, { now, openedAt, region })) return false;
  if (knownUse instanceof Date && use.at <= knownUse) return false;
  const question = `The old key ${shortId(oldKeyId)} is in use elsewhere (${describeUse(use, now)}), and whatever uses it stops when it is deleted. Delete it?`;
  if (await asker.confirm(question)) return true;
  throw badUse('the old key was not deleted, as you answered');
}

/** AWS may not know a key yet that it has just made. */
async function deleteNew(newKeyId: string, { session, clock }: World): Promise<Answer> {
  const { aws, userName } = session;
  for (let tries = 1; ; tries += 1)
    try {
      await aws.deleteKey(userName, newKeyId);
      return 'done';
    } catch (error) {
      if (!isUnknownKey(error)) throw error;
      const isListed = (await aws.keysOf(userName)).some(({ id }) => id === newKeyId);
      if (!isListed && tries >= UNKNOWN_TRIES) return 'done';
      if (tries >= 2 * UNKNOWN_TRIES) throw error;
      await clock.sleep(UNKNOWN_PAUSE_MS);
    }
}

/** Of a state that has it. */
function known<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new Error('a key is not known that was to be stored');
  return thing;
}
