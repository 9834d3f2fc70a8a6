import assert from 'node:assert/strict';
import { documentProblem, readStatements } from '../../judging/policy-document';
import { beyondOwnUser, isOwnUserPolicyOfAws } from './beyond-own-user';

type Fields = Readonly<Record<string, unknown>>;

const beyond = (...statements: readonly Fields[]) =>
  beyondOwnUser(readStatements({ Statement: statements }));
const allow = (Action: unknown, Resource: unknown = '*') => ({ Effect: 'Allow', Action, Resource });
const create = 'iam:CreateAccessKey';
const createCredential = 'iam:CreateServiceSpecificCredential';
const account = '111111111111';
const name = '${aws:username}';

describe('what is no more than to manage one’s own user', () => {
  const anywhere: [what: string, action: string][] = [
    ['to make an MFA device, which nobody has yet', 'iam:CreateVirtualMFADevice'],
    ['to see what passwords must be like', 'iam:GetAccountPasswordPolicy'],
    ['to count what the account has', 'iam:GetAccountSummary'],
    ['to see the account’s name', 'iam:ListAccountAliases'],
    ['to find oneself in the console', 'iam:ListUsers'],
    ['to find one’s MFA device', 'iam:ListVirtualMFADevices'],
    ['to sign in at a command line', 'signin:AuthorizeOAuth2Access'],
    ['to stay signed in there', 'signin:CreateOAuth2Token'],
    ['to take on a role', 'sts:AssumeRole'],
    ['to see who one is', 'sts:GetCallerIdentity'],
    ['to begin a session with MFA', 'sts:GetSessionToken'],
    ['to say who one is in a role', 'sts:SetSourceIdentity'],
    ['to say what for', 'sts:TagSession'],
  ];
  for (const [what, action] of anywhere)
    it(`${what}, on whatever: ${action}`, () => {
      assert.deepEqual(beyond(allow(action)), []);
      assert.deepEqual(beyond(allow([action.toUpperCase(), 's3:*'])), ['s3:*']);
    });

  const own: [what: string, resource: unknown][] = [
    ['by name', `arn:aws:iam::${account}:user/${name}`],
    ['in other letters', `arn:aws:iam::${account}:user/\${AWS:UserName}`],
    ['under a path', `arn:aws:iam::${account}:user/people/${name}`],
    ['under any path', `arn:aws:iam::*:user/*/${name}`],
    ['in any account and partition', `arn:*:iam::*:user/${name}`],
    ['in China', `arn:aws-cn:iam::${account}:user/${name}`],
    ['in the account that they are of', `arn:aws:iam::\${aws:PrincipalAccount}:user/${name}`],
    ['in no account, which is nobody', `arn:aws:iam:::user/${name}`],
    ['by their MFA devices', [`arn:aws:iam::*:mfa/*`, `arn:aws:iam::${account}:sms-mfa/${name}`]],
  ];
  for (const [what, resource] of own)
    it(`is what one does of IAM on oneself ${what}`, () => {
      assert.deepEqual(beyond(allow([create, 'iam:*AccessKey*'], resource)), []);
      assert.deepEqual(beyond(allow(['IAM:Put*', 'sts:*', '*'], resource)), ['sts:*', '*']);
    });

  it('is to make oneself a service-specific credential that ends in time', () => {
    const Condition = {
      StringEquals: { 'iam:ServiceSpecificCredentialServiceName': 'bedrock.amazonaws.com' },
      NumericLessThanEquals: { 'iam:ServiceSpecificCredentialAgeDays': '90' },
    };
    const ownUser = `arn:aws:iam::${account}:user/${name}`;
    for (const action of [createCredential, 'iam:*ServiceSpecificCredential*', 'IAM:create*'])
      assert.deepEqual(beyond({ ...allow(action, ownUser), Condition }), []);
    // To see it and to take it away needs no condition.
    const others = ['Delete', 'List', 'Reset', 'Update'].map(
      (each) => `iam:${each}ServiceSpecific*`,
    );
    assert.deepEqual(beyond(allow(others, ownUser)), []);
  });

  it('is whatever is denied', () =>
    assert.deepEqual(beyond({ ...allow('*'), Effect: 'Deny' }, allow('sts:AssumeRole')), []));
});

describe('what is more than that', () => {
  const unended = `${createCredential} without an end within 90 days`;
  for (const action of [
    createCredential,
    createCredential.toUpperCase().replace('IAM', 'iam'),
    'iam:*ServiceSpecificCredential*',
    'iam:Create*',
    'iam:*',
    'iam:CreateServiceSpecificCredentia?',
  ])
    it(`is a service-specific credential of one’s own that need not end: ${action}`, () => {
      const ownUser = `arn:aws:iam::${account}:user/${name}`;
      assert.deepEqual(beyond(allow([create, action], ownUser)), [unended]);
      const StringEquals = { 'iam:ServiceSpecificCredentialServiceName': 'bedrock.amazonaws.com' };
      assert.deepEqual(beyond({ ...allow(action, ownUser), Condition: { StringEquals } }), [
        unended,
      ]);
    });

  const others: [what: string, resource: unknown][] = [
    ['everybody', '*'],
    ['another', `arn:aws:iam::${account}:user/grace`],
    ['whoever’s name begins alike', `arn:aws:iam::${account}:user/${name}-2`],
    ['whoever’s name ends alike', `arn:aws:iam::${account}:user/*${name}`],
    ['oneself and another', [`arn:aws:iam::*:user/${name}`, 'arn:aws:iam::*:user/grace']],
    ['nothing', []],
    ['what may be in another account of a like number', `arn:aws:iam::1*:user/${name}`],
    ['what is named as one’s user is', `arn:aws:s3:::b/arn:aws:iam::${account}:user/${name}`],
    ['a role of one’s name', `arn:aws:iam::${account}:role/${name}`],
  ];
  for (const [what, resource] of others)
    it(`is something of IAM on ${what}`, () =>
      assert.deepEqual(beyond(allow(create, resource)), [create]));

  it('is something on all but oneself, whoever that is', () => {
    const NotResource = `arn:aws:iam::*:user/${name}`;
    assert.deepEqual(beyond({ Effect: 'Allow', Action: create, NotResource }), [create]);
  });

  it('is everything but something', () =>
    assert.deepEqual(beyond({ Effect: 'Allow', NotAction: ['s3:*', 'iam:*'], Resource: '*' }), [
      'everything but s3:*, iam:*',
    ]));

  it('is named once, as it is written, of all statements', () =>
    assert.deepEqual(beyond(allow(['S3:Get*', 'ec2:*']), allow(['ec2:*', 'sqs:*'])), [
      'S3:Get*',
      'ec2:*',
      'sqs:*',
    ]));

  it('is not known of a statement that IAM could not read', () =>
    assert.equal(
      documentProblem(() => beyond({ Effect: 'Allow', Resource: '*' })),
      'statement 1 has neither Action nor NotAction',
    ));
});

describe('AWS’s own policies of one’s own user', () => {
  const arn = (rest: string, partition = 'aws') => `arn:${partition}:iam::aws:policy/${rest}`;
  const cases: [what: string, policyArn: string, expected: boolean][] = [
    ['denies with a leaked key', arn('AWSCompromisedKeyQuarantine'), true],
    ['denies more', arn('AWSCompromisedKeyQuarantineV2'), true],
    ['denies still more', arn('AWSCompromisedKeyQuarantineV3'), true],
    ['denies everything', arn('AWSDenyAll'), true],
    ['denies, in China', arn('AWSDenyAll', 'aws-cn'), true],
    ['only denies', arn('AWSIAMIdentityCenterAllowListForIdentityContext'), true],
    ['signs in, for the MCP server', arn('AWSMCPSignInOAuthAccessPolicy'), true],
    ['makes credentials that never end', arn('IAMSelfManageServiceSpecificCredentials'), false],
    ['changes own password', arn('IAMUserChangePassword'), true],
    ['manages own SSH keys', arn('IAMUserSSHKeys'), true],
    ['signs in, for a command line', arn('SignInLocalDevelopmentAccess'), true],
    ['reads everything', arn('ReadOnlyAccess'), false],
    ['is under a path', arn('job-function/AWSDenyAll'), false],
    ['is under a path of that name', arn('AWSDenyAll/Other'), false],
    ['is another’s of that name', `arn:aws:iam::${account}:policy/AWSDenyAll`, false],
    [
      'is another’s under such a path',
      `arn:aws:iam::${account}:policy/${arn('AWSDenyAll')}`,
      false,
    ],
    ['has no ARN', 'AWSDenyAll', false],
  ];
  for (const [what, policyArn, expected] of cases)
    it(`${expected ? 'are' : 'are not'} one that ${what}: ${policyArn}`, () =>
      assert.equal(isOwnUserPolicyOfAws(policyArn), expected));
});
