import type { Company } from '../company';
import type { TrueUser } from '../world/user-history';
import { inventoryOf, type RunRecord } from '../world/run-record';
import { isOn, stoppables, type TrueCredential } from '../world/credentials';
import { withOwnKeys } from './disowned';
import { isReadOn, readOf } from './kinds';
import { exemptionOn, isEngineer, type Look } from './tags';
import { isOvertaken, lookIn, settledUsers } from './today';
import { isKnownProved } from './moves';
import { isKnownUnused } from './unused';
import { newerKeyOf, standingWarnings, whyNotDue, type Rule } from './warnings';

export interface OfUser {
  readonly user: TrueUser;
  readonly credential: TrueCredential;
}

/** What is still enabled, though the run must have found it past its day by what was shown and recorded when it began. */
export function dueCredentials(
  company: Company,
  run: RunRecord,
  accountId: string,
): readonly OfUser[] {
  if (isOvertaken(company, run, accountId)) return [];
  const look = lookIn(company, run, accountId);
  const seen = seenOn(run, accountId);
  return settledUsers(company, run, accountId)
    .filter(
      ({ tags }) => isEngineer(tags) && exemptionOn(tags, look, company.story.rules) === undefined,
    )
    .flatMap((user) =>
      stoppables(user)
        .filter(
          (credential) =>
            isOn(credential, run.endedAt ?? run.startedAt) &&
            seen(credential) &&
            isDue(company, run, accountId, user, credential, look),
        )
        .map((credential) => ({ user, credential })),
    );
}

/** Whether the run saw that it is on. Of other kinds than keys it need not see every one each day. */
export function seenOn(
  run: RunRecord,
  accountId: string,
): (credential: Pick<TrueCredential, 'kind' | 'id'>) => boolean {
  const visit = run.visits.get(accountId);
  const users = (visit && inventoryOf(visit)?.users) ?? [];
  const on = users.flatMap(readOf).filter((each) => isReadOn(each, visit?.readAt ?? 0));
  const ids = new Set(on.map(({ id }) => id));
  return ({ kind, id }) => kind === 'access-key' || ids.has(id);
}

function lastToldOfSecondKey({ chronicle }: Company, { id }: TrueCredential): number {
  const told = chronicle.about(id).filter(({ facts }) => facts.kind === 'second-key');
  return told.at(-1)?.at ?? 0;
}

function isDue(
  company: Company,
  run: RunRecord,
  accountId: string,
  user: TrueUser,
  credential: TrueCredential,
  look: Look,
): boolean {
  const { possible } = company.sightings.knownTo(run, accountId);
  const given: Parameters<typeof whyNotDue>[5] = (about) =>
    standingWarnings(company, possible, user, credential, about, look).filter(
      ({ shown: { recordedAt = Infinity, at } }) =>
        recordedAt < run.startedAt &&
        // What a second key overtook is warned of anew.
        (about !== 'unused' || at > lastToldOfSecondKey(company, credential)),
    );
  const own = withOwnKeys(user, credential, possible);
  const isDueBy = (rule: Rule) =>
    whyNotDue(rule, company, own, credential, run.now, given) === undefined;
  if (isDueBy('age') || isDueBy('second-key')) return true;
  if (isDueBy('moved') && isKnownProved(company, run, accountId, user)) return true;
  return (
    !newerKeyOf(own, credential) &&
    isKnownUnused(company.story.rules, user, credential, run, accountId) &&
    isDueBy('unused')
  );
}
