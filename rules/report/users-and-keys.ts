import { ageInDays, dateIn } from '../calendar';
import { keyIdOf } from '../credentials/credential';
import { isUnknown, type AccessKey, type ConsolePassword, type Unknown } from '../model';
import { isExemptOn } from '../plan/exemption';
import { describeTagProblem } from '../read-tags';
import { exemptionOf } from './exemption-in-words';
import type { Forecast } from './forecast';
import { FORECAST_DAYS } from './play-month';
import type { ReportKey, ReportPassword, ReportUser } from './report';
import { referenceOf, type AuditedUser } from './subject';

export function reportUser(audited: AuditedUser, now: Date): ReportUser {
  const { user, tags } = audited;
  return {
    ...referenceOf(audited),
    ...defined({ type: tags.type, fullName: tags.fullName, slackId: tags.slackId }),
    createdAt: user.createdAt.toISOString(),
    hasMfa: isUnknown(user.hasMfa) ? 'unknown' : user.hasMfa,
    ...defined({
      mfaAsOf: user.mfaAsOf?.toISOString(),
      password: user.password && reportPassword(user.password, now),
      keys: user.keysUnknown && ('unknown' as const),
    }),
    tagProblems: tags.problems.map(describeTagProblem),
  };
}

function reportPassword(
  password: ConsolePassword | Unknown,
  now: Date,
): ReportPassword | 'unknown' {
  if (isUnknown(password)) return 'unknown';
  const { changedAt, lastUsedAt, expiresAt, asOf } = password;
  return {
    changedAt: isUnknown(changedAt) ? 'unknown' : changedAt.toISOString(),
    age: isUnknown(changedAt) ? 'unknown' : ageInDays({ createdAt: changedAt }, now),
    ...defined({
      lastUsedAt: isUnknown(lastUsedAt) ? ('unknown' as const) : lastUsedAt?.toISOString(),
      expiresAt: expiresAt?.toISOString(),
      asOf: asOf?.toISOString(),
    }),
  };
}

/** @param next by key id */
export function reportKey(
  audited: AuditedUser,
  key: AccessKey,
  next: string,
  timeZone: string,
  now: Date,
): ReportKey {
  const { exemptUntil } = audited.tags;
  const isExempt = isExemptOn(dateIn(timeZone, now), exemptUntil);
  return {
    ...referenceOf(audited),
    keyId: key.id,
    status: key.status,
    createdAt: key.createdAt.toISOString(),
    age: ageInDays(key, now),
    ...defined({
      lastUsed: reportUse(key.lastUsed, now),
      exemptUntil: isExempt ? exemptUntil : undefined,
      exemption: isExempt ? exemptionOf(audited.tags) : undefined,
    }),
    next,
  };
}

function reportUse(lastUsed: AccessKey['lastUsed'], now: Date): ReportKey['lastUsed'] {
  if (lastUsed === undefined || isUnknown(lastUsed)) return lastUsed;
  const { at, service, region } = lastUsed;
  return {
    at: at.toISOString(),
    daysAgo: ageInDays({ createdAt: at }, now),
    ...defined({ service, region }),
  };
}

/** What comes next for each key of an account, by key id: what the forecast has first, or why there is nothing. */
export function nextOf({ entries, firstRun }: Forecast): ReadonlyMap<string, string> {
  const next = new Map<string, string>();
  for (const { on, keyId, text } of entries)
    if (keyId !== undefined && !next.has(keyId)) next.set(keyId, `${on}: ${text}`);
  for (const decision of firstRun) {
    // A disabling of which only the telling is left is no entry of the forecast.
    if (decision.do !== 'nothing' && decision.do !== 'disable') continue;
    const keyId = keyIdOf(decision.subject.credential);
    if (keyId !== undefined && !next.has(keyId))
      next.set(keyId, `nothing in the next ${FORECAST_DAYS} days: ${decision.why.text}`);
  }
  return next;
}

/** JSON has no undefined: what is absent is left out. */
function defined<Fields extends object>(fields: Fields): Partial<Fields> {
  const there: Partial<Fields> = {};
  for (const name of Object.keys(fields) as (keyof Fields)[])
    if (fields[name] !== undefined) there[name] = fields[name];
  return there;
}
