import type { Company } from '../company';
import { isOn, stoppables, type TrueCredential } from '../world/credentials';
import type { RunRecord } from '../world/run-record';
import type { TrueUser } from '../world/user-history';
import { seenOn } from './due';
import { isKnownProved, proofOf } from './moves';
import { exemptionOn } from './tags';
import { dateOfRun, lookIn, settledUsers } from './today';
import { isKeyClosedOn } from './ways';

/** The enabled keys of engineers to whom `key` is closed and of whom the run must have known that another way of theirs is proved. */
export function keysOfLeavers(
  company: Company,
  run: RunRecord,
  accountId: string,
): readonly { readonly user: TrueUser; readonly key: TrueCredential }[] {
  const look = lookIn(company, run, accountId);
  const seen = seenOn(run, accountId);
  return settledUsers(company, run, accountId)
    .filter(({ tags }) => exemptionOn(tags, look, company.story.rules) === undefined)
    .filter(({ tags }) => isKeyClosedOn(tags, look.date))
    .filter((user) => isKnownProved(company, run, accountId, user))
    .flatMap((user) =>
      stoppables(user)
        .filter((key) => key.kind === 'access-key' && seen(key))
        .filter((key) => isOn(key, run.endedAt ?? run.startedAt))
        .map((key) => ({ user, key })),
    );
}

/** Whether the run may have taken the key for one that is to stop since its owner has another way in. */
export function mayBeLeft(
  company: Company,
  run: RunRecord,
  accountId: string,
  user: TrueUser,
  { kind }: TrueCredential,
): boolean {
  const { certain } = company.sightings.knownTo(run, accountId);
  const until = run.endedAt ?? run.startedAt;
  return (
    kind === 'access-key' &&
    isKeyClosedOn(user.tags, dateOfRun(company, run)) &&
    proofOf(company, user, until, certain.openAt(user.id)) !== undefined
  );
}
