import type { Company } from '../company';
import type { Notice } from '../../../rules/notices';
import { withOwnKeys } from '../truth/disowned';
import { seenOn } from '../truth/due';
import { credentialIn, readOf, ruleOf, saysOf } from '../truth/kinds';
import { wantedBy } from '../truth/presses';
import type { Sighted } from '../truth/sightings';
import { exemptionOn, isEngineer, type Look } from '../truth/tags';
import {
  ageOn,
  fullRun,
  lookIn,
  lookOf,
  settledUsers,
  visibleStates,
  type Today,
} from '../truth/today';
import type { PromiseCheck } from './promise-check';
import { lastExemptDate, newerKeyOf, standingWarnings } from '../truth/warnings';
import type { TrueUser } from '../world/user-history';
import { DAY, plusDays } from '../world/calendar';
import { mayBeLeft } from '../truth/leavers';
import { isKnownUnused, mayBeUnused } from '../truth/unused';
import { isOn, stoppables, type TrueCredential } from '../world/credentials';
import { inventoryOf, type RunRecord } from '../world/run-record';

/**
 * While an exemption holds, nothing is planned for the key and nothing done to it. Past its end, and for a tag
 * that exempts from nothing, each stage is told as for any other key.
 */
export const anExemptionHasAnEnd: PromiseCheck = function* (company, today) {
  for (const disabling of today.disablings) {
    const { id, at, run } = disabling;
    // What somebody has pressed for goes at once.
    if (!run || wantedBy(company, disabling)) continue;
    const states = visibleStates(company.aws.ownerOf(id), at);
    const look = lookOf(company, run, at);
    if (
      states.length > 0 &&
      states.every(({ tags }) => exemptionOn(tags, look, company.story.rules) !== undefined)
    )
      yield `${id} was disabled while it was exempt`;
  }
  yield* warnedWhileExempt(company, today);
  const run = fullRun(today);
  if (run)
    for (const { id } of company.story.accounts)
      for (const user of settledUsers(company, run, id)) {
        yield* unwarned(company, run, user, id);
        yield* unwarnedOfNoUse(company, run, user, id);
      }
};

const warnings: ReadonlySet<string> = new Set<Notice['kind']>([
  ...(['key-reminder', 'second-key', 'key-unused', 'key-closing'] as const),
  ...(['credential-reminder', 'credential-old'] as const),
]);

function* warnedWhileExempt(company: Company, { runs }: Today) {
  for (const run of runs) {
    const planned = company.chronicle.plannedBy(run);
    if (planned.length === 0) continue;
    const exempt = [...run.visits].flatMap(([accountId, visit]) => {
      const look = lookIn(company, run, accountId);
      const users = inventoryOf(visit)?.users ?? [];
      return users.filter(({ tags }) => exemptionOn(tags, look, company.story.rules) !== undefined);
    });
    const ids = new Set(exempt.flatMap((user) => readOf(user).map(({ id }) => id)));
    for (const { notice } of planned) {
      const { id = '' } = credentialIn(notice) ?? {};
      if (warnings.has(notice.kind) && ids.has(id))
        yield `${notice.id} was planned while the key was exempt`;
    }
  }
}

/** An old credential of an engineer about which its owner does not know the latest stage. */
function* unwarned(company: Company, run: RunRecord, user: TrueUser, accountId: string) {
  const look = lookIn(company, run, accountId);
  const { possible, certain } = company.sightings.knownTo(run, accountId);
  if (!isEngineer(user.tags) || exemptionOn(user.tags, look, company.story.rules) !== undefined)
    return;
  const seen = seenOn(run, accountId);
  for (const key of stoppables(user)) {
    const { do: what, remindAt } = ruleOf(company.story.rules, key.kind);
    const stage = remindAt.findLast((each) => each <= ageOn(key, run.now));
    // A date on which a run has found it exempt is one to its end.
    if ((possible.exemptOn(key.id) ?? '') >= look.date) continue;
    if (what === 'report' || stage === undefined) continue;
    if (newerKeyOf(withOwnKeys(user, key, certain), key)) continue;
    if (!isOn(key, run.endedAt ?? run.startedAt) || !seen(key)) continue;
    // Of a key that nobody uses it is told that, below, as long as it is to stop for that.
    const isUnused = mayBeUnused(company.story.rules, user, key, run.now.getTime());
    if (isUnused && !isKeptLong(company, certain, user, key, 'unused', look)) continue;
    // So is whoever may come with another way alone told that it stops for that.
    const isLeft = mayBeLeft(company, run, accountId, user, key);
    if (isLeft && !isKeptLong(company, certain, user, key, 'closing', look)) continue;
    const isWarned = what === 'disable' && isTold(company, certain, user, key, stage, look);
    if (!isWarned && !isToldWithoutDay(company, key, stage))
      yield `${key.id} of ${user.name} is ${ageOn(key, run.now)} days old, and its owner was not told`;
  }
}

/** Something keeps a key enabled that should have stopped for that, for longer than its owner was given. */
function isKeptLong(
  company: Company,
  known: Sighted,
  user: TrueUser,
  key: TrueCredential,
  about: 'unused' | 'closing',
  look: Look,
): boolean {
  const { rules } = company.story;
  const days = standingWarnings(company, known, user, key, about, look).map(({ day }) => day);
  // By the settings' own days, and a day more for what was told of late.
  const { graceDays } = ruleOf(rules, key.kind);
  return days.length > 0 && days.every((day) => plusDays(day, graceDays + 1) < look.date);
}

/** An engineer's key that nobody uses, and that stops neither for that nor for its age, as far as its owner knows. */
function* unwarnedOfNoUse(company: Company, run: RunRecord, user: TrueUser, accountId: string) {
  const look = lookIn(company, run, accountId);
  const { possible, certain } = company.sightings.knownTo(run, accountId);
  if (!isEngineer(user.tags) || exemptionOn(user.tags, look, company.story.rules) !== undefined)
    return;
  // What a second key has overtaken, and what a day of faults has left, is warned of by the next run.
  const since = run.startedAt - 2.5 * DAY;
  const isSettled = company.aws.ownerOf(user.keys[0]?.id ?? '')?.isUnchangedSince(since) === true;
  if (!isSettled || company.healthySince > since) return;
  for (const key of stoppables(user)) {
    if (key.kind !== 'access-key' || !isOn(key, run.endedAt ?? run.startedAt)) continue;
    if ((possible.exemptOn(key.id) ?? '') >= look.date) continue;
    if (newerKeyOf(withOwnKeys(user, key, certain), key)) continue;
    if (!isKnownUnused(company.story.rules, user, key, run, accountId)) continue;
    if (mayBeLeft(company, run, accountId, user, key)) continue;
    company.chronicle.count('key that nobody uses asked for its warnings');
    const isTold = ([undefined, 'unused'] as const).some(
      (about) => standingWarnings(company, certain, user, key, about, look).length > 0,
    );
    if (!isTold) yield `nobody uses ${key.id} of ${user.name}, and its owner was not told`;
  }
}

/** Of what Keyturn does not disable, or what ends by itself before its day, no message names a day that it stops. */
function isToldWithoutDay(
  { chronicle }: Company,
  { id, createdAt }: TrueCredential,
  stage: number,
) {
  return chronicle
    .about(id)
    .some(
      ({ facts, notice }) =>
        saysOf(facts) === 'is old' &&
        (facts.age ?? 0) >= stage &&
        Date.parse(notice.plannedAt) >= createdAt.getTime(),
    );
}

function isTold(
  company: Company,
  known: Sighted,
  user: TrueUser,
  key: TrueCredential,
  stage: number,
  look: Look,
) {
  if (lastExemptDate(company, known.exemptOn, user, key, look) !== undefined)
    company.chronicle.count('old key after its exemption');
  return standingWarnings(company, known, user, key, undefined, look).some(
    ({ shown }) => (shown.facts.age ?? 0) >= stage,
  );
}
