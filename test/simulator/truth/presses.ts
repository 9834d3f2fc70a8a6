import type { Company } from '../company';
import type { Disabling } from '../world/chronicle';
import { isOn, stoppables } from '../world/credentials';
import { RESPONDER } from '../world/press-hand';
import type { PressTry } from '../world/press-record';
import type { LastLook, RunRecord } from '../world/run-record';
import { isEngineer, isMachine } from './tags';
import { loadOf } from './today';

/** The simulator's own word on what a press may do, on purpose not that of the rules. */

/** Why a press that was tried then must do nothing, whatever its key is; undefined where it is of somebody's who may. */
export function whyNoRight(company: Company, attempt: PressTry): string | undefined {
  const { of: pressed, looks, visits } = attempt;
  const { press, under, isForwarded, keyId, accountId } = pressed;
  const { chronicle } = company;
  const loadedAt = visits.get(accountId)?.loadedAt ?? attempt.startedAt;
  if (press.button === 'mine' || press.button === 'look-now') return `it was ${press.button}`;
  if (isForwarded) return 'it was pressed in a copy that somebody had forwarded';
  const withdrawnAt = chronicle.lifeOf(under.notice)?.withdrawnAt ?? Infinity;
  if (withdrawnAt < loadedAt) return 'its message was no longer true';
  if (chronicle.ended.some(({ id, at }) => id === keyId && at >= under.at && at < loadedAt))
    return 'the key was disabled since the message, and enabled again';
  const [look] = looks;
  if (!look) return 'nobody looked whose it is';
  if (press.button === 'disable-now')
    return press.by.id === RESPONDER ? undefined : 'who pressed may disable nothing';
  const { 'slack-id': owner } = look.user.tags;
  if (owner !== press.by.id) return `the key is ${owner}’s`;
  return isEngineer(look.user.tags) ? undefined : 'its owner is no engineer';
}

/** Why a press must leave the key as it was, by what the last look at it was shown; undefined where it is to go. */
export function whyKept(
  company: Company,
  { of: { press, accountId, keyId } }: PressTry,
  look: LastLook | undefined,
): string | undefined {
  if (!look) return 'nobody looked again';
  if (company.story.dryRunAccounts.includes(accountId)) return 'its account is only rehearsed';
  const key = stoppables(look.user).find(({ id }) => id === keyId);
  if (!key || !isOn(key, look.at)) return 'it was off or gone';
  const { tags } = look.user;
  const isOfTheirs = isEngineer(tags) || (press.button === 'disable-now' && isMachine(tags));
  return isOfTheirs ? undefined : `its owner’s type is ${tags['type']}`;
}

/** The try of a press that wanted what was done: its own doing, or a run's that has found it begun. */
export function wantedBy(company: Company, disabling: Disabling): PressTry | undefined {
  const { press, run, id, accountId } = disabling;
  if (press) return press.of.keyId === id ? press : undefined;
  return run && unfinishedFor(company, run, accountId, id);
}

/** The try of a press, of somebody's who may, that the run has found begun and not ended. */
export function unfinishedFor(
  company: Company,
  run: RunRecord,
  accountId: string,
  keyId: string,
): PressTry | undefined {
  const loadedAt = loadOf(run, accountId);
  return company.chronicle
    .pressesOf(keyId)
    .flatMap(({ tries }) => tries)
    .find(
      (attempt) =>
        (attempt.begunAt ?? Infinity) <= loadedAt &&
        (attempt.clearedAt ?? Infinity) > loadedAt &&
        whyNoRight(company, attempt) === undefined,
    );
}
