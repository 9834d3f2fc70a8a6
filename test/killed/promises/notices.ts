import { summaryOpening } from '../../../demo/summary-opening';
import { ageInDays } from '../../../rules/calendar';
import { day as dayOf, teamChannel } from '../cast';
import type { MadeKey } from '../company';
import {
  DISABLE_AGE,
  isExempt,
  nameOf,
  reaches,
  REMINDERS,
  tailOf,
  type Facts,
  type Message,
} from './facts';

type Says = (
  what: string,
  fits: (message: Message) => boolean,
  ownerToo: boolean,
) => readonly string[];

/** Promise 3: everything that must have been said by now. */
export function* untold(facts: Facts): Generator<string> {
  for (const key of facts.fact.keys) {
    const about = facts.about(key);
    const says: Says = (what, fits, ownerToo) => {
      const found = about.filter(fits);
      return [
        ...(found.some(({ to }) => to === teamChannel) ? [] : [`the team: ${what}`]),
        ...(!ownerToo || found.some((each) => reaches(each, key)) ? [] : [`the owner: ${what}`]),
      ].map((missing) => `${nameOf(key)}: nobody has told ${missing}`);
    };
    if (key.createdAt > facts.fact.firstRun)
      yield* says('that it was made', ({ kind }) => kind === 'created', false);
    const isEnabling = (each: Facts['switched'][number]) =>
      each.key === key && !each.isOurs && each.to === 'Active';
    const reenabled = about.filter(({ kind }) => kind === 'reenabled');
    if (facts.distinct(reenabled) < facts.switched.filter(isEnabling).length)
      yield `${nameOf(key)}: enabled again, and untold`;
    yield* untoldByAge(facts, key, says);
  }
}

function* untoldByAge(facts: Facts, key: MadeKey, says: Says): Generator<string> {
  const { owner, id } = key;
  if (facts.fact.held.get(id) !== 'Active' || owner.type === undefined) return;
  if (isExempt(key, facts.today)) return;
  const now = dayOf(facts.n);
  const age = ageInDays(key, now);
  if (owner.type === 'machine') {
    const stage = [...REMINDERS, DISABLE_AGE].findLast((each) => each <= age);
    if (stage === undefined) return;
    const fits = ({ kind, age: said = 0 }: Message) => kind === 'machine' && said >= stage;
    return yield* says(`that it is ${stage} days old`, fits, false);
  }
  const newer = facts.newerThan(key, now);
  if (newer) {
    const fits = ({ kind, newerTail }: Message) =>
      kind === 'second-key' && (newerTail === undefined || newerTail === tailOf(newer));
    return yield* says('of the second key', fits, true);
  }
  const stage = REMINDERS.findLast((each) => each <= age);
  if (stage === undefined || facts.off.some((each) => each.key === key)) return;
  const fits = ({ kind, age: said = 0 }: Message) => kind === 'reminder' && said >= stage;
  const toOwner = facts.about(key).find((each) => fits(each) && reaches(each, key));
  // The team's copy, where a run died before it, is withdrawn while the key is one of two: it comes with the next stage.
  if (toOwner && facts.hadNewer(key, new Date(Number(toOwner.ts) * 1000))) return;
  yield* says(`that it is ${stage} days old`, fits, true);
}

/** As often as there is something to tell, which other promises count. */
const counted: readonly Message['kind'][] = ['disabled', 'reenabled', 'answer', 'reported'];

/** Promise 3: nothing twice, but for what a process died of before it could record it. */
export function duplicates({ messages, fact }: Facts) {
  const broken: string[] = [];
  let excused = 0;
  for (const [what, same] of Map.groupBy(messages, identityOf)) {
    const again = same.slice(0, -1);
    const unexcused = again.filter(({ ts }) => !fact.unrecorded.has(ts));
    excused += again.length - unexcused.length;
    if (unexcused.length > 0 && !same.some(({ kind }) => counted.includes(kind)))
      broken.push(`told ${same.length} times: ${what}`);
  }
  return { excused, broken };
}

/** Two messages with one identity tell somebody the same. */
function identityOf({ to, kind, keyTail, newerTail, age, day, text, ts }: Message): string {
  if (kind === 'summary') {
    const date = /\w+, \d+ \w+ \d{4}/.exec(text)?.[0] ?? text;
    return `${to}: summary ${summaryOpening.test(text) ? date : text}`;
  }
  // Two presses may have the same answer.
  if (kind === 'answer') return `${to}: answer ${ts}`;
  const stage = [...REMINDERS, DISABLE_AGE].findLast((each) => each <= (age ?? 0));
  // Who has gone back is told anew, and of another day.
  if (kind === 'closing') return `${to}: closing ${keyTail} ${day}`;
  if (kind === 'way-opened') return `${to}: ${text}`;
  const isStaged = kind === 'reminder' || kind === 'machine';
  const once = kind === 'question' && text.startsWith('Once more') ? 'once more' : '';
  return `${to}: ${kind} ${keyTail} ${newerTail} ${isStaged ? stage : once}`;
}
