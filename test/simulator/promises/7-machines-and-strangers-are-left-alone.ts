import type { Company } from '../company';
import { seenOn } from '../truth/due';
import { credentialIn, ruleOf, saysOf } from '../truth/kinds';
import { hasVoidExemption, isEngineer, isMachine } from '../truth/tags';
import { wantedBy } from '../truth/presses';
import {
  ageOn,
  fullRun,
  REPEATED_WITHIN,
  settledUsers,
  visibleStates,
  type Today,
} from '../truth/today';
import type { PromiseCheck } from './promise-check';
import type { TrueUser } from '../world/user-history';
import type { RunRecord } from '../world/run-record';
import { isOn, stoppables } from '../world/credentials';

/**
 * Nothing of a machine, or of a user without a valid type, is disabled, but what a responder has pressed for; the one is told of, the other reported. Of what
 * is only reported nobody is told, and of what is only reminded of nobody is told that it stops.
 */
export const machinesAndStrangersAreLeftAlone: PromiseCheck = function* (company, today) {
  for (const disabling of today.disablings) {
    const { id, at } = disabling;
    if (wantedBy(company, disabling)?.of.press.button === 'disable-now') continue;
    const states = visibleStates(company.aws.ownerOf(id), at);
    if (states.length > 0 && !states.some(({ tags }) => isEngineer(tags)))
      yield `${id} was disabled, and its owner is no engineer`;
  }
  yield* outOfMode(company, today);
  const run = fullRun(today);
  if (!run) return;
  for (const { id } of company.story.accounts)
    for (const user of settledUsers(company, run, id))
      if (isMachine(user.tags)) yield* untoldMachine(company, run, user, seenOn(run, id));
  yield* unreported(company);
};

function* outOfMode({ story: { rules } }: Company, { shown }: Today) {
  for (const { notice, facts, recipient } of shown) {
    if (facts.kind === 'unused' && rules.unused === 'report')
      yield `${recipient} was told: ${facts.text.split('\n')[0]}, and what nobody uses is to be reported`;
    const credential = credentialIn(notice);
    const says = saysOf(facts);
    if (!credential || !says) continue;
    const { do: what } = ruleOf(rules, credential.kind);
    const isTooMuch = what === 'report' || (what === 'remind' && says !== 'is old');
    if (isTooMuch)
      yield `${recipient} was told: ${facts.text.split('\n')[0]}, and those of its kind are to be ${what}ed`;
  }
}

function* untoldMachine(
  { chronicle, story: { rules } }: Company,
  run: RunRecord,
  user: TrueUser,
  seen: ReturnType<typeof seenOn>,
) {
  if (user.tags['key-exempt-until'] !== undefined) return;
  for (const key of stoppables(user)) {
    const { do: what, remindAt, stopAt } = ruleOf(rules, key.kind);
    const stage = [...remindAt, stopAt].findLast((each) => each <= ageOn(key, run.now));
    if (what === 'report' || stage === undefined || !seen(key)) continue;
    if (!isOn(key, run.endedAt ?? run.startedAt)) continue;
    const told = chronicle
      .about(key.id)
      .filter(
        ({ facts, notice }) =>
          (facts.age ?? 0) >= stage && Date.parse(notice.plannedAt) >= key.createdAt.getTime(),
      );
    if (told.length === 0)
      yield `${key.id} of the machine ${user.name} is old, and nobody was told`;
  }
}

/** Whoever was wrong for a while in which everything went well must have been named. */
function* unreported({ aws, chronicle, clock, healthySince, story: { rules } }: Company) {
  if (clock.now - healthySince < REPEATED_WITHIN) return;
  const lines = chronicle.runs
    .filter(({ startedAt }) => startedAt >= clock.now - REPEATED_WITHIN)
    .flatMap(({ summary }) => summary?.findings ?? []);
  for (const user of aws.users) {
    const { now } = user;
    if (!now || !user.isUnchangedSince(clock.now - REPEATED_WITHIN)) continue;
    const isWrong = !isEngineer(now.tags) && !isMachine(now.tags);
    const today = new Date(clock.now).toISOString().slice(0, 10);
    const isVoid = hasVoidExemption(now.tags, { date: today, seenOn: today }, rules);
    if ((isWrong || isVoid) && !lines.some((line) => line.includes(` ${now.name}: the tag `)))
      yield `the tags of ${now.name} are wrong, and no summary says so`;
  }
}
