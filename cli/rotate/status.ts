import type { Journal } from './journal';
import { ownCommand } from './own-command';
import { describePlace, holdersOf, type Place } from './places/place';
import { shortId } from './rotation';

/** Where an unfinished rotation stands, as far as this machine knows. */
export interface Status {
  readonly step: 'none' | 'making' | 'made' | 'stored';
  readonly journal?: Journal;
  /** Where the new key is. */
  readonly places: readonly string[];
}

/** @param places those that can be read without asking anybody */
export async function statusOf(
  journal: Journal | undefined,
  places: readonly Place[],
): Promise<Status> {
  if (!journal) return { step: 'none', places: [] };
  const { newKeyId } = journal;
  if (newKeyId === undefined) return { step: 'making', journal, places: [] };
  const holders = await holdersOf(places, newKeyId);
  return {
    step: holders.length > 0 ? 'stored' : 'made',
    journal,
    places: holders.map(describePlace),
  };
}

export function describeStatus({ step, journal, places }: Status): string {
  if (!journal) return 'No rotation is unfinished.\n';
  const { userArn, oldKeyId, newKeyId = '', begunAt, profile, awsVault } = journal;
  const what = {
    none: '',
    making: 'A new key was about to be made; whether it was, AWS knows.',
    made: `The new key ${shortId(newKeyId)} was made${awsVault === undefined ? ', and is stored nowhere' : `; whether ${awsVault} of aws-vault has it is not looked at here`}.`,
    stored: `The new key ${shortId(newKeyId)} is stored (${places.join('; ')}).`,
  }[step];
  const command = ownCommand(['rotate'], { profile, awsVault });
  const end = {
    none: '',
    making: 'finishes or undoes it, and asks where it is not plain whose a key is',
    made: 'finishes or undoes it',
    stored: 'finishes it',
  }[step];
  return `A rotation of ${userArn} of ${begunAt} is unfinished.\n${what} The old key ${shortId(oldKeyId)} may still be enabled.\n${command} ${end}.\n`;
}

export function statusAsJson({ step, journal, places }: Status): string {
  return `${JSON.stringify({ version: 1, step, ...(journal && { rotation: journal }), places }, null, 2)}\n`;
}
