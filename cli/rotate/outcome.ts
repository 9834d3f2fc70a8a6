import { describePlace, type Found } from './places/place';
import { shortId } from './rotation';

const VERSION = 1;

/** What the command has come to. */
export type Outcome =
  | {
      readonly is: 'rotated' | 'would-rotate';
      readonly userArn: string;
      readonly oldKeyId: string;
      readonly newKeyId?: string;
      readonly stored: readonly Found[];
      readonly elsewhere: readonly string[];
      /** What would be deleted first. */
      readonly inTheWay?: string;
    }
  | { readonly is: 'ended'; readonly userArn: string; readonly deletedKeyId: string }
  | {
      readonly is: 'undone';
      readonly userArn: string;
      /** Beside the old one, and not made by the rotation. */
      readonly secondKeyId?: string;
    }
  | { readonly is: 'nothing-to-finish'; readonly userArn: string };

export function describeOutcome(outcome: Outcome): string {
  const who = outcome.userArn;
  switch (outcome.is) {
    case 'undone':
      return `An unfinished rotation of ${who} was undone: the old key is where it was, ${outcome.secondKeyId === undefined ? 'and the only one' : `and beside it ${shortId(outcome.secondKeyId)}, which the rotation did not make`}.\n`;
    case 'nothing-to-finish':
      return `Nothing is unfinished: ${who} has one key.\n`;
    case 'ended':
      return `Deleted ${shortId(outcome.deletedKeyId)} of ${who}: one key is left, the one that is stored.\n`;
    case 'rotated':
    case 'would-rotate':
      return `${[...linesOf(outcome)].join('\n')}\n`;
  }
}

function* linesOf(outcome: Extract<Outcome, { oldKeyId: string }>) {
  const { is, userArn, oldKeyId, newKeyId = '', stored, elsewhere, inTheWay } = outcome;
  if (is === 'rotated') {
    yield `Rotated the key of ${userArn}: ${shortId(oldKeyId)} is deleted, and ${shortId(newKeyId)} is in its place.`;
    yield 'The new key is in:';
  } else {
    yield `Would rotate the key ${shortId(oldKeyId)} of ${userArn}. Nothing was changed.`;
    if (inTheWay !== undefined)
      yield `Would first ask to delete the disabled key ${inTheWay}: AWS allows two.`;
    yield 'The new key would be put in:';
  }
  for (const each of stored) yield `  ${describePlace(each)}`;
  if (elsewhere.length > 0) yield 'The old key is, or may be, also where keyturn does not write:';
  for (const each of elsewhere) yield `  ${each}`;
}

export function outcomeAsJson(outcome: Outcome): string {
  const { is, ...rest } = outcome;
  const stored =
    'stored' in outcome
      ? outcome.stored.map(({ place, key }) => ({ place: place.label, profiles: key.sections }))
      : undefined;
  return `${JSON.stringify({ version: VERSION, outcome: is, ...rest, stored }, null, 2)}\n`;
}
