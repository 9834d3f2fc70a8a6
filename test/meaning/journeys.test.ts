import assert from 'node:assert/strict';
import { exampleAccounts } from './accounts';
import { companyOf, type Company } from './company';
import { decide } from './decide';
import { mfaOf, questionsOf } from './journey-questions';
import { journeys, type Journey, type Step } from './journeys';
import type { Principal } from './principal';
import { principalsOfExample } from './principals';

/** What AWS refuses whatever the policies say, by its documentation of each call. */
function isRefusedByAws({ hasDevice }: Pick<Journey, 'hasDevice'>, { by, action }: Step): boolean {
  const isWithMfa = mfaOf[by].includes('given');
  if (by === 'a password that must be changed')
    return !['iam:ChangePassword', 'iam:GetAccountPasswordPolicy'].includes(action);
  // Of GetSessionToken: "You cannot call any IAM API operations unless MFA authentication information is included".
  if (by === 'a session without MFA' && action.startsWith('iam:')) return true;
  if (by !== 'the access key itself' && action === 'sts:GetSessionToken') return true;
  // AWS's bulletin AWS-2023-001.
  return hasDevice && !isWithMfa && action === 'iam:EnableMFADevice';
}

describe('on their way', () => {
  let company: Company;
  let alice: Principal | undefined;
  before(async () => {
    company = companyOf(await exampleAccounts());
    alice = principalsOfExample(company).find(({ userName }) => userName === 'alice');
  });

  for (const journey of journeys)
    describe(journey.name, () => {
      for (const step of journey.steps)
        it(`${step.says}, with ${step.by}: ${step.answer}`, async () => {
          assert.ok(alice);
          assert.equal(isRefusedByAws(journey, step), step.answer === 'no, by AWS itself');
          if (step.answer === 'no, by AWS itself') return;
          for (const { who, asked } of questionsOf(step, alice)) {
            const { isAllowed, by } = await decide(company, who, asked);
            assert.equal(isAllowed, step.answer === 'yes', by.join(', '));
          }
        });
    });
});
