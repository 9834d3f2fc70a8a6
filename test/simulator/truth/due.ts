import type { Company } from '../company';
import type { TrueUser } from '../world/aws';
import type { TrueKey } from '../world/credentials';
import type { RunRecord } from '../world/chronicle';
import { exemptionOn, isEngineer, type Look } from './tags';
import { isOvertaken, lookIn, settledUsers } from './today';
import { standingWarnings, whyNotDue, type Rule } from './warnings';

/** Keys that are still enabled, though the run must have found them past their day by what was shown and recorded when it began. */
export function dueKeys(
  company: Company,
  run: RunRecord,
  accountId: string,
): readonly { readonly user: TrueUser; readonly key: TrueKey }[] {
  if (isOvertaken(company, run, accountId)) return [];
  const look = lookIn(company, run, accountId);
  return settledUsers(company, run, accountId)
    .filter(
      ({ tags }) => isEngineer(tags) && exemptionOn(tags, look, company.story.rules) === undefined,
    )
    .flatMap((user) =>
      user.keys
        .filter((key) => key.status === 'Active' && isDue(company, run, accountId, user, key, look))
        .map((key) => ({ user, key })),
    );
}

function isDue(
  company: Company,
  run: RunRecord,
  accountId: string,
  user: TrueUser,
  key: TrueKey,
  look: Look,
): boolean {
  const { possible } = company.sightings.knownTo(run, accountId);
  const given: Parameters<typeof whyNotDue>[5] = (newer) =>
    standingWarnings(company, possible, user, key, newer, look).filter(
      ({ shown: { recordedAt = Infinity } }) => recordedAt < run.startedAt,
    );
  const isDueBy = (rule: Rule) => whyNotDue(rule, company, user, key, run.now, given) === undefined;
  return isDueBy('age') || isDueBy('second-key');
}
