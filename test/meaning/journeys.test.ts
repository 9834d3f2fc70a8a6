import assert from 'node:assert/strict';
import { exampleAccounts } from './accounts';
import { companyOf, type Company } from './company';
import { decide } from './decide';
import { journeys, type Credentials, type Journey, type Step } from './journeys';
import type { Mfa, Principal } from './principal';
import { principalsOfExample } from './principals';

const mfaOf: Readonly<Record<Credentials, readonly Mfa[]>> = {
  // What AWS says of MFA there is not documented.
  'a password that must be changed': ['not given', 'unsaid'],
  'the console without MFA': ['not given'],
  'the console with MFA': ['given'],
  'the access key itself': ['unsaid'],
  'the access key itself and a code': ['given'],
  'a session with MFA': ['given'],
  'a session without MFA': ['not given'],
};

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
          const accountId = step.on.split(':')[4] ?? alice.accountId;
          for (const mfa of mfaOf[step.by]) {
            const asked = { action: step.action, resource: step.on, accountId };
            const { isAllowed, by } = await decide(company, { ...alice, mfa }, asked);
            assert.equal(isAllowed, step.answer === 'yes', by.join(', '));
          }
        });
    });
});
