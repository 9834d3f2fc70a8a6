import assert from 'node:assert/strict';
import { assumableRoleTrust } from './assumable-role-trust';
import { assumeListedRoles } from './assume-listed-roles';
import { documentLimits, sizeOf, type PolicyDocument } from './document';
import { isAllowed, type Question } from './testing/decide';

const identity = { partition: 'aws', accountId: '111111111111' };
const deploy = 'arn:aws:iam::222222222222:role/deploy';
const deployAtHome = 'arn:aws:iam::111111111111:role/deploy';
const alice = 'arn:aws:iam::111111111111:user/alice';
const goodContext = {
  'aws:MultiFactorAuthPresent': 'true',
  'aws:MultiFactorAuthAge': '60',
  'aws:PrincipalTag/type': 'engineer',
  'aws:PrincipalArn': alice,
};

interface Case extends Partial<Question> {
  readonly without?: keyof typeof goodContext;
  readonly trust?: () => PolicyDocument;
}

function ask({ without, trust, context, ...question }: Case): Question {
  const full: Record<string, string | string[]> = { ...goodContext, ...context };
  if (without) delete full[without];
  return {
    principal: alice,
    action: 'sts:AssumeRole',
    resource: deploy,
    identityPolicies: [assumeListedRoles([deploy, deployAtHome])],
    resourcePolicy: trust?.() ?? assumableRoleTrust(identity),
    ...question,
    context: full,
  };
}

const anything: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'All', Effect: 'Allow', Action: '*', Resource: '*' }],
};

describe('assuming a role', () => {
  const allowed: [string, Case][] = [
    ['an engineer with MFA, from another account', {}],
    ['an engineer with MFA, in the identity account itself', { resource: deployAtHome }],
    [
      'an engineer under a path',
      {
        principal: 'arn:aws:iam::111111111111:user/team/alice',
        context: { 'aws:PrincipalArn': 'arn:aws:iam::111111111111:user/team/alice' },
      },
    ],
    [
      'MFA that is just not too old',
      {
        trust: () => assumableRoleTrust(identity, { maxMfaAgeSeconds: 3600 }),
        context: { 'aws:MultiFactorAuthAge': '3600' },
      },
    ],
  ];
  for (const [name, question] of allowed)
    it(`works for ${name}`, async () => assert.equal(await isAllowed(ask(question)), true));

  const machine = { 'aws:PrincipalTag/type': 'machine' };
  const role = 'arn:aws:iam::111111111111:role/ci';
  const session = 'arn:aws:sts::111111111111:assumed-role/ci/alice';
  const refused: [string, Case][] = [
    ['without MFA in the console', { context: { 'aws:MultiFactorAuthPresent': 'false' } }],
    ['with the access key itself', { without: 'aws:MultiFactorAuthPresent' }],
    ['a user who is not tagged', { without: 'aws:PrincipalTag/type' }],
    ['a machine', { context: machine }],
    [
      'a role whose session is tagged as an engineer',
      { principal: session, context: { 'aws:PrincipalArn': role } },
    ],
    [
      'the root user of the identity account',
      {
        principal: 'arn:aws:iam::111111111111:root',
        context: { 'aws:PrincipalArn': 'arn:aws:iam::111111111111:root' },
      },
    ],
    [
      'an engineer of another account',
      {
        principal: 'arn:aws:iam::333333333333:user/alice',
        context: { 'aws:PrincipalArn': 'arn:aws:iam::333333333333:user/alice' },
      },
    ],
    ['a role that is not listed', { resource: 'arn:aws:iam::222222222222:role/admin' }],
    ['a role of that name under a path', { resource: 'arn:aws:iam::222222222222:role/x/deploy' }],
    ['an engineer with no role listed', { identityPolicies: [] }],
    ['an engineer with no role listed, at home', { identityPolicies: [], resource: deployAtHome }],
    [
      'MFA that is too old',
      {
        trust: () => assumableRoleTrust(identity, { maxMfaAgeSeconds: 3600 }),
        context: { 'aws:MultiFactorAuthAge': '3601' },
      },
    ],
    [
      'MFA of unknown age where it matters',
      {
        trust: () => assumableRoleTrust(identity, { maxMfaAgeSeconds: 3600 }),
        without: 'aws:MultiFactorAuthAge',
      },
    ],
    ['tagging the session', { action: 'sts:TagSession', identityPolicies: [anything] }],
  ];
  for (const [name, question] of refused)
    it(`does not work: ${name}`, async () => assert.equal(await isAllowed(ask(question)), false));

  it('is refused by the trust policy alone, whatever else a user may', async () => {
    for (const question of [
      { context: { 'aws:MultiFactorAuthPresent': 'false' } },
      { without: 'aws:MultiFactorAuthPresent' as const },
      { context: machine },
    ])
      for (const resource of [deploy, deployAtHome])
        assert.equal(
          await isAllowed(ask({ ...question, resource, identityPolicies: [anything] })),
          false,
        );
  });

  it('is refused by the engineer’s own policy alone, whatever a role trusts', async () => {
    const trust = (): PolicyDocument => ({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Everybody',
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111111111111:root' },
          Action: 'sts:AssumeRole',
        },
      ],
    });
    assert.equal(await isAllowed(ask({ trust })), true);
    assert.equal(await isAllowed(ask({ trust, without: 'aws:MultiFactorAuthPresent' })), false);
  });
});

describe('a role into which account access manager lets people', () => {
  const administrator = '444444444444';
  const applicationOf = (account: string, region = 'eu-central-1', id = '1234567890abcdef') =>
    `arn:aws:account-access:${region}:${account}:application/${id}`;
  const trust = () =>
    assumableRoleTrust(identity, { accountAccessApplicationArn: applicationOf(administrator) });
  const source = {
    'aws:SourceAccount': administrator,
    'aws:SourceArn': applicationOf(administrator),
  };
  const askService = (
    context: Record<string, string> = source,
    action = 'sts:AssumeRole',
    principal = 'account-access.amazonaws.com',
    resourcePolicy = trust(),
  ) => isAllowed({ principal, action, resource: deploy, resourcePolicy, context });

  for (const action of ['sts:AssumeRole', 'sts:SetContext', 'sts:TagSession'])
    it(`lets the application do ${action}`, async () =>
      assert.equal(await askService(source, action), true));

  const strangers: [string, Record<string, string>][] = [
    ['another application of the account', applicationOf(administrator, 'eu-central-1', 'other')],
    ['one of another region', applicationOf(administrator, 'us-east-1')],
    ["one of another company's", applicationOf('999999999999')],
    ["one of the role's own account", applicationOf('222222222222')],
    ['one whose id only begins so', `${applicationOf(administrator)}0`],
  ].map(([name = '', arn = '']) => [
    name,
    { 'aws:SourceArn': arn, 'aws:SourceAccount': arn.split(':')[4] ?? '' },
  ]);
  for (const [name, context] of [
    ...strangers,
    ['its ARN for another account', { ...source, 'aws:SourceAccount': '222222222222' }],
    ['nobody that is named', {}],
    ['its account alone', { 'aws:SourceAccount': administrator }],
    ['its ARN alone', { 'aws:SourceArn': applicationOf(administrator) }],
  ] satisfies [string, Record<string, string>][])
    it(`lets the service in for ${name} under no circumstances`, async () =>
      assert.equal(await askService(context), false));

  it('lets no other service in', async () => {
    for (const service of ['sso', 'signin', 'lambda', 'account', 'account-access-preview'])
      assert.equal(await askService(source, 'sts:AssumeRole', `${service}.amazonaws.com`), false);
  });

  it('lets nobody in who only says that they come from it', async () => {
    const context = { ...goodContext, ...source };
    for (const without of ['aws:MultiFactorAuthPresent', 'aws:PrincipalTag/type'] as const)
      assert.equal(await isAllowed(ask({ trust, context, without })), false);
    for (const action of ['sts:SetContext', 'sts:TagSession'])
      assert.equal(await isAllowed(ask({ trust, context, action })), false);
  });

  it('lets users in with MFA and not without, as before', async () => {
    assert.equal(await isAllowed(ask({ trust })), true);
    assert.equal(await isAllowed(ask({ trust, without: 'aws:MultiFactorAuthPresent' })), false);
  });

  it('lets the service in nowhere else', async () => {
    const before = assumableRoleTrust(identity);
    for (const action of ['sts:AssumeRole', 'sts:SetContext', 'sts:TagSession'])
      assert.equal(await askService(source, action, 'account-access.amazonaws.com', before), false);
  });

  it('is none where what is given is no ARN', () => {
    for (const accountAccessApplicationArn of ['', 'application/1234567890abcdef'])
      assert.throws(
        () => assumableRoleTrust(identity, { accountAccessApplicationArn }),
        new RangeError(`${accountAccessApplicationArn} is no application's ARN`),
      );
  });

  it('adds a statement, and changes nothing of the other', () => {
    const [own, ...more] = trust().Statement;
    assert.deepEqual([own], assumableRoleTrust(identity).Statement);
    assert.equal(more.length, 1);
  });
});

describe('assumeListedRoles', () => {
  it('is the same document whatever the order', () =>
    assert.deepEqual(
      assumeListedRoles([deploy, deployAtHome, deploy]),
      assumeListedRoles([deployAtHome, deploy]),
    ));

  for (const arn of [
    'arn:aws:iam::222222222222:role/*',
    'arn:aws:iam::*:role/deploy',
    'arn:aws:iam::222222222222:role/deploy?',
    'arn:aws:iam::222222222222:user/deploy',
    '*',
    '',
  ])
    it(`refuses ${JSON.stringify(arn)}`, () =>
      assert.throws(() => assumeListedRoles([deploy, arn]), RangeError));

  it('refuses to be empty', () => assert.throws(() => assumeListedRoles([]), RangeError));

  it('fits some 110 roles into a group', () => {
    const arns = Array.from({ length: 110 }, (_, i) => `${deploy}-${String(i).padStart(3, '0')}`);
    assert.ok(sizeOf(assumeListedRoles(arns)) <= documentLimits.groupInline);
  });
});

it('a trust policy is within IAM’s limit', () =>
  assert.ok(
    sizeOf(
      assumableRoleTrust(identity, {
        maxMfaAgeSeconds: 43200,
        accountAccessApplicationArn: `arn:aws:account-access:ap-northeast-1:444444444444:application/${'a'.repeat(256)}`,
      }),
    ) <= documentLimits.roleTrust,
  ));
