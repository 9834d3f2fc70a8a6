import type { Company } from '../company';
import type { Disabling } from '../world/chronicle';
import type { TrueCredential } from '../world/credentials';
import type { RunRecord } from '../world/run-record';
import type { TrueUser } from '../world/user-history';
import { withOwnKeys } from './disowned';
import { proofOf } from './moves';
import { lookOf } from './today';
import { standingWarnings, whyNotDue, type About, type Rule } from './warnings';

/** A credential that a run disabled, as its last look was shown it. */
export interface LookedAt {
  readonly disabling: Disabling;
  readonly run: RunRecord;
  readonly user: TrueUser;
  readonly credential: TrueCredential;
}

/** Why it was not to be disabled by that rule, by the warnings that counted; undefined where it was. */
export function whyNotBy(
  rule: Rule,
  company: Company,
  { disabling, run, user, credential }: LookedAt,
): string | undefined {
  const { at, accountId, lastLook } = disabling;
  const { certain } = company.sightings.knownTo(run, accountId);
  const look = lookOf(company, run, lastLook?.at ?? at);
  const given = (about: About) =>
    standingWarnings(company, certain, user, credential, about, look).filter(
      ({ shown }) => shown.at < at,
    );
  const own = rule === 'second-key' ? withOwnKeys(user, credential, certain) : user;
  const why = whyNotDue(rule, company, own, credential, run.now, given);
  return why ?? (rule === 'moved' ? whyNotProved(company, disabling, user) : undefined);
}

/** Why its owner may have been left without a way in that works. */
export function whyNotProved(
  company: Company,
  { run, accountId, at }: Disabling,
  user: TrueUser,
): string | undefined {
  const openAt = run && company.sightings.knownTo(run, accountId).certain.openAt(user.id);
  return proofOf(company, user, at, openAt) === undefined
    ? 'no other way in of its owner was proved, nor the closing forced'
    : undefined;
}
