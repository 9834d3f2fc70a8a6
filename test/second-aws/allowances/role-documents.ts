import {
  GetRoleCommand,
  GetRolePolicyCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import type { PolicyDocument, Statement } from '../../../rules/policies/document';
import type { Company } from '../company';
import type { AccountName } from '../people';

/** Gives the role a policy more: those of its statements that allow the action, each made into another. */
export async function widen(
  company: Company,
  account: AccountName,
  RoleName: string,
  action: string,
  into: (statement: Statement) => Statement,
): Promise<void> {
  const iam = company.iam(account);
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  const statements: Statement[] = [];
  for (const PolicyName of PolicyNames) {
    const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
    statements.push(...read(PolicyDocument).Statement.filter((each) => allows(each, action)));
  }
  if (statements.length === 0) throw new Error(`${RoleName} in ${account} may not ${action}`);
  await iam.send(
    new PutRolePolicyCommand({
      RoleName,
      PolicyName: `allowance-${action.replace(':', '-')}`,
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: statements.map(into),
      }),
    }),
  );
}

/** Rewrites what the role trusts. */
export async function rewriteTrust(
  company: Company,
  account: AccountName,
  RoleName: string,
  rewrite: (trust: PolicyDocument) => PolicyDocument,
): Promise<void> {
  const iam = company.iam(account);
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  const trust = rewrite(read(Role?.AssumeRolePolicyDocument));
  await iam.send(
    new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: JSON.stringify(trust) }),
  );
}

function allows({ Effect, Action = [] }: Statement, action: string): boolean {
  return Effect === 'Allow' && [Action].flat().includes(action);
}

/** IAM answers documents URL-encoded. */
function read(document: string | undefined): PolicyDocument {
  return JSON.parse(decodeURIComponent(document ?? '')) as PolicyDocument;
}
