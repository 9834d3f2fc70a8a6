import type { Company } from '../company';
import type { Notice } from '../../../rules/notices';
import { fullRun, type Today } from '../truth/today';
import { credentialIn, ruleOf, saysOf } from '../truth/kinds';
import { waitsFor } from '../truth/left-open';
import type { PromiseCheck } from './promise-check';
import { stoppables } from '../world/credentials';
import { DAY, HOUR, localDate } from '../world/calendar';
import { endOf, type NoticeLife } from '../world/notice-life';
import type { RunRecord } from '../world/run-record';
import type { Shown } from '../world/shown';

/**
 * Nobody is told what did not happen. Nobody is told twice, but where Slack's answer was lost before it was recorded; no stage is told on two runs;
 * nothing is dropped; what lies among the dead letters, and the ledger knows of, is named in the summary. (News of an event is not in
 * the ledger before it is delivered or the daily run finds the same: the dead letters' own alarm tells of it.)
 * CloudTrail is asked who uses a key once for each stage that somebody is to be told of, and never else.
 */
export const everyNoticeIsToldOnce: PromiseCheck = function* (company, today) {
  yield* untrue(company, today);
  yield* toldTwice(company, today);
  yield* stagesTwice(company, today);
  for (const { id } of company.chronicle.dropped)
    yield `${id} was taken from the queue, and nobody told`;
  yield* notTold(company, today);
  yield* toldOfRehearsal(company, today);
  yield* flooded(company, today);
  yield* unnamedDeadLetters(company, today);
  yield* askedInVain(company, today);
};

/** Whoever is told that something is disabled finds it off, or enabled again since. */
function* untrue({ aws }: Company, { shown }: Today) {
  for (const message of shown) {
    const { notice, facts, at } = message;
    const credential = credentialIn(notice);
    if (saysOf(facts) !== 'is disabled' || !credential) continue;
    const states = aws.ownerOf(credential.id)?.between(Date.parse(notice.plannedAt), at) ?? [];
    const held = states.flatMap((user) => (user ? stoppables(user) : []));
    if (!held.some(({ id, status }) => id === credential.id && status === 'Inactive'))
      yield `${nameOf(message)} was told, and it was never off`;
  }
}

function* toldTwice({ chronicle }: Company, { shown }: Today) {
  for (const message of shown) {
    if (message.recordedAt === undefined && message.lostBy === undefined)
      yield `${nameOf(message)} was shown and not recorded, without any fault`;
    const before = chronicle
      .of(message.notice)
      .filter((each) => each.at < message.at && isSameNews(each, message));
    if (before.length === 0) continue;
    if (before.some(({ recordedAt }) => recordedAt !== undefined))
      yield `${nameOf(message)} was told twice`;
    else chronicle.count('second message, since the first one’s answer or record was lost');
  }
}

/** The team may see among the copies what it is asked later to pass on. */
function isSameNews(before: Shown, { step, facts }: Shown): boolean {
  if (before.step === 'owner' || step === 'owner') return before.step === step;
  return before.step === step || before.step === 'team' || !facts.isPassedOn;
}

/** The stage that a reminder's age stands for. */
function stageOf({ story: { rules } }: Company, { facts, notice }: Shown): number | undefined {
  const { age = 0 } = facts;
  const { remindAt, stopAt } = ruleOf(rules, credentialIn(notice)?.kind ?? 'access-key');
  const stages = saysOf(facts) === 'stops' ? remindAt : [...remindAt, stopAt];
  return stages.findLast((stage) => stage <= age);
}

/** Of each key once, besides the stages of its age. */
const toldOnceAKey: ReadonlySet<Shown['facts']['kind']> = new Set([
  ...(['second-key', 'unused', 'closing'] as const),
]);

function* stagesTwice(company: Company, { shown }: Today) {
  const { chronicle, story, aws, sightings } = company;
  for (const message of shown) {
    const { facts, notice } = message;
    const isOfStage = ['stops', 'is old'].includes(saysOf(facts) ?? '');
    if (!isOfStage && !toldOnceAKey.has(facts.kind)) continue;
    const { id = '' } = credentialIn(notice) ?? {};
    // One that was reset, and is as new since, is another.
    const since = madeAt(company, id, message.at);
    const before = chronicle
      .about(id)
      .find(
        (each) =>
          each.at < message.at &&
          Date.parse(each.notice.plannedAt) >= since &&
          each.notice.id !== notice.id &&
          isSameNews(each, message) &&
          each.facts.kind === facts.kind &&
          each.facts.newerTail === facts.newerTail &&
          (!isOfStage || stageOf(company, each) === stageOf(company, message)),
      );
    if (!before) continue;
    const known = sightings.possible.by(message.at);
    // So is a second key that was off in between.
    const alone = facts.kind === 'second-key' ? known.aloneAt(id) : undefined;
    if (alone !== undefined && alone >= Date.parse(before.notice.plannedAt)) continue;
    // So is what was told of a closing before `key` was given back.
    const userId = aws.ownerOf(id)?.at(message.at)?.id ?? '';
    const open = facts.kind === 'closing' ? known.openAt(userId) : undefined;
    if (open !== undefined && open >= Date.parse(before.notice.plannedAt)) continue;
    // Since a use, an enabling or a second key the time without use has begun anew.
    if (facts.kind === 'unused' && mayBeToldAnew(company, id, before, message)) continue;
    // After an exemption everything is told anew.
    const exempt = known.exemptOn(id) ?? '';
    const until = aws.ownerOf(id)?.at(message.at)?.tags['key-exempt-until'] ?? '';
    const first = localDate(story.timeZone, Date.parse(before.notice.plannedAt));
    if (exempt < first && until < first) yield `the stage of ${nameOf(message)} was told twice`;
  }
}

function mayBeToldAnew(
  { aws, chronicle, story: { rules } }: Company,
  id: string,
  before: Shown,
  message: Shown,
): boolean {
  const key = aws
    .ownerOf(id)
    ?.at(message.at)
    ?.keys.find((each) => each.id === id);
  const since = Math.max(key?.changedAt.getTime() ?? 0, key?.lastUsed?.at.getTime() ?? 0);
  const plannedAt = Date.parse(before.notice.plannedAt);
  const bySecond = chronicle
    .about(id)
    .some(({ facts, at }) => facts.kind === 'second-key' && at > plannedAt && at < message.at);
  return bySecond || since > plannedAt - (rules.unusedAge * DAY + HOUR);
}

function madeAt({ aws }: Company, id: string, instant: number): number {
  const user = aws.ownerOf(id)?.at(instant);
  const found = user && stoppables(user).find((each) => each.id === id);
  return found?.createdAt.getTime() ?? 0;
}

/** What nobody can see whether it is true waits, and is named in the summary where it may be. */
function* notTold(company: Company, today: Today) {
  const run = fullRun(today);
  if (!run) return;
  for (const life of company.chronicle.notices.values()) {
    if (endOf(life) !== undefined) continue;
    const { notice, teamAt, copyAt } = life;
    const waits = waitsFor(company, run, notice);
    if (waits === undefined) {
      const isSeen = (teamAt ?? copyAt) !== undefined;
      yield `${notice.id} is planned, and ${isSeen ? 'its owner' : 'the channel'} was not told`;
      continue;
    }
    company.chronicle.count(`notice that waits for ${waits}`);
    const isNamed = run.summary?.undelivered.some((line) => line.includes(wordsFor(notice)));
    if (waits === 'naming' && isNamed !== true)
      yield `${notice.id} waits till it can be seen if it is true, and the summary is silent`;
  }
}

/** Of an account that is only rehearsed nobody is told but of events, and those the team alone. */
function* toldOfRehearsal({ story }: Company, { shown }: Today) {
  for (const { notice, step, facts } of shown)
    if ('account' in notice && story.dryRunAccounts.includes(notice.account.id))
      if (step === 'owner' || !isNewsOfEvent(facts))
        yield `${notice.id} was told, and its account is only rehearsed`;
}

const news: ReadonlySet<Shown['facts']['kind']> = new Set([
  ...(['created', 'reenabled', 'credential', 'console-user', 'login-profile', 'mfa'] as const),
]);

function isNewsOfEvent({ kind }: Shown['facts']): boolean {
  return news.has(kind);
}

/**
 * Of what a run has for the channel twenty notices at most are messages of their own, but for those that the team must
 * pass on. Another run of the same time has its own; whether a notice may be shown again is asked above.
 */
function* flooded(_company: Company, { shown }: Today) {
  const alone = shown.filter(({ step, threadTs }) => step === 'copy' && threadTs === undefined);
  for (const [actor, messages] of Map.groupBy(alone, (each) => each.queuedBy)) {
    const { size } = new Set(messages.map(({ notice }) => notice.id));
    if (size > 20)
      yield `${size} notices of what began at ${new Date(actor?.startedAt ?? 0).toISOString()} are messages of their own`;
  }
}

function* unnamedDeadLetters({ chronicle }: Company, { runs }: Today) {
  for (const run of runs) {
    const { deadLetters, summary, result, now } = run;
    if (!summary || !result) continue;
    for (const notice of deadLetters) {
      // News of an event is planned when the run finds the same.
      const { plannedAt } = chronicle.lifeOf(notice)?.notice ?? notice;
      const isOfBefore = Date.parse(plannedAt) < now.getTime();
      if (!isOfBefore || !wasOpenAtLoad(run, notice, chronicle.lifeOf(notice))) continue;
      chronicle.count('dead letter to be named in a summary');
      if (!summary.undelivered.some((line) => line.includes(wordsFor(notice))))
        yield `${notice.id} lies among the dead letters, and the summary of ${summary.date} is silent`;
    }
  }
}

function* askedInVain({ chronicle }: Company, { runs }: Today) {
  for (const run of runs)
    for (const { askedWhoUses, isFinishKnown } of run.visits.values()) {
      if (new Set(askedWhoUses).size < askedWhoUses.length)
        yield `the run for ${run.now.toISOString()} asked twice who uses a key`;
      // Of two at once both ask, and one of them plans it.
      const planned = runs.flatMap((each) => chronicle.plannedBy(each));
      const told = planned.map(({ notice }) => credentialIn(notice)?.id);
      if (isFinishKnown)
        for (const id of askedWhoUses)
          if (!told.includes(id))
            yield `who uses …${id.slice(-4)} was asked, and nobody is told of it`;
    }
}

function wasOpenAtLoad(run: RunRecord, notice: Notice, life: NoticeLife | undefined): boolean {
  const loadedAt =
    notice.kind === 'daily-summary' ? run.endedAt : run.visits.get(notice.account.id)?.loadedAt;
  if (loadedAt === undefined) return false;
  return ((life && endOf(life)) ?? Infinity) > loadedAt;
}

function wordsFor(notice: Shown['notice']): string {
  if (notice.kind === 'daily-summary') return 'daily summary';
  const id = credentialIn(notice)?.id;
  return id === undefined ? notice.owner.userName : `…${id.slice(-4)}`;
}

function nameOf({ notice, recipient, facts }: Shown): string {
  return `${notice.id} (${facts.text.split('\n')[0]}) to ${recipient}`;
}
