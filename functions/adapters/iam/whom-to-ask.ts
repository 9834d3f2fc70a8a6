import { ageInDays, latest } from '../../../rules/calendar';
import type { CredentialRecord } from '../../../rules/ledger';
import { isUnknown, type AccessKey, type IamUser } from '../../../rules/model';
import { findTag, tagKeys, userTypeOf, type UserType } from '../../../rules/tags';
import type { CredentialReportRow } from './credential-report';
import { rowAgrees } from './match-slots';

/** What GetAccountAuthorizationDetails says of a user. */
export type UserDetails = Pick<
  IamUser,
  'arn' | 'name' | 'id' | 'createdAt' | 'tags' | 'ownPolicies'
>;

/**
 * Whether the user's keys must be listed, since neither the report nor the ledger can be trusted for them: the
 * report may be four hours old, and its dates are not creation dates.
 * @param row the user's own row of the report
 * @param known what the ledger knows of the user's keys
 */
export function mustAsk(
  row: CredentialReportRow | undefined,
  known: readonly CredentialRecord[],
): boolean {
  return (
    row === undefined ||
    known.some(({ fingerprint }) => fingerprint !== row.fingerprint) ||
    !rowAgrees(row.slots, known.map(keyOfRecord))
  );
}

/** The key as it was when the record was made. */
export function keyOfRecord({
  credential: { id },
  status,
  createdAt,
}: CredentialRecord): Pick<AccessKey, 'id' | 'status' | 'createdAt'> {
  // Of a key that has expired neither call nor report says so: it is off.
  return { id, status: status === 'Active' ? 'Active' : 'Inactive', createdAt };
}

/** @param untaggedAs what users without the tag `type` are taken for */
export function isEngineer({ tags }: Pick<UserDetails, 'tags'>, untaggedAs?: UserType): boolean {
  const isUntagged = findTag(tags, tagKeys.type) === undefined;
  return (isUntagged ? untaggedAs : userTypeOf(tags)) === 'engineer';
}

/**
 * Whether today's decisions about the user need their keys as they are now.
 * @param dueAge the age in days from which on a key is looked at every day
 */
export function isDue(
  details: UserDetails,
  known: readonly CredentialRecord[],
  dueAge: number,
  now: Date,
): boolean {
  if (known.some(({ disabling }) => disabling)) return true;
  const enabled = known.filter(({ status }) => status === 'Active');
  return (
    isEngineer(details) &&
    (enabled.length > 1 || enabled.some((key) => ageInDays(key, now) >= dueAge))
  );
}

/**
 * Whether by the report an engineer has an enabled key that nobody uses: where those are disabled, it is asked whether the
 * key is there and enabled. What is not known makes nothing unused.
 */
export function seemsUnused(
  details: UserDetails,
  row: CredentialReportRow | undefined,
  unusedAge: number,
  now: Date,
): boolean {
  if (!row || !isEngineer(details)) return false;
  return row.slots.some(({ status, changedAt, lastUsed }) => {
    if (status !== 'Active' || isUnknown(lastUsed)) return false;
    const since = latest(changedAt ?? row.userCreatedAt, lastUsed?.at);
    return ageInDays({ createdAt: since }, now) >= unusedAge;
  });
}

/** The user's row, unless it is of a user of the same name who was there before. */
export function rowOfUser(
  { name, createdAt }: UserDetails,
  report: ReadonlyMap<string, CredentialReportRow>,
): CredentialReportRow | undefined {
  const row = report.get(name);
  const sinceThen = row && Math.abs(row.userCreatedAt.getTime() - createdAt.getTime());
  // The report counts whole seconds.
  return sinceThen !== undefined && sinceThen < 1000 ? row : undefined;
}
