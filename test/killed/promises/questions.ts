import { day } from '../cast';
import type { MadeKey } from '../company';
import { readMessage, textsIn } from '../../simulator/world/read-message';
import { nameOf, reaches, tailOf, type Facts, type Message } from './facts';

const DAY_MS = 24 * 60 * 60_000;
/** So many days a key is one of which its owner is asked. */
const NEW_DAYS = 3;

/** The owner of a new key was asked, and a day after that once more while they said nothing. */
export function* unasked(facts: Facts): Generator<string> {
  const now = day(facts.n);
  for (const key of facts.fact.keys) {
    const { owner, createdAt, id } = key;
    if (owner.type !== 'engineer' || facts.fact.held.get(id) !== 'Active') continue;
    if (createdAt <= facts.fact.firstRun || now.getTime() - +createdAt > NEW_DAYS * DAY_MS)
      continue;
    const [first, again] = questionsOf(facts, key);
    if (!first) yield `${nameOf(key)}: nobody has asked its owner`;
    else if (!again && !isAnswered(facts, key) && +now - atOf(first) >= DAY_MS)
      yield `${nameOf(key)}: its owner was not asked once more`;
  }
}

/** What the owner said stands in the question, and in what the team was told of the key. */
export function* unshown(facts: Facts): Generator<string> {
  for (const key of facts.fact.keys) {
    const answers = facts.pressesOf(key).filter((each) => isAnswer(each.button) && each.isTaken);
    const dead = facts.fact.dead.filter(
      (each) => each.kind === 'press' && isAnswer(each.button) && isOf(each.on, key),
    );
    if (answers.length <= dead.length) continue;
    // What may be told again nobody has recorded, so that nobody can change it.
    const standing = facts.fact.messages.filter(({ ts }) => !facts.fact.unrecorded.has(ts));
    for (const { to, text, blocks } of standing) {
      const { kind, keyTail } = readMessage({ text, blocks: blocks as never });
      if (keyTail !== tailOf(key) || (kind !== 'question' && kind !== 'created')) continue;
      const said = [text, ...textsIn(blocks)].join('\n');
      if (!/\b(?:You|its owner,) said on /.test(said))
        yield `${nameOf(key)}: what its owner said does not stand in the ${kind} to ${to}`;
    }
  }
}

/** The last that asked first, and the last that asked once more: those that count days from. */
function questionsOf(facts: Facts, key: MadeKey): readonly (Message | undefined)[] {
  const asked = facts.about(key).filter((each) => each.kind === 'question' && reaches(each, key));
  const isAgain = ({ text }: Message) => text.startsWith('Once more');
  return [asked.findLast((each) => !isAgain(each)), asked.findLast(isAgain)];
}

function isAnswered(facts: Facts, key: MadeKey): boolean {
  return facts.pressesOf(key).some(({ button }) => isAnswer(button));
}

function isAnswer(button: string): boolean {
  return button === 'mine' || button === 'not-mine';
}

export function isOf(on: { readonly credential: { readonly id: string } }, key: MadeKey): boolean {
  return on.credential.id === key.id;
}

function atOf({ ts }: Message): number {
  return Number(ts) * 1000;
}
