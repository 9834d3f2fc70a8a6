import type { Company } from '../company';
import { hasVoidExemption, isEngineer, isMachine } from '../truth/tags';
import { ageOn, fullRun, REPEATED_WITHIN, settledUsers, visibleStates } from '../truth/today';
import type { PromiseCheck } from './promise-check';
import type { TrueUser } from '../world/aws';
import type { RunRecord } from '../world/chronicle';

/** No key of a machine, or of a user without a valid type, is disabled; the one is told of, the other reported. */
export const machinesAndStrangersAreLeftAlone: PromiseCheck = function* (company, today) {
  for (const { keyId, at } of today.disablings) {
    const states = visibleStates(company.aws.ownerOf(keyId), at);
    if (states.length > 0 && !states.some(({ tags }) => isEngineer(tags)))
      yield `${keyId} was disabled, and its owner is no engineer`;
  }
  const run = fullRun(today);
  if (!run) return;
  for (const { id } of company.story.accounts)
    for (const user of settledUsers(company, run, id))
      if (isMachine(user.tags)) yield* untoldMachine(company, run, user);
  yield* unreported(company);
};

function* untoldMachine(
  { chronicle, story: { rules } }: Company,
  { now }: RunRecord,
  { keys, tags, name }: TrueUser,
) {
  if (tags['key-exempt-until'] !== undefined) return;
  for (const key of keys) {
    const stage = [...rules.reminderAges, rules.disableAge].findLast(
      (each) => each <= ageOn(key, now),
    );
    if (key.status === 'Inactive' || stage === undefined) continue;
    const isTold = chronicle
      .about(key.id)
      .some(
        ({ facts, step }) =>
          facts.kind === 'machine' && step !== 'owner' && (facts.age ?? 0) >= stage,
      );
    const isToldAlone = chronicle.about(key.id).some(({ facts }) => (facts.age ?? 0) >= stage);
    if (!isTold && !isToldAlone)
      yield `${key.id} of the machine ${name} is old, and nobody was told`;
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
