import type { Company } from '../company';
import { whyNotBy, whyNotProved } from '../truth/allowed';
import { proofOf } from '../truth/moves';
import { wantedBy } from '../truth/presses';
import { REPEATED_WITHIN } from '../truth/today';
import { causes } from '../truth/warnings';
import { isKeyClosedOn } from '../truth/ways';
import { DAY, localDate } from '../world/calendar';
import { stoppables } from '../world/credentials';
import type { PromiseCheck } from './promise-check';

/**
 * No key is disabled since its owner is to come without one, but where another way that is open to them, by the last look at
 * their tags, was used on as many days as the company says, or they have said that it works, or somebody has forced the
 * closing by name since `key` was last open; and where `key` is closed to them by the same look. Of whoever has none of
 * that the summary says each week that they keep their key.
 */
export const nobodyLosesTheirLastWayIn: PromiseCheck = function* (company, { disablings }) {
  const others = causes.filter((cause) => cause !== 'moved');
  for (const disabling of disablings) {
    const { run, lastLook, id } = disabling;
    if (!run || !lastLook || wantedBy(company, disabling)) continue;
    const { user } = lastLook;
    const credential = stoppables(user).find((each) => each.id === id);
    if (!credential) continue;
    const looked = { disabling, run, user, credential };
    if (others.some((rule) => whyNotBy(rule, company, looked) === undefined)) continue;
    company.chronicle.count('key disabled since its owner has another way in');
    const date = localDate(company.story.timeZone, run.now.getTime());
    const why = isKeyClosedOn(user.tags, date)
      ? whyNotProved(company, disabling, user)
      : '`key` was open to them';
    if (why !== undefined) yield `${user.name} lost ${id}, though ${why}`;
  }
  yield* unreported(company);
};

/** Whoever was in that state for a while in which everything went well must have been named. */
function* unreported({ aws, chronicle, clock, healthySince, story, weather }: Company) {
  const since = clock.now - REPEATED_WITHIN;
  if (healthySince > since) return;
  const lines = chronicle.runs
    .filter(({ startedAt }) => startedAt >= since)
    .flatMap(({ summary }) => summary?.findings ?? []);
  for (const history of aws.users) {
    const { now: user } = history;
    if (!user || !history.isUnchangedSince(since)) continue;
    // Of whom AWS lets nobody list the keys, nobody knows that there is an enabled one.
    const days = Array.from({ length: REPEATED_WITHIN / DAY + 1 }, (_, i) => since + i * DAY);
    if (days.some((at) => weather.hides('access-key', history.who, at))) continue;
    if (!isKeyClosedOn(user.tags, localDate(story.timeZone, since))) continue;
    const isProved = proofOf({ aws, chronicle, story }, user, clock.now, undefined) !== undefined;
    if (isProved || !user.keys.some(({ status }) => status === 'Active')) continue;
    chronicle.count('key of somebody whose other way is not proved');
    if (!lines.some((line) => line.includes(` ${user.name}: has \`key\` closed`)))
      yield `${user.name} keeps a key for want of proof, and no summary says so`;
  }
}
