import { ageInDays, earliest } from '../calendar';
import type { Decision } from '../decisions';
import { noticeId, type NoticeOf } from '../notices';
import type { UseFound } from '../unused';
import { dayByGrace, isStoppedByAgeBefore } from './by-grace';
import { because, keyFacts, personOf } from './context';
import { planDisabling } from './disabling';
import type { PlanFacts } from './facts';
import { whyNotDue } from './guards';
import { freshId, sendOnce, toldFirst } from './send-once';
import { countingUnused } from './warnings';
import { warnOrWait } from './warn-or-wait';

/**
 * An engineer's enabled key beside which there is no newer one, and that nobody uses: its owner is told, and it is
 * disabled `graceDays` after that was delivered. Undefined where it is in use, or nobody knows; and where its age stops it
 * no later: of one day alone is it told, and no use would put that off.
 */
export function planByUnused(facts: PlanFacts): Decision | undefined {
  const { unused, byUnused } = facts;
  if (unused?.is !== 'unused' || isStoppedByAgeBefore(facts, byUnused)) return undefined;
  const why = whyNotDue('unused', facts);
  if (byUnused.is === 'due' && !why)
    return planDisabling(
      facts,
      'unused',
      because(
        'unused-past-its-day',
        `${unused.text}; told on ${byUnused.warnedOn} that it stops on ${byUnused.stopsOn}`,
      ),
    );
  return warnOrWait(facts, warnOfUnused(facts, unused), why);
}

/** The notice of a key that nobody uses, or that it was told. */
export function warnOfUnused(
  facts: PlanFacts,
  unused: Extract<UseFound, { is: 'unused' }>,
): Decision {
  const { day, subject } = facts;
  return sendOnce(
    day,
    subject,
    unusedNotice(facts, unused.since),
    because('unused-found', unused.text),
  );
}

function unusedNotice(facts: PlanFacts, since: Date): NoticeOf<'key-unused'> {
  const { day, owner, credential: key, clock, unusedNotices } = facts;
  const { account, now, settings, usesAsOf } = day;
  const counting = countingUnused(unusedNotices, since, settings);
  return {
    kind: 'key-unused',
    // By unusedAge that was raised and set back an older one may count again, which was told.
    id: toldFirst(counting)?.id ?? freshId(day, noticeId.keyUnused(key.ref.id)),
    account,
    plannedAt: now.toISOString(),
    owner: personOf(owner),
    key: keyFacts(key, now),
    since: since.toISOString(),
    unusedDays: ageInDays({ createdAt: since }, earliest(now, usesAsOf)),
    stopsOn: dayByGrace(facts),
    graceDays: clock.graceDays,
    timeZone: settings.timeZone,
  };
}
