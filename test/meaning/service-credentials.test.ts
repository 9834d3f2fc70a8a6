import assert from 'node:assert/strict';
import {
  servicesWithCredentialAge,
  type ServiceWithCredentialAge,
} from '../../rules/credential-services';
import { engineerSelfManagement, type PolicyDocument } from '../../rules/policies';
import type { Account } from './accounts';
import { allAwsManagedPolicies } from './aws-managed-policies';
import { companyOf, type Company } from './company';
import { decide } from './decide';
import { decisionsOfIam, inWords } from './matrix';
import type { Mfa } from './principal';
import {
  aliceOf,
  casesOf,
  listed,
  withServiceCredentials,
  wrongServiceCredentials,
} from './service-credentials';
import { withMistake } from './mistakes';
import { aboutOne } from './things';

/** The answers that the rule does not want; the first of them alone where that is enough. */
async function wrongAnswers(company: Company, first = false): Promise<string[]> {
  const wrong: string[] = [];
  for (const { who, asked, isAllowed: expected } of casesOf(company)) {
    const { isAllowed, by } = await decide(company, who, asked);
    if (isAllowed !== expected)
      wrong.push(`${who.name}: ${JSON.stringify(asked)} is ${isAllowed}, by ${by.join(', ')}`);
    if (first && wrong.length > 0) break;
  }
  return wrong;
}

describe('where engineers may make service-specific credentials of their own', () => {
  let accounts: readonly Account[] = [];
  let company: Company;
  before(async () => {
    accounts = await withServiceCredentials();
    company = companyOf(accounts);
  });

  it('they make those that end in time, of the services listed, with MFA, and no others', async () => {
    assert.ok(casesOf(company).filter(({ isAllowed }) => isAllowed).length > 10);
    assert.deepEqual(await wrongAnswers(company), []);
  });

  it('they may do nothing else in IAM that they may not without', async () => {
    const sheet = { company, principals: [aliceOf(company, 'given'), aliceOf(company, 'unsaid')] };
    const more: string[] = [];
    for await (const decision of decisionsOfIam(sheet))
      if (!decision.isExpected) more.push(inWords(decision));
    // Whom the others ask for is in the request alone, which the sheet does not say.
    assert.deepEqual(more, [
      'alice, given, under / may iam:ListServiceSpecificCredentials on arn:aws:iam::111111111111:user/alice, by engineers-self-management/ManageOwnUser',
    ]);
  });

  for (const wrong of wrongServiceCredentials)
    it(`a wrong document is noticed: ${wrong.name}`, async () => {
      const [noticed] = await wrongAnswers(companyOf(withMistake(accounts, wrong)), true);
      assert.ok(noticed, 'nobody noticed');
    });

  describe('what such an API key is used for', () => {
    const everything: PolicyDocument = {
      Version: '2012-10-17',
      Statement: [{ Sid: 'All', Effect: 'Allow', Action: '*', Resource: '*' }],
    };
    const may = async (action: string, mfa: Mfa, given?: PolicyDocument) => {
      const alice = aliceOf(company, mfa);
      const place = { resource: 'by-hand', component: '', mechanism: '' };
      const policies = [...alice.policies, ...(given ? [{ ...place, document: given }] : [])];
      const asked = await aboutOne({ action, resource: '*', accountId: alice.accountId }, alice);
      return (await decide(company, { ...alice, policies }, asked)).isAllowed;
    };
    const calls = listed.flatMap((service) => callsOf(service as ServiceWithCredentialAge));

    for (const action of calls)
      it(`needs no MFA, and another policy that allows it: ${action}`, async () => {
        for (const mfa of ['unsaid', 'not given', 'given'] as const) {
          assert.equal(await may(action, mfa, everything), true);
          assert.equal(await may(action, mfa), false);
        }
      });

    // Of a service that is not listed, and what is not done with an API key.
    for (const action of [
      'logs:PutLogEvents',
      'bedrock:DeleteGuardrail',
      'cloudwatch:DeleteAlarms',
      'iam:CreateServiceSpecificCredential',
      's3:ListAllMyBuckets',
    ])
      it(`is not ${action}, which is denied without MFA whatever else allows it`, async () => {
        for (const mfa of ['unsaid', 'not given'] as const)
          assert.equal(await may(action, mfa, everything), false);
        assert.equal(await may(action, 'given', everything), true);
      });
  });
});

describe('what needs no MFA where a service is listed', () => {
  const ofAws: Readonly<Record<ServiceWithCredentialAge, readonly string[]>> = {
    'aws-external-anthropic.amazonaws.com': ['AnthropicLimitedAccess'],
    'bedrock.amazonaws.com': ['AmazonBedrockLimitedAccess', 'AmazonBedrockMantleInferenceAccess'],
    'cloudwatch.amazonaws.com': ['CloudWatchAPIKeyAccess'],
    'logs.amazonaws.com': ['CloudWatchLogsAPIKeyAccess'],
  };
  for (const service of servicesWithCredentialAge)
    it(`is what AWS's own policies for its API keys allow: ${service}`, () => {
      const all = allAwsManagedPolicies();
      const allowed = ofAws[service].flatMap((name) =>
        (all.get(`arn:aws:iam::aws:policy/${name}`)?.Statement ?? []).flatMap(
          ({ Action }) => Action ?? [],
        ),
      );
      const calls = callsOf(service);
      assert.ok(calls.some((call) => call.endsWith(':CallWithBearerToken')));
      for (const call of calls) assert.ok(allowed.includes(call), call);
    });
});

/** What the denial without MFA leaves out for a service's sake. */
function callsOf(service: ServiceWithCredentialAge): string[] {
  const home = { partition: 'aws', accountId: '111111111111' };
  const leftOut = (services: readonly ServiceWithCredentialAge[]) =>
    engineerSelfManagement(home, { services, maximumAgeDays: 90 }).Statement.flatMap(
      ({ NotAction }) => NotAction ?? [],
    );
  const before = leftOut([]);
  return leftOut([service]).filter((each) => !before.includes(each));
}
