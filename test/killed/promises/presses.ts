import { peopleInSlack } from '../cast';
import type { Pressed } from '../pressing';
import { isToDisable, nameOf, tailOf, type Facts } from './facts';

/** Promise 13: what Slack was told is taken is in the queue. */
export function* pressesLost({ fact }: Facts): Generator<string> {
  for (const done of fact.doneInSlack)
    if (done.isTaken && !done.isQueued)
      yield `${nameOfDone(done)}: Slack was told that it is taken, and it is not in the queue`;
}

/** Promises 12 and 13: a key that had to go is off, or it was said that it is not, or a dead letter says so. */
export function* pressesNotDone(facts: Facts): Generator<string> {
  for (const key of facts.fact.keys) {
    if (key.owner.type === undefined) continue;
    const presses = facts.pressesOf(key).filter(({ button }) => isToDisable(button));
    const first = presses.find(({ isTaken }) => isTaken);
    if (!first) continue;
    const changes = facts.switched.filter((each) => each.key === key);
    const before = changes.findLast(({ at }) => at < first.at)?.to ?? 'Active';
    if (before !== 'Active') continue;
    const isOff = changes.some(({ at, isOurs }) => isOurs && at >= first.at);
    if (isOff || deadOf(facts, presses) > 0 || isToldOfFailure(facts, first)) continue;
    yield `${nameOfDone(first)}: the key is enabled, and nobody was told of it`;
  }
}

/** Promise 13: whoever presses is told what came of it, each time once. */
export function* answersOf(facts: Facts): Generator<string> {
  const presses = facts.fact.doneInSlack.filter((each) => each.is === 'pressed');
  for (const [place, same] of Map.groupBy(presses, placeOf)) {
    const count = facts.distinct(answersIn(facts, place));
    const taken = same.filter(({ isTaken }) => isTaken).length - deadOf(facts, same);
    const whose = [...new Set(same.map(({ by }) => whoIs(by)))].join(' and ');
    if (count < taken) yield `${whose} pressed ${taken} times, and was answered ${count} times`;
    if (count > same.length)
      yield `${whose} pressed ${same.length} times, and was answered ${count} times`;
  }
}

/** Promise 13: the team is told of a press that disabled nothing, too, and of none twice. */
export function* reportedTooOften(facts: Facts): Generator<string> {
  for (const key of facts.fact.keys) {
    const reports = facts.about(key).filter(({ kind }) => kind === 'reported');
    const presses = facts.pressesOf(key).filter(({ button }) => isToDisable(button));
    const count = facts.distinct(reports);
    if (count > presses.length)
      yield `${nameOf(key)}: reported ${presses.length} times, of which the team was told ${count} times`;
  }
}

/** Whoever opened the app's home has seen one drawn then. */
export function* homesLost({ fact }: Facts): Generator<string> {
  const opened = fact.doneInSlack.filter((each) => each.is === 'opened' && each.isTaken);
  for (const [by, own] of Map.groupBy(opened, (each) => each.by)) {
    const dead = fact.dead.filter((each) => each.kind === 'home-opened' && each.by.id === by);
    const drawn = fact.homes.get(by) ?? 0;
    if (drawn < own.length - dead.length)
      yield `${whoIs(by)} opened the home ${own.length} times, and it was drawn ${drawn} times`;
  }
}

/** Where a press is answered: in a person's conversation, which is named; elsewhere seen by them alone. */
function placeOf({ by, channel }: Pressed): string {
  return channel.startsWith('D') ? channel : by;
}

/** In order. */
function answersIn({ messages, fact }: Facts, place: string) {
  const inConversation = messages.filter(({ kind, to }) => kind === 'answer' && to === place);
  const alone = fact.seenAlone.filter(({ seenBy }) => seenBy === place);
  return [...inConversation, ...alone].toSorted((a, b) => Number(a.ts) - Number(b.ts));
}

/** How many of such presses are dead letters. */
function deadOf({ fact }: Facts, presses: readonly Pressed[]): number {
  return fact.dead.filter(
    (action) =>
      action.kind === 'press' &&
      presses.some(
        ({ by, button, key }) =>
          action.by.id === by && action.button === button && action.on.credential.id === key.id,
      ),
  ).length;
}

function isToldOfFailure(facts: Facts, press: Pressed): boolean {
  const failure = new RegExp(`^🚨 You (?:wanted|said) .*…${tailOf(press.key)}`, 'u');
  return answersIn(facts, placeOf(press)).some(({ text }) => failure.test(text));
}

function nameOfDone(done: Facts['fact']['doneInSlack'][number]): string {
  const what =
    done.is === 'opened' ? 'opened the home' : `pressed ${done.button} of ${nameOf(done.key)}`;
  return `${whoIs(done.by)} ${what} at ${done.at.toISOString()}`;
}

function whoIs(by: string): string {
  return peopleInSlack.find(({ slackId }) => slackId === by)?.name ?? by;
}
