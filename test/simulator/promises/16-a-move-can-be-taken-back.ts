import type { Company } from '../company';
import { whyNotBy } from '../truth/allowed';
import { wantedBy } from '../truth/presses';
import { isOvertaken, lookIn } from '../truth/today';
import { causes } from '../truth/warnings';
import { isKeyClosedOn } from '../truth/ways';
import type { Shown } from '../world/shown';
import { stoppables } from '../world/credentials';
import { inventoryOf, type RunRecord } from '../world/run-record';
import type { PromiseCheck } from './promise-check';

/**
 * After `key` was given back, by the command or as a run has found it, no key is disabled since its owner has another way in, but where they were warned of
 * that anew so many days before; and a warning that was planned till then is told no more.
 */
export const aMoveCanBeTakenBack: PromiseCheck = function* (company, { disablings, shown }) {
  for (const disabling of disablings) {
    const { run, lastLook, id } = disabling;
    if (!run || !lastLook || wantedBy(company, disabling)) continue;
    const { user } = lastLook;
    const credential = stoppables(user).find((each) => each.id === id);
    if (!credential) continue;
    const whys = causes.map((cause) =>
      whyNotBy(cause, company, { disabling, run, user, credential }),
    );
    if (whys.every((why) => why !== undefined))
      yield `${id} of ${user.name} was disabled, though ${whys.at(-1)}`;
  }
  for (const message of shown)
    if (message.facts.kind === 'closing') yield* toldAfterwards(company, message);
};

/** A run had come to its end that found `key` open to them, and none has planned the warning since. */
function* toldAfterwards(company: Company, { notice, at, facts, recipient, step }: Shown) {
  const life = company.chronicle.lifeOf(notice);
  if (notice.kind !== 'key-closing' || step !== 'owner' || !life?.lastPlanned) return;
  const { lastPlanned } = life;
  const owner = company.aws.ownerOf(notice.key.id);
  const userId = owner?.at(at)?.id ?? '';
  const accountId = notice.account.id;
  const isSeenOpen = company.chronicle.runs.some((run) => {
    const { loadedAt = 0, finishedAt = Infinity } = run.visits.get(accountId) ?? {};
    const isAfter = loadedAt > lastPlanned.at && run.now.getTime() >= lastPlanned.for;
    return (
      isAfter &&
      finishedAt < at &&
      !isOvertaken(company, run, accountId) &&
      wasOpenTo(company, run, accountId, userId)
    );
  });
  if (isSeenOpen)
    yield `${recipient} was told ${facts.text.split('\n')[0]}, though \`key\` was found open to them before`;
}

function wasOpenTo(company: Company, run: RunRecord, accountId: string, userId: string): boolean {
  const visit = run.visits.get(accountId);
  const user = (visit && inventoryOf(visit)?.users)?.find(({ id }) => id === userId);
  const { date } = lookIn(company, run, accountId);
  return user !== undefined && !user.keysUnknown && !isKeyClosedOn(user.tags, date);
}
