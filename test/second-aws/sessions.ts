import type { AwsCredentialIdentity } from '@aws-sdk/types';
import type { FunctionName } from '../../rules/names';
import type { Company } from './company';
import { accounts, type AccountName } from './people';

const externalId = `keyturn-${accounts.monitor}`;

export function roleOf(what: FunctionName): string {
  return `arn:aws:iam::${accounts.monitor}:role/keyturn-${what}`;
}

/** A session in the role of a function, as Lambda has it. */
export function functionSession(
  company: Company,
  what: FunctionName,
): Promise<AwsCredentialIdentity> {
  return company.sessionIn(roleOf(what));
}

/** A session in an account's audit role, for whoever has the credentials. */
export function auditSession(
  company: Company,
  account: AccountName,
  credentials: AwsCredentialIdentity,
  id: string | undefined = externalId,
): Promise<AwsCredentialIdentity> {
  const roleArn = `arn:aws:iam::${accounts[account]}:role/keyturn-audit`;
  return company.sessionIn(roleArn, { credentials, externalId: id });
}
