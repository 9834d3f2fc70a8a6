import assert from 'node:assert/strict';
import type { EvaluationResult } from '@cloud-copilot/iam-simulate';
import { parseArn } from '../../arn';
import type { PolicyDocument } from '../document';
import { runSimulation } from './simulation';
import { identityPolicy, readableKey, resourcePolicy } from './validated';

export interface Question {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** The account of a resource whose ARN names none. */
  readonly resourceAccountId?: string;
  readonly context?: Readonly<Record<string, string | string[]>>;
  readonly identityPolicies?: readonly PolicyDocument[];
  readonly resourcePolicy?: PolicyDocument;
}

/** What AWS would answer, by an implementation of its evaluation that is not ours. Bad documents and questions throw. */
export async function decide(question: Question): Promise<EvaluationResult> {
  const answer = await runSimulation(
    {
      request: {
        principal: question.principal,
        action: question.action,
        resource: {
          resource: question.resource,
          accountId: question.resourceAccountId ?? parseArn(question.resource)?.accountId ?? '',
        },
        contextVariables: Object.fromEntries(
          Object.entries(question.context ?? {}).map(([key, value]) => [readableKey(key), value]),
        ),
      },
      identityPolicies: (question.identityPolicies ?? []).map((policy, i) => ({
        name: `policy-${i}`,
        policy: identityPolicy(policy),
      })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: question.resourcePolicy && resourcePolicy(question.resourcePolicy),
    },
    {},
  );
  if (answer.resultType === 'error') assert.fail(JSON.stringify(answer.errors));
  return answer.overallResult;
}

export async function isAllowed(question: Question): Promise<boolean> {
  return (await decide(question)) === 'Allowed';
}
