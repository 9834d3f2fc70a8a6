import { latest } from '../calendar';
import type { Clock } from '../clocks';
import { credentialsOf, isSpokenOf } from '../credentials';
import type { Credential } from '../credentials/credential';
import { isUnknown, type AccessKey, type IamUser, type Unknown } from '../model';
import { noticeId } from '../notices';
import type { Day } from '../plan/context';
import { countingDelivery, isSettled } from '../plan/warnings';
import type { Settings } from '../settings';
import { findTag, tagKeys, userTypeOf } from '../tags';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What was known before a run, and by what numbers it plans. */
export interface Known extends Pick<Day, 'ledger' | 'noticesAbout'> {
  readonly settings: Pick<Settings, 'clocks' | 'modes' | 'unused' | 'unusedAge'>;
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
    // Each way in is told of, and what was proved meanwhile nobody sees here.
    findTag(user.tags, tagKeys.access) === undefined &&
    // That nobody has closed `key` after all, which was forced, is to be remembered.
    known.ledger.moves.get(user.id)?.forced === undefined &&
    enabled.length < 2 &&
    user.keys.every((key) => isDoneWith(key, known));
  if (!isPlain) return -Infinity;
  let quiet = Infinity;
  for (const credential of credentialsOf(user).seen) {
    const { ref, status, createdAt } = credential;
    // An earlier run has left something of it to a later one.
    if (known.ledger.credentials.get(ref.id)?.disabling) return -Infinity;
    if (status === 'Active' && modes[ref.kind] !== 'report' && isSpokenOf(ref.kind, type))
      quiet = Math.min(
        quiet,
        firstReminder(createdAt, clocks[ref.kind]),
        firstUnused(credential, known.settings),
      );
  }
  return Number.isNaN(quiet) ? -Infinity : quiet;
}

/** The ages go up from the first on. Of what is of no known age nobody is reminded. */
function firstReminder(since: Date | Unknown, { remindAt }: Pick<Clock, 'remindAt'>): number {
  if (isUnknown(since)) return Infinity;
  return since.getTime() + (remindAt[0] ?? 0) * DAY_MS;
}

/** At the earliest: whoever enabled it again gave it more. Of what is not known nothing follows. */
function firstUnused(
  { ref, createdAt, changedAt, lastUsed }: Credential,
  { unused, unusedAge }: Known['settings'],
): number {
  if (unused !== 'disable' || ref.kind !== 'access-key') return Infinity;
  if (isUnknown(createdAt) || isUnknown(lastUsed)) return Infinity;
  const since = latest(latest(createdAt, changedAt), lastUsed?.at);
  return since.getTime() + unusedAge * DAY_MS;
}

/** Whether no earlier run has left anything to be told of the key, or to be remembered, to a later one. */
function isDoneWith(key: AccessKey, { ledger, noticesAbout }: Known): boolean {
  const isNew = ledger.firstReadAt !== undefined && key.createdAt > ledger.firstReadAt;
  if (isNew && !isAnnounced(key, ledger)) return false;
  // That its owner may come with a key again has to be remembered; of one that is enabled also that it is alone again, and
  // that nothing is done any more about its not being used.
  const closing = noticeId.keyClosing(key.id);
  const warnings =
    key.status === 'Active'
      ? [closing, noticeId.secondKey(key.id, ''), noticeId.keyUnused(key.id)]
      : [closing];
  return !noticesAbout
    .get(key.id)
    ?.some(({ id }) => warnings.some((warning) => id.startsWith(warning)));
}

function isAnnounced({ id }: AccessKey, { notices }: Known['ledger']): boolean {
  const record = notices.get(noticeId.keyCreated(id));
  return record !== undefined && isSettled(record) && countingDelivery(record) !== undefined;
}
