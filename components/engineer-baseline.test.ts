import { deploy, documentIn, refuses, typesByName, valueOf } from './testing/deployment';
import assert from 'node:assert/strict';
import { Provider } from '@pulumi/aws/provider';
import { EngineerBaseline, type EngineerBaselineArgs } from './engineer-baseline';

const deployRole = 'arn:aws:iam::222222222222:role/deploy';
const make = (args: EngineerBaselineArgs | undefined, opts: object) =>
  new EngineerBaseline('identity', args, opts);

describe('EngineerBaseline', () => {
  it('makes a group, its policy and the password policy', async () => {
    const deployment = await deploy((opts) => make(undefined, opts));
    assert.deepEqual(typesByName(deployment), {
      'identity-group': 'aws:iam/group:Group',
      'identity-self-management': 'aws:iam/groupPolicy:GroupPolicy',
      'identity-password-policy': 'aws:iam/accountPasswordPolicy:AccountPasswordPolicy',
    });
    assert.ok(deployment.children.every(({ parent }) => parent === 'identity'));
    assert.deepEqual(deployment.child('identity-group').inputs, { name: 'engineers' });
    assert.deepEqual(deployment.child('identity-password-policy').inputs, {
      minimumPasswordLength: 14,
      maxPasswordAge: 90,
      passwordReusePrevention: 24,
      requireLowercaseCharacters: true,
      requireUppercaseCharacters: true,
      requireNumbers: true,
      requireSymbols: true,
      hardExpiry: false,
      allowUsersToChangePassword: false,
    });
    const { group, name, policy } = deployment.child('identity-self-management').inputs;
    assert.deepEqual([group, name], ['engineers', 'self-management']);
    assert.match(String(policy), /arn:aws:iam::111111111111:user\/\$\{aws:username\}/);
    assert.equal(await valueOf(deployment.component.groupName), 'engineers');
  });

  it('lets all engineers assume the roles that it is given', async () => {
    const deployment = await deploy((opts) => make({ roleArns: [deployRole] }, opts));
    const child = deployment.child('identity-assume-roles');
    assert.equal(child.type, 'aws:iam/groupPolicy:GroupPolicy');
    assert.deepEqual(documentIn(child, 'policy'), {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'AssumeListedRolesWithMfa',
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Resource: [deployRole],
          Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
        },
      ],
    });
  });

  it('lets nobody make service-specific credentials of no service, whatever their age', async () => {
    const policyOf = async (args: EngineerBaselineArgs) =>
      (await deploy((opts) => make(args, opts))).child('identity-self-management').inputs['policy'];
    assert.equal(
      await policyOf({ serviceCredentials: [], maximumCredentialAgeDays: 30 }),
      await policyOf({}),
    );
  });

  it('makes no policy of no roles', async () => {
    const { children } = await deploy((opts) => make({ roleArns: [] }, opts));
    assert.equal(children.length, 3);
  });

  it('writes ARNs of the provider’s partition', async () => {
    const deployment = await deploy((opts) => make({}, opts), { partition: 'aws-us-gov' });
    assert.doesNotMatch(
      String(deployment.child('identity-self-management').inputs['policy']),
      /arn:aws:/,
    );
  });

  it('makes all with the provider that it is given', async () => {
    const { children } = await deploy((opts) => {
      const provider = new Provider('identity-account', { region: 'eu-central-1' });
      return make({ roleArns: [deployRole] }, { ...opts, provider });
    });
    assert.equal(children.length, 4);
    for (const { provider } of children) assert.match(provider, /::identity-account::/);
  });

  const wrong: [Partial<EngineerBaselineArgs>, string, RegExp][] = [
    [{ groupName: 'the engineers' }, 'groupName', /found "the engineers"/],
    [{ path: 'engineers' }, 'path', /begins and ends with/],
    [{ roleArns: ['deploy'] }, 'roleArns', /item 0: expected the ARN of one role, found "deploy"/],
    [{ roleArns: [deployRole, `${deployRole}*`] }, 'roleArns', /item 1/],
    [{ minimumPasswordLength: 13 }, 'minimumPasswordLength', /from 14 to 128, found 13/],
    [{ minimumPasswordLength: 129 }, 'minimumPasswordLength', /found 129/],
    [{ maxPasswordAge: 91 }, 'maxPasswordAge', /from 1 to 90, found 91/],
    [{ maxPasswordAge: 0 }, 'maxPasswordAge', /found 0/],
    [{ maxPasswordAge: 30.5 }, 'maxPasswordAge', /whole number/],
    [
      { serviceCredentials: ['bedrock.amazonaws.com', 'codecommit.amazonaws.com'] },
      'serviceCredentials',
      /item 1: expected one of aws-external-.*, found "codecommit\.amazonaws\.com"/,
    ],
    [{ serviceCredentials: ['*'] }, 'serviceCredentials', /item 0/],
    [{ maximumCredentialAgeDays: 91 }, 'maximumCredentialAgeDays', /from 1 to 90, found 91/],
    [{ maximumCredentialAgeDays: 0 }, 'maximumCredentialAgeDays', /found 0/],
    [{ passwordReusePrevention: 25 }, 'passwordReusePrevention', /from 1 to 24, found 25/],
  ];
  for (const [args, property, message] of wrong)
    it(`refuses ${JSON.stringify(args)}`, () => refuses(make, {}, args, property, message));

  it('says which property makes the group’s policies too long', async () => {
    const roleArns = Array.from({ length: 90 }, (_, i) => `${deployRole}-${i}`);
    await assert.rejects(
      deploy((opts) => make({ roleArns }, opts)),
      /roleArns: the policy for all of them has \d+ characters, and AWS takes \d+/,
    );
  });
});
