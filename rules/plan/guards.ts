import { firstReason } from '../first-reason';
import { daysOld } from '../counted';
import type { DueBy, Reason } from '../decisions';
import { because, ofNewerVersion } from './context';
import type { Facts, LastLookFacts, PlanFacts } from './facts';

/** Why the credential is not to be disabled; undefined where this guard has nothing against it. */
export type Guard = (facts: Facts) => Reason | undefined;

/**
 * The order of the rules, whichever one is due by: of all that is to be said against disabling it the first is the
 * reason. The plan and the last look ask the same lists. What only one of them asks, or asks at another place, is
 * marked so: a guard that is not marked is asked by both.
 */
export const everyRule: readonly Guard[] = [
  atPlan(hasNewerRecord),
  // Not by anybody: there is nothing to tell of.
  hasEnded,
  // Before who its owner is: it may be this run, or one at the same time, that has disabled it, and that must be told.
  isOff,
  // Before whose it is, too: nothing is asked of anybody there.
  isOnlyReported,
  hasNoType,
  // Of a machine's key neither: as long as these hold, nobody is told that it is old.
  atPlan(isExempt),
  atPlan(isMadeLater),
  isMachines,
  isOnlyReminded,
  // Nobody is told here, so of a machine that is the reason, exempt or not.
  atLastLook(isExempt),
];

/** By the rule that it is due by, after those; of what was reported, instead of those. */
export const guards: Readonly<Record<DueBy, readonly Guard[]>> = {
  age: [
    atPlan(isBeforeFirstReminder),
    // The last look does not read the ledger again: what was delivered stays so.
    atPlan(isNotWarnedOfAge),
    atPlan(isBeforeDayNamedByAge),
    isYoung,
  ],
  'second-key': [
    hasNoNewerKey,
    // Of such a key the plan's warning says that it is another run's to speak of.
    atLastLook(isNewerKeyMadeLater),
    atPlan(isNotWarnedOfSecondKey),
    atPlan(isBeforeDayNamedForSecondKey),
  ],
  unused: [
    // The last look asks IAM itself, and of now: the plan knows what the credential report did.
    isUsed,
    isUseUnknown,
    atPlan(isNotWarnedOfUnused),
    atPlan(isBeforeDayNamedForUnused),
  ],
  moved: [
    // The last look reads the tags again: `key` may have been given back.
    isOpenToOwner,
    atPlan(isNotProved),
    atLastLook(isProofGone),
    atPlan(isNotWarnedOfClosing),
    atPlan(isBeforeDayNamedForClosing),
  ],
  // It must go now, whatever anybody was told: no age, mode or exemption keeps it.
  reported: [atPlan(hasNewerRecord), hasEnded, isOff, hasNoType],
};

/** The first reason why it is kept, whichever it is due by. */
export function whyLeftAlone(facts: Facts): Reason | undefined {
  return firstReason(everyRule, facts);
}

/** The first reason why one that is not left alone is not due by that rule. */
export function whyNotDue(dueBy: DueBy, facts: Facts): Reason | undefined {
  return firstReason(guards[dueBy], facts);
}

/** The first reason of all why it is not to be disabled by that rule. */
export function whyNotDisabled(dueBy: DueBy, facts: Facts): Reason | undefined {
  const left = dueBy === 'reported' ? undefined : whyLeftAlone(facts);
  return left ?? whyNotDue(dueBy, facts);
}

/** A guard that the last look does not ask. */
function atPlan(guard: (facts: PlanFacts) => Reason | undefined): Guard {
  return (facts) => (facts.asker === 'plan' ? guard(facts) : undefined);
}

/** A guard that the plan does not ask. */
function atLastLook(guard: (facts: LastLookFacts) => Reason | undefined): Guard {
  return (facts) => (facts.asker === 'last-look' ? guard(facts) : undefined);
}

function hasNewerRecord({ isOfNewerVersion }: PlanFacts): Reason | undefined {
  return isOfNewerVersion ? ofNewerVersion : undefined;
}

function isOff({ isEnabled }: Facts): Reason | undefined {
  return isEnabled ? undefined : because('inactive', 'not enabled');
}

function hasEnded({ hasEnded: is }: Facts): Reason | undefined {
  return is ? because('ended', 'its own end has come') : undefined;
}

function isOnlyReported({ mode }: Facts): Reason | undefined {
  return mode === 'report' ? because('only-reported', 'its kind is only reported') : undefined;
}

function isOnlyReminded({ mode }: Facts): Reason | undefined {
  return mode === 'remind'
    ? because('only-reminded', 'those of its kind are reminded of, and not disabled')
    : undefined;
}

function hasNoType({ asker, ownerType }: Facts): Reason | undefined {
  if (ownerType !== undefined) return undefined;
  const never = asker === 'plan' ? ' and is never touched' : '';
  return because('invalid-tags', `its owner has no valid type${never}`);
}

function isExempt({ exemption }: Facts): Reason | undefined {
  return exemption === undefined ? undefined : because('exempt', exemption);
}

function isMadeLater({ isMadeLater: is }: Facts): Reason | undefined {
  return is ? because('made-later', 'made after the time that the run is for') : undefined;
}

function isMachines({ ownerType }: Facts): Reason | undefined {
  return ownerType === 'machine' ? because('machine', 'its owner is a machine') : undefined;
}

function isBeforeFirstReminder({ age, stage, clock }: PlanFacts): Reason | undefined {
  if (stage !== undefined) return undefined;
  return because('young', `${daysOld(age)}; the first reminder comes at ${clock.remindAt[0]}`);
}

function isNotWarnedOfAge({ byAge }: PlanFacts): Reason | undefined {
  return isNotWarned(byAge);
}

function isNotWarnedOfSecondKey({ bySecondKey }: PlanFacts): Reason | undefined {
  return isNotWarned(bySecondKey);
}

function isNotWarnedOfUnused({ byUnused }: PlanFacts): Reason | undefined {
  return isNotWarned(byUnused);
}

function isOpenToOwner({ isKeyOpen }: Facts): Reason | undefined {
  return isKeyOpen ? because('key-open', '`key` is open to its owner') : undefined;
}

function isNotProved({ proved }: PlanFacts): Reason | undefined {
  return proved ? undefined : notProved;
}

function isProofGone({ isProofGone: is }: LastLookFacts): Reason | undefined {
  return is ? notProved : undefined;
}

const notProved = because(
  'not-proved',
  '`key` is closed to its owner, and no other way of theirs is proved',
);

function isNotWarnedOfClosing({ byClosing }: PlanFacts): Reason | undefined {
  return isNotWarned(byClosing);
}

function isNotWarned({ is }: PlanFacts['byAge']): Reason | undefined {
  return is === 'not-warned'
    ? because('waiting-for-delivery', 'no warning of it has arrived')
    : undefined;
}

/** Or before it is old: by settings that were others when the day was named. */
function isBeforeDayNamedByAge({ byAge, isOld }: PlanFacts): Reason | undefined {
  return isOld && byAge.is === 'due' ? undefined : waits(byAge);
}

function isBeforeDayNamedForSecondKey({ bySecondKey }: PlanFacts): Reason | undefined {
  return bySecondKey.is === 'due' ? undefined : waits(bySecondKey);
}

function isBeforeDayNamedForUnused({ byUnused }: PlanFacts): Reason | undefined {
  return byUnused.is === 'due' ? undefined : waits(byUnused);
}

function isBeforeDayNamedForClosing({ byClosing }: PlanFacts): Reason | undefined {
  return byClosing.is === 'due' ? undefined : waits(byClosing);
}

function waits(warned: PlanFacts['byAge']): Reason | undefined {
  if (warned.is === 'not-warned') return undefined;
  return because('waiting-for-its-day', `told that it stops on ${warned.stopsOn}`);
}

function isYoung({ age, isOld }: Facts): Reason | undefined {
  return isOld ? undefined : because('young', daysOld(age));
}

function isUsed({ unused }: Facts): Reason | undefined {
  return unused ? undefined : because('used', 'somebody uses it');
}

function isUseUnknown({ unused }: Facts): Reason | undefined {
  return unused?.is === 'unknown' ? because('not-known', unused.text) : undefined;
}

function hasNoNewerKey({ newerKey }: Facts): Reason | undefined {
  return newerKey === 'none' ? because('overtaken', 'no newer key is enabled') : undefined;
}

function isNewerKeyMadeLater({ newerKey }: Facts): Reason | undefined {
  return newerKey === 'made-later' ? because('overtaken', 'no newer key is enabled') : undefined;
}
