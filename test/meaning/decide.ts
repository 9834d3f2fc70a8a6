import assert from 'node:assert/strict';
import type { RequestAnalysis } from '@cloud-copilot/iam-simulate';
import type { PolicyDocument } from '../../rules/policies';
import { runSimulation } from '../../rules/policies/testing/simulation';
import { identityPolicy, resourcePolicy } from '../../rules/policies/testing/validated';
import type { Company } from './company';
import type { Mfa, Principal } from './principal';

export interface Asked {
  /** Such as `iam:CreateAccessKey`. */
  readonly action: string;
  /** An ARN; or `*`, for what is about no resource, and for anything that it may be about. */
  readonly resource: string;
  /** Of the resource. */
  readonly accountId: string;
  /** What the request says beside who makes it. */
  readonly context?: Readonly<Record<string, string>>;
  /** Of a resource that the stacks did not make. */
  readonly resourcePolicy?: PolicyDocument;
}

export interface Answer {
  readonly isAllowed: boolean;
  /** The statements that decided, as `resource/Sid`; none where nobody allowed it. */
  readonly by: readonly string[];
}

/** What AWS answers with the documents as they are registered, by an implementation of its evaluation not ours. */
export async function decide(company: Company, who: Principal, asked: Asked): Promise<Answer> {
  const { action, resource, accountId } = asked;
  const registered = policyOf(company, asked);
  const document = asked.resourcePolicy ?? registered?.document;
  const answer = await runSimulation(
    {
      request: {
        principal: who.arn,
        action,
        resource: { resource, accountId },
        contextVariables: { ...contextOf(who), ...asked.context },
      },
      identityPolicies: who.policies.map((each) => ({
        name: each.resource,
        policy: identityPolicy(each.document),
      })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: document && resourcePolicy(document),
      ...(who.boundary && {
        permissionBoundaryPolicies: [{ name: 'boundary', policy: identityPolicy(who.boundary) }],
      }),
    },
    {},
  );
  if (answer.resultType === 'error')
    assert.fail(`${action} on ${resource}: ${JSON.stringify(answer.errors)}`);
  const analyses =
    answer.resultType === 'single'
      ? [answer.result.analysis]
      : answer.results.map(({ analysis }) => analysis);
  const decisive = analyses.find(({ result }) => result === 'Allowed') ?? analyses[0];
  const isNobodysToDeny =
    decisive?.result !== 'ExplicitlyDenied' && needsNoPolicy(company, who, asked);
  const isLetIn = who.letInto?.includes(resource) ?? true;
  return {
    isAllowed: isLetIn && (decisive?.result === 'Allowed' || isNobodysToDeny),
    by: decisive ? decidedBy(decisive, registered?.resource ?? '') : [],
  };
}

/** The trust policy of a role; of anything else its own policy. */
function policyOf({ roles, resourcePolicies }: Company, { action, resource }: Asked) {
  if (action.startsWith('sts:')) return roles.find(({ arn }) => arn === resource)?.trust;
  return resourcePolicies.get(resource);
}

/**
 * IAM users may get a session of their own unless a policy denies it; and change their password where the
 * account's password policy says so. The role of a permission set trusts Identity Center.
 */
function needsNoPolicy(company: Company, who: Principal, { action, resource }: Asked): boolean {
  if (who.kind === 'identity center') return action === 'sts:AssumeRoleWithSAML';
  if (who.userName === undefined) return false;
  if (action === 'sts:GetSessionToken') return true;
  return (
    company.everybodyChangesPasswords.includes(who.accountId) &&
    (action === 'iam:GetAccountPasswordPolicy' ||
      (action === 'iam:ChangePassword' && resource === who.arn))
  );
}

const saysMfa: Readonly<Record<Mfa, Readonly<Record<string, string>>>> = {
  given: { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': '60' },
  'not given': { 'aws:MultiFactorAuthPresent': 'false' },
  unsaid: {},
};

/** When they ask who do not say so. */
const today = '2027-01-15T09:00:00Z';

/** What AWS says of them in every request. */
function contextOf({
  arn,
  accountId,
  userName,
  mfa,
  tags,
  application,
  ...who
}: Principal): Record<string, string> {
  if (application !== undefined) return { ...contextOfApplication(application), ...saysMfa[mfa] };
  const [, role = '', session = ''] = arn.split('/');
  return {
    'aws:CurrentTime': who.at ?? today,
    'aws:PrincipalAccount': accountId,
    'aws:PrincipalOrgID': 'o-abcdefghij',
    'aws:RequestedRegion': 'us-east-1',
    'aws:SecureTransport': 'true',
    'aws:SourceIp': '203.0.113.20',
    ...(userName === undefined
      ? {
          'aws:PrincipalArn': who.roleArn ?? `arn:aws:iam::${accountId}:role/${role}`,
          'aws:PrincipalType': 'AssumedRole',
          'aws:userid': `AROAEXAMPLEROLE000001:${session}`,
        }
      : {
          'aws:PrincipalArn': arn,
          'aws:PrincipalType': 'User',
          'aws:userid': 'AIDAEXAMPLEUSER000001',
          'aws:username': userName,
        }),
    ...saysMfa[mfa],
    ...(who.sourceIdentity !== undefined && {
      [who.kind === 'audit role' ? 'aws:SourceIdentity' : 'sts:SourceIdentity']: who.sourceIdentity,
    }),
    ...Object.fromEntries(
      Object.entries(tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value]),
    ),
  };
}

/** What AWS says where a service calls on behalf of something. */
function contextOfApplication(application: string): Record<string, string> {
  return {
    'aws:SourceArn': application,
    'aws:SourceAccount': application.split(':')[4] ?? '',
    'aws:PrincipalIsAWSService': 'true',
    'aws:PrincipalServiceName': 'account-access.amazonaws.com',
    'aws:SecureTransport': 'true',
  };
}

function decidedBy(
  { identityAnalysis, resourceAnalysis, result }: RequestAnalysis,
  resource: string,
): string[] {
  const decisive = { Allowed: 'allowStatements', ExplicitlyDenied: 'denyStatements' } as const;
  if (result === 'ImplicitlyDenied') return [];
  const which = decisive[result];
  return [
    ...(identityAnalysis?.[which] ?? []).map((each) => `${each.policyId}/${each.statement.sid()}`),
    ...(resourceAnalysis?.[which] ?? []).map((each) => `${resource}/${each.statement.sid()}`),
  ];
}
