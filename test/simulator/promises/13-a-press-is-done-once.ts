import type { PressAnswer } from '../../../rules/presses/press-answer';
import type { Company } from '../company';
import { whyKept, whyNoRight } from '../truth/presses';
import { fullRun, type Today } from '../truth/today';
import type { ShownOfPress } from '../world/shown';
import { TEAM_CHANNEL } from '../world/slack';
import type { PressRecord, PressTry } from '../world/press-record';
import type { PromiseCheck } from './promise-check';

/**
 * However often a press is delivered, it disables once; it is done before it leaves the queue, or lies among the dead
 * letters, of which an alarm tells. Where the key was not disabled, though it was to be, the presser and the team are
 * told. The ledger knows of each disabling before it is done.
 */
export const aPressIsDoneOnce: PromiseCheck = function* (company, today) {
  const { chronicle } = company;
  for (const { press, id, isBegun } of today.disablings) {
    if (!press) continue;
    if (!isBegun) yield `${id} was disabled by a press, unknown to the ledger`;
    yield* doneTwice(company, press, id);
  }
  for (const pressed of chronicle.presses.values())
    if ((pressed.doneAt ?? 0) >= today.start) yield* notDone(company, pressed);
  yield* lost(company, today);
  yield* toldTwice(company, today);
  yield* untold(company, today);
};

/** Until it was told, nobody can say whether it was done. */
function* doneTwice({ chronicle }: Company, attempt: PressTry, keyId: string) {
  const loadedAt = attempt.visits.get(attempt.of.accountId)?.loadedAt ?? 0;
  const first = chronicle.disablings.find(({ press }) => press?.of === attempt.of);
  if (!first || first.press === attempt) return;
  const isTold = chronicle.ended.some(
    ({ id, at }) => id === keyId && at >= first.at && at < loadedAt,
  );
  if (isTold) yield `the same press disabled ${keyId} twice`;
}

function* notDone(company: Company, pressed: PressRecord) {
  const { press, answers, tries, keyId, doneAt = 0 } = pressed;
  if (answers.length === 0)
    yield `${press.button} of ${keyId} was done, and nobody told who pressed`;
  for (const { answer, at } of answers)
    if (answer.outcome === 'disabled' && !wasOff(company, pressed, at))
      yield `${press.by.id} was told that ${keyId} is disabled, and it never was`;
  const last = tries.findLast(({ end }) => end === 'done');
  if (!last || whyNoRight(company, last) !== undefined) return;
  if (whyKept(company, last, last.looks.at(-1)) !== undefined) return;
  company.chronicle.count('press that had to disable');
  const isAdmitted = answers.some(({ answer }) => answer.outcome === 'failed' && answer.tellsTeam);
  if (!wasOff(company, pressed, doneAt) && !isAdmitted)
    yield `${press.button} of ${keyId} was done, and the key is on`;
}

/** What is to be told of a press is told once, to who pressed and, where it must hear it, to the team. */
function* toldTwice({ chronicle }: Company, { start }: Today) {
  for (const [n, told] of chronicle.ofPresses.entries()) {
    const { about, recipient, seenBy, at } = told;
    if (at < start || about.kind !== 'press-answer') continue;
    const name = `${about.id} (${about.outcome}) to ${seenBy ?? recipient}`;
    if (told.recordedAt === undefined && told.lostBy === undefined)
      yield `${name} was told and not recorded, without any fault`;
    const before = chronicle.ofPresses.slice(0, n).filter((each) => isSame(each, told));
    if (before.some(({ recordedAt }) => recordedAt !== undefined)) yield `${name} was told twice`;
  }
}

/** The team hears of another reason for which the same press came to nothing; whoever pressed knows that it did. */
function isSame(one: ShownOfPress, other: ShownOfPress): boolean {
  return (
    one.about.kind === 'press-answer' &&
    other.about.kind === 'press-answer' &&
    one.about.id === other.about.id &&
    one.about.outcome === other.about.outcome &&
    isToTeam(one) === isToTeam(other) &&
    (!isToTeam(one) || one.about.code === other.about.code)
  );
}

function isToTeam({ recipient, seenBy }: ShownOfPress): boolean {
  return recipient === TEAM_CHANNEL && seenBy === undefined;
}

/** Of one key the team hears once a day what the same person's same button came to, however often they press it. */
function isSameNews({ about }: ShownOfPress, answer: PressAnswer): boolean {
  if (about.kind !== 'press-answer') return false;
  const news = ({ about: key, to, button, outcome, code, plannedAt }: PressAnswer) =>
    [key?.keyId, to.slackId, button, outcome, code, plannedAt.slice(0, 10)].join();
  return news(about) === news(answer);
}

function* untold({ chronicle }: Company, today: Today) {
  const run = fullRun(today);
  if (!run) return;
  for (const { answers } of chronicle.presses.values())
    for (const { answer, at } of answers) {
      const which = `${answer.id}/${answer.outcome}`;
      if (at > run.startedAt || chronicle.buriedAnswers.has(which)) continue;
      const told = chronicle.ofPresses.filter(
        ({ about }) =>
          about.kind === 'press-answer' &&
          about.id === answer.id &&
          about.outcome === answer.outcome,
      );
      if (!chronicle.untellable.has(which) && !told.some((each) => !isToTeam(each)))
        yield `${answer.to.slackId} was not told what came of ${answer.id}: ${answer.outcome}`;
      const isTeamsNews = (each: ShownOfPress) => isToTeam(each) && isSameNews(each, answer);
      if (answer.tellsTeam && !chronicle.ofPresses.some(isTeamsNews))
        yield `the team was not told what came of ${answer.id}: ${answer.outcome}`;
    }
}

function wasOff({ aws }: Company, { keyId, at: since }: PressRecord, until: number): boolean {
  const states = aws.ownerOf(keyId)?.between(since, until) ?? [];
  return states.some((user) => {
    const key = user?.keys.find(({ id }) => id === keyId);
    return key?.status !== 'Active';
  });
}

function* lost({ chronicle }: Company, today: Today) {
  const run = fullRun(today);
  if (!run) return;
  for (const { press, at, doneAt, buriedAt } of chronicle.presses.values())
    if (at < run.startedAt && (doneAt ?? buriedAt) === undefined)
      yield `${press.button} of ${press.on.user} is neither done nor a dead letter`;
}
