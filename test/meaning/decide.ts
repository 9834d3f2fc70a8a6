import assert from 'node:assert/strict';
import type { EvaluationResult, RequestAnalysis } from '@cloud-copilot/iam-simulate';
import { runSimulation } from '../../rules/policies/testing/simulation';
import { identityPolicy, resourcePolicy } from '../../rules/policies/testing/validated';
import type { Company } from './company';
import type { Principal } from './principal';
import { requestOf, type Asked, type Request } from './request';

export interface Answer extends Pick<Judgement, 'by'> {
  readonly isAllowed: boolean;
}

/** What the policies say. */
export interface Judgement {
  readonly verdict: EvaluationResult;
  /** The statements that decided, as `resource/Sid`; none where nobody allowed it. */
  readonly by: readonly string[];
}

/** What AWS answers with the documents as they are registered, by an implementation of its evaluation not ours. */
export async function decide(company: Company, who: Principal, asked: Asked): Promise<Answer> {
  const { verdict, by } = await evaluate(requestOf(company, who, asked));
  return { isAllowed: isAllowedBy(verdict, company, who, asked), by };
}

/** What AWS answers where policies say that. */
export function isAllowedBy(
  verdict: EvaluationResult,
  company: Company,
  who: Principal,
  asked: Asked,
): boolean {
  if (!isLetInto(who, asked)) return false;
  if (verdict === 'ImplicitlyDenied') return needsNoPolicy(company, who, asked);
  return verdict === 'Allowed';
}

/** Whom Identity Center does not let in has no policy that is asked. */
export function isLetInto({ letInto }: Principal, { resource }: Asked): boolean {
  return letInto?.includes(resource) ?? true;
}

export async function evaluate(request: Request): Promise<Judgement> {
  const { principal, action, resource, accountId, context } = request;
  const answer = await runSimulation(
    {
      request: {
        ...{ principal, action, resource: { resource, accountId } },
        contextVariables: { ...context },
      },
      identityPolicies: request.policies.map((each) => ({
        name: each.resource,
        policy: identityPolicy(each.document),
      })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: request.resourcePolicy && resourcePolicy(request.resourcePolicy),
      ...(request.boundary && {
        permissionBoundaryPolicies: [
          { name: 'boundary', policy: identityPolicy(request.boundary) },
        ],
      }),
    },
    {},
  );
  if (answer.resultType === 'error')
    assert.fail(`${action} on ${resource}: ${JSON.stringify(answer.errors)}`);
  const results = answer.resultType === 'single' ? [answer.result] : answer.results;
  const analyses = results.map(({ analysis }) => analysis);
  const decisive = analyses.find(({ result }) => result === answer.overallResult);
  return {
    verdict: answer.overallResult,
    by: decisive ? decidedBy(decisive, request.registeredAs) : [],
  };
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
