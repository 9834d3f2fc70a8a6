import type { Decision } from '../decisions';
import { noticeId, type NoticeOf } from '../notices';
import type { Proved } from '../person/proof';
import { dayByGrace, isStoppedByAgeBefore } from './by-grace';
import { because, keyFacts, nothing, personOf } from './context';
import { planDisabling } from './disabling';
import type { PlanFacts } from './facts';
import { whyNotDue } from './guards';
import { otherWaysOf } from './other-ways';
import { freshId, sendOnce } from './send-once';
import { warnOrWait } from './warn-or-wait';

/**
 * An engineer's enabled key whose owner's `key` is closed, and who has another way in that is proved: they are told, and it
 * is disabled `graceDays` after that was delivered. Undefined where `key` is open to them, and where another rule stops
 * the key no later: of one day alone are they told.
 */
export function planByMoved(facts: PlanFacts): Decision | undefined {
  const { isKeyOpen, subject, proved, byClosing } = facts;
  if (isKeyOpen) return undefined;
  const why = whyNotDue('moved', facts);
  if (!proved) return why && { do: 'nothing', subject, why };
  if (byClosing.is === 'due' && !why)
    return planDisabling(
      facts,
      'moved',
      because(
        'key-closed-past-its-day',
        `${closedInWords(facts)}; told on ${byClosing.warnedOn} that it stops on ${byClosing.stopsOn}`,
      ),
    );
  // Of the older of two its owner is told that one: what that rule does not stop, this one warns of then.
  if (facts.newer || isStoppedByAgeBefore(facts, byClosing)) return undefined;
  return warnOrWait(facts, warnOfClosing(facts, proved), why);
}

/** The warning that the key stops, or that it was told, or is another run's to tell. */
export function warnOfClosing(facts: PlanFacts, proved: Proved): Decision {
  const { day, subject, owner } = facts;
  const openAt = day.ledger.moves.get(owner.user.id)?.lastOpenAt;
  if (openAt && openAt >= day.now)
    return nothing(
      subject,
      'later-run',
      '`key` was open to its owner as of this run, or of a later one',
    );
  const why = because('key-closed', closedInWords(facts));
  return sendOnce(day, subject, closingNotice(facts, proved), why);
}

function closedInWords({ day, owner }: PlanFacts): string {
  const { access, keyUntil } = owner.tags;
  const others = otherWaysOf(day, owner).map(({ way }) => way);
  const since = access.includes('key') ? ` since the end of ${keyUntil}` : '';
  return `\`key\` is closed to its owner${since}, who has ${others.join(' and ')}`;
}

function closingNotice(facts: PlanFacts, proved: Proved): NoticeOf<'key-closing'> {
  const { day, owner, credential: key, clock, closingNotices } = facts;
  const { account, now, settings } = day;
  return {
    kind: 'key-closing',
    id: closingNotices.at(-1)?.id ?? freshId(day, noticeId.keyClosing(key.ref.id)),
    account,
    plannedAt: now.toISOString(),
    owner: personOf(owner),
    key: keyFacts(key, now),
    stopsOn: dayByGrace(facts),
    graceDays: clock.graceDays,
    timeZone: settings.timeZone,
    ways: otherWaysOf(day, owner),
    proof: proved.by,
  };
}
