import type { Clock } from '../clocks';
import { credentialsOf, isSpokenOf } from '../credentials';
import { isUnknown, type AccessKey, type IamUser, type Unknown } from '../model';
import { noticeId } from '../notices';
import type { Day } from '../plan/context';
import { countingDelivery, isSettled } from '../plan/warnings';
import type { Settings } from '../settings';
import { findTag, tagKeys, userTypeOf } from '../tags';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What was known before a run, and by what numbers it plans. */
export interface Known extends Pick<Day, 'ledger' | 'noticesAbout'> {
  readonly settings: Pick<Settings, 'clocks' | 'modes'>;
}

/**
 * Until when no daily run decides anything about the user but to do nothing, or to report again what is wrong with
 * them: in milliseconds since 1970, `-Infinity` where that is not plain to see. What it says holds for as long as
 * nothing but time changes. `forecast.property.test.ts` holds it against the plan of every day.
 */
export function quietUntil(user: IamUser, known: Known): number {
  const { clocks, modes } = known.settings;
  const type = userTypeOf(user.tags);
  const enabled = user.keys.filter(({ status }) => status === 'Active');
  const isPlain =
    findTag(user.tags, tagKeys.exemptUntil) === undefined &&
    enabled.length < 2 &&
    user.keys.every((key) => isDoneWith(key, known));
  if (!isPlain) return -Infinity;
  let quiet = Infinity;
  for (const { ref, status, createdAt } of credentialsOf(user).seen) {
    // An earlier run has left something of it to a later one.
    if (known.ledger.credentials.get(ref.id)?.disabling) return -Infinity;
    if (status === 'Active' && modes[ref.kind] !== 'report' && isSpokenOf(ref.kind, type))
      quiet = Math.min(quiet, firstReminder(createdAt, clocks[ref.kind]));
  }
  return Number.isNaN(quiet) ? -Infinity : quiet;
}

/** The ages go up from the first on. Of what is of no known age nobody is reminded. */
function firstReminder(since: Date | Unknown, { remindAt }: Pick<Clock, 'remindAt'>): number {
  if (isUnknown(since)) return Infinity;
  return since.getTime() + (remindAt[0] ?? 0) * DAY_MS;
}

/** Whether no earlier run has left anything of the key to a later one. */
function isDoneWith(key: AccessKey, { ledger, noticesAbout }: Known): boolean {
  if (ledger.credentials.get(key.id)?.disabling) return false;
  const isNew = ledger.firstReadAt !== undefined && key.createdAt > ledger.firstReadAt;
  if (isNew && !isAnnounced(key, ledger)) return false;
  if (key.status === 'Inactive') return true;
  // That it is alone again has to be remembered.
  const ofSecondKey = noticeId.secondKey(key.id, '');
  return !noticesAbout.get(key.id)?.some(({ id }) => id.startsWith(ofSecondKey));
}

function isAnnounced({ id }: AccessKey, { notices }: Known['ledger']): boolean {
  const record = notices.get(noticeId.keyCreated(id));
  return record !== undefined && isSettled(record) && countingDelivery(record) !== undefined;
}
