import type { IAMClient } from '@aws-sdk/client-iam';
import { asOfWords } from '../../../rules/calendar';
import { isUnknown, type IamUser, type Unknown } from '../../../rules/model';
import type { UserType } from '../../../rules/tags';
import type { Calls } from '../accounts/calls';
import type { CredentialReportRow } from './credential-report';
import { askMfa, askPassword } from './ask-password-and-mfa';
import { isEngineer, type UserDetails } from './whom-to-ask';

/** How somebody comes in without a key, and how well that is guarded. */
export type WaysIn = Pick<IamUser, 'password' | 'hasMfa' | 'mfaAsOf'>;

interface Reported {
  readonly row: CredentialReportRow | undefined;
  /** When the report was made; why there is none. */
  readonly reportAt: Date | Unknown;
}

/** What is known of all users before one of them is asked about anew. */
export interface Anew {
  /** Ids of users of whom it is known that they have an MFA device. */
  readonly usersWithApp: ReadonlySet<string>;
  /** What users without the tag `type` are taken for. */
  readonly untaggedAs?: UserType;
}

/** Why not stands with the account, once. */
export const noCredentialReport: Unknown = { unknown: 'there is no credential report' };

/** Why nothing is known of a user who is younger than the report: the next one has them. */
export function notInReport(reportAt: Date): Unknown {
  return { unknown: `the credential report${asOfWords(reportAt)}, does not have the user` };
}

/** As they were when the report was made; of whom it has no row, nothing is known, neither good nor bad. */
export function reportedWaysIn({ row, reportAt }: Reported): WaysIn {
  if (isUnknown(reportAt)) return { password: noCredentialReport, hasMfa: noCredentialReport };
  if (!row) {
    const unknown = notInReport(reportAt);
    return { password: unknown, hasMfa: unknown };
  }
  const { password, hasMfa } = row;
  return {
    password: password && (isUnknown(password) ? password : { ...password, asOf: reportAt }),
    hasMfa,
    ...(isUnknown(hasMfa) ? {} : { mfaAsOf: reportAt }),
  };
}

/**
 * As they are now: asks for what may have changed since the report was made, where somebody would be named for it or
 * be wrongly left out. A password of the report's is taken as of then, since only the next report knows of its change.
 */
export async function askWaysIn(
  iam: IAMClient,
  calls: Calls,
  { details, ...reported }: Reported & { readonly details: UserDetails },
  { usersWithApp, untaggedAs }: Anew,
): Promise<WaysIn> {
  const before = reportedWaysIn(reported);
  const passwordNow = () => askPasswordSince(iam, calls, details.name, reported);
  const isThere = before.password !== undefined && !isUnknown(before.password);
  const password = isThere ? before.password : await passwordNow();
  const mustHaveMfa = isEngineer(details, untaggedAs) || password !== undefined;
  if (!mustHaveMfa && !isUnknown(before.hasMfa)) return { ...before, password };
  const hasMfa = usersWithApp.has(details.id) || (await askMfa(iam, calls, details.name));
  // Before somebody is named for a password without a device: it may be gone.
  const isNamed = hasMfa === false && isThere && !isEngineer(details);
  return { hasMfa, password: isNamed ? await passwordNow() : password };
}

async function askPasswordSince(
  iam: IAMClient,
  calls: Calls,
  userName: string,
  { row, reportAt }: Reported,
): Promise<WaysIn['password']> {
  const setAt = await askPassword(iam, calls, userName);
  if (setAt === undefined || isUnknown(setAt)) return setAt;
  // It may have been changed any time since.
  if (isUnknown(reportAt)) return { changedAt: noCredentialReport };
  if (setAt >= reportAt) return { changedAt: setAt };
  const { password } = reportedWaysIn({ row, reportAt });
  return password && !isUnknown(password)
    ? password
    : { changedAt: { unknown: 'the credential report does not have it' } };
}
