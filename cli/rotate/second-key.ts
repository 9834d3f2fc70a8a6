import { badUse, type CliError } from '../cli-error';
import type { AccessKey } from './aws';
import { describeUse, isUsedElsewhere } from './others';
import { ownCommand, type Named } from './own-command';
import { holdersOf } from './places/place';
import { shortId, type World } from './rotation';

/**
 * What is to become of a key besides the one that is stored. One that is disabled is only in the way; of an enabled one
 * it is said what it is, and with `--finish` it is deleted, if no place has it.
 */
export interface SecondKey {
  readonly key: AccessKey;
  /** In words, for a question. */
  readonly description: string;
  /** It is younger than the one that is stored, was used of late, or a session that is there may be its: somebody may need it. */
  readonly mayBeNeeded: boolean;
}

/** @throws CliError where both are stored: nobody can say from here which one is to go */
export async function describeSecond(
  keys: readonly AccessKey[],
  stored: AccessKey,
  world: World,
): Promise<SecondKey | undefined> {
  const key = keys.find(({ id }) => id !== stored.id);
  if (!key) return undefined;
  const { session, clock, region, places } = world;
  const now = clock.now();
  const use = await session.aws.lastUseOf(key.id);
  const holders = await holdersOf(places, key.id);
  if (key.isEnabled && holders.length > 0)
    throw badUse(
      `${session.userName} has two enabled keys, and both are stored: ${shortId(stored.id)}, and ${shortId(key.id)} in ${holders.map(({ place, key: held }) => `${place.label} (${held.sections.join(', ')})`).join(' and ')}. Which one is to go can't be seen from here: delete it in the AWS console under Security credentials, then take it out there`,
    );
  const { openedAt, from } = session;
  const isYounger = (key.createdAt?.getTime() ?? 0) > (stored.createdAt?.getTime() ?? 0);
  return {
    key,
    description: `${shortId(key.id)} (made on ${dayOf(key)}, ${describeUse(use, now)})`,
    mayBeNeeded:
      key.isEnabled &&
      (isUsedElsewhere(use, { now, openedAt, region }) ||
        (isYounger && use !== undefined) ||
        from !== undefined),
  };
}

/** @throws CliError where it is let be, or nobody can be asked */
export async function deleteSecond(second: SecondKey, world: World): Promise<void> {
  const { session, asker } = world;
  const { key, description, mayBeNeeded } = second;
  const question = key.isEnabled
    ? `Delete ${description}, which nothing here has?${mayBeNeeded ? ' Something else may be using it.' : ''}`
    : `The disabled key ${description} is in the way, since AWS allows two. Delete it?`;
  if (!(await asker.confirm(question, mayBeNeeded)))
    throw badUse(`${shortId(key.id)} was not deleted, as you answered: nothing has changed`);
  await session.aws.deleteKey(session.userName, key.id);
  asker.note(`deleted ${shortId(key.id)}`);
}

/** The one that is stored works no more, and the other one does: to delete that would leave none that works. */
export function deadIsStored({ description }: SecondKey, stored: AccessKey): CliError {
  return badUse(
    `${shortId(stored.id)}, which is stored here, is disabled, and the other key works, but nothing here has it: ${description}. Name where that one is, a profile or --aws-vault; or delete the disabled one in the AWS console under Security credentials, and take it out here`,
  );
}

/** Both, and what may be done about it. */
export async function tooManyKeys(
  { description, mayBeNeeded }: SecondKey,
  stored: AccessKey,
  { session, clock }: World,
  named: Named,
): Promise<CliError> {
  const use = await session.aws.lastUseOf(stored.id);
  const finish = ownCommand(['rotate', '--finish'], named);
  const which = mayBeNeeded
    ? `Nothing here has the second, but something else may be using it: see to that, then ${finish} deletes it after a question`
    : `The second is the stale one, since nothing here has it: ${finish} deletes it after a question`;
  return badUse(
    `${session.userName} has two enabled keys: ${shortId(stored.id)} (stored; made on ${dayOf(stored)}, ${describeUse(use, clock.now())}) and ${description}. ${which}`,
  );
}

function dayOf({ createdAt }: AccessKey): string {
  return createdAt?.toISOString().slice(0, 10) ?? 'a day that is not known';
}
