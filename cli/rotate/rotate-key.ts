import type { Partition } from '../../rules/arn';
import { badUse } from '../cli-error';
import { actsIn } from './acts';
import type { AccessKey } from './aws';
import { errorOf, explained } from './ends';
import { elsewhere } from './places/elsewhere';
import type { Journal } from './journal';
import { keep } from './kept-keys';
import type { Outcome } from './outcome';
import { describeUse, isUsedElsewhere } from './others';
import { pairOf } from './look';
import { holdersOf, type Found } from './places/place';
import type { Profiles } from './profiles';
import { carryOut, shortId, type Rotation, type World } from './rotation';
import { deadIsStored, deleteSecond, describeSecond, tooManyKeys } from './second-key';

export interface Task {
  readonly profile?: string;
  readonly awsVault?: string;
  readonly partition: Partition;
  readonly profiles: Profiles;
  readonly env: Readonly<Partial<Record<string, string>>>;
  /** Where the person is. */
  readonly folders: readonly string[];
  /** Of the credentials that the command came with; undefined: those were a session. */
  readonly keyId?: string;
  /** The program that gave that key, if one did. */
  readonly from?: string;
  readonly finish: boolean;
  readonly dryRun: boolean;
}

/**
 * Ends what is unfinished, then rotates.
 * @throws CliError that says what is there now
 */
export async function rotateKey(
  journal: Journal | undefined,
  task: Task,
  world: World,
): Promise<Outcome> {
  try {
    const ended = journal && (await resume(journal, task, world));
    if (ended && (ended.is !== 'undone' || task.finish)) return ended;
    return await rotateAnew(task, world);
  } catch (error) {
    throw explained(error, { ...world, partition: task.partition });
  }
}

async function resume(journal: Journal, task: Task, world: World): Promise<Outcome> {
  const { session, asker } = world;
  if (journal.userArn !== session.user.arn)
    throw badUse(
      `a rotation of ${journal.userArn} is unfinished, and this is ${session.user.arn}: finish that one first, with its profile`,
    );
  if (task.dryRun)
    throw badUse(
      'a rotation is unfinished, and would be finished or undone first: keyturn rotate --status says where it stands',
    );
  asker.note(`going on with the rotation of ${journal.begunAt}, which was not finished`);
  const { profile, awsVault, oldKeyId, keyIdsBefore, newKeyId } = journal;
  const rotation: Rotation = {
    profile,
    awsVault,
    oldKeyId,
    keyIdsBefore,
    openedAt: new Date(journal.openedAt),
    begunAt: new Date(journal.begunAt),
    brokeOffAt: journal.brokeOffAt === undefined ? undefined : new Date(journal.brokeOffAt),
    newKeyId,
    failures: [],
  };
  const end = await carryOut(rotation, 'in-doubt', actsIn(world));
  if (end === 'finished') return rotated(rotation, task, world);
  const isUndone = (end === 'undone' || end === 'not-begun') && rotation.failures.length === 0;
  if (isUndone)
    return { is: 'undone', userArn: session.user.arn, secondKeyId: rotation.secondKeyId };
  throw await errorOf(end, rotation, world, task.partition);
}

async function rotateAnew(task: Task, world: World): Promise<Outcome> {
  const { session, places, clock } = world;
  const keys = await session.aws.keysOf(session.userName);
  const stored = await findStored(keys, task, world);
  const holders = await holdersOf(places, stored.id);
  const [holder] = holders;
  if (!holder) throw nowhere(stored.id, task);
  const second = await describeSecond(keys, stored, world);
  const { arn: userArn } = session.user;
  if (second?.key.isEnabled && !stored.isEnabled) throw deadIsStored(second, stored);
  if (second?.key.isEnabled && !task.finish) throw await tooManyKeys(second, stored, world, task);
  if (task.finish) {
    if (!second) return { is: 'nothing-to-finish', userArn };
    if (task.dryRun) throw badUse(`--finish would ask to delete ${second.description}`);
    await deleteSecond(second, world);
    const { createdAt } = stored;
    if (createdAt) keep({ id: stored.id, createdAt }, world);
    return { is: 'ended', userArn, deletedKeyId: second.key.id };
  }
  for (const { place } of holders) await place.tryToWrite(stored.id);
  if (task.dryRun)
    return {
      is: 'would-rotate',
      userArn,
      oldKeyId: stored.id,
      stored: holders,
      elsewhere: elsewhereOf(stored.id, task),
      inTheWay: second?.description,
    };
  if (second) await deleteSecond(second, world);
  const rotation: Rotation = {
    profile: task.profile,
    awsVault: task.awsVault,
    oldKeyId: stored.id,
    keyIdsBefore: keys.map(({ id }) => id),
    openedAt: session.openedAt,
    old: pairOf(holder),
    knownUse: await askAboutUse(stored.id, world),
    begunAt: clock.now(),
    failures: [],
  };
  const end = await carryOut(rotation, 'planned', actsIn(world));
  if (end === 'finished') return rotated(rotation, task, world);
  throw await errorOf(end, rotation, world, task.partition);
}

/** The key that is to be replaced: that of the credentials, or the one of the session's user that is in a place. */
async function findStored(
  keys: readonly AccessKey[],
  { keyId, env }: Task,
  { places, session }: World,
): Promise<AccessKey> {
  if (keyId !== undefined) {
    const own = keys.find(({ id }) => id === keyId);
    if (own) return own;
    throw badUse(`AWS does not list ${shortId(keyId)} among the keys of ${session.userName}`);
  }
  const held: AccessKey[] = [];
  for (const key of keys) if ((await holdersOf(places, key.id)).length > 0) held.push(key);
  const [only, another] = held;
  if (only && !another) return only;
  throw badUse(
    only
      ? `both keys of ${session.userName} are stored here: name the profile whose key is to be replaced`
      : keys.length === 0
        ? `${session.userName} has no access key: there is nothing to rotate`
        : `no key of ${session.userName} is in AWS's credentials or config file: where it is in aws-vault, name its profile with --aws-vault${env['AWS_VAULT'] ? ` (here that may be ${env['AWS_VAULT']})` : ''}`,
  );
}

/** The last use elsewhere that is let be; `any` where a person goes on without knowing. */
async function askAboutUse(
  keyId: string,
  { session, clock, region, asker }: World,
): Promise<Rotation['knownUse']> {
  const now = clock.now();
  const { openedAt } = session;
  const use = await session.aws.lastUseOf(keyId).catch((error: unknown) => error as Error);
  const [question, known] =
    use instanceof Error
      ? ([`AWS does not say when ${shortId(keyId)} was last used (${use.name}).`, 'any'] as const)
      : isUsedElsewhere(use, { now, openedAt, region })
        ? ([`${shortId(keyId)} is in use elsewhere (${describeUse(use, now)}).`, use.at] as const)
        : [];
  if (question === undefined) return undefined;
  const rest = 'Whatever has it in another place than is named here stops when it is deleted.';
  if (await asker.confirm(`${question} ${rest} Go on?`)) return known;
  throw badUse('not rotated, as you answered: nothing has changed');
}

function elsewhereOf(
  keyId: string,
  { env, folders, profiles, awsVault, from }: Task,
): readonly string[] {
  return elsewhere(keyId, {
    env,
    folders,
    profiles,
    from,
    isAwsVaultNamed: awsVault !== undefined,
  });
}

function nowhere(keyId: string, task: Task) {
  const found = elsewhereOf(keyId, task).join('; ');
  return badUse(
    `${shortId(keyId)} is in no place where keyturn could put a new key${found === '' ? '' : ` (found: ${found})`}: put it in a profile of AWS's credentials file or in aws-vault first`,
  );
}

async function rotated(
  { oldKeyId, newKeyId = '' }: Rotation,
  task: Task,
  { session, places }: World,
): Promise<Outcome> {
  const stored: readonly Found[] = await holdersOf(places, newKeyId);
  return {
    is: 'rotated',
    userArn: session.user.arn,
    oldKeyId,
    newKeyId,
    stored,
    elsewhere: elsewhereOf(oldKeyId, task),
  };
}
