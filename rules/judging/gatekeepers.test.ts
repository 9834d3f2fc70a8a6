import assert from 'node:assert/strict';
import type { PolicyDocument } from '../policies';
import { isAllowed } from '../policies/testing/decide';
import { gatekeepersOfAnybody } from './gatekeepers';
import { readStatements } from './policy-document';

const ours = 'arn:aws:account-access:eu-central-1:333333333333:application/aa-0123456789abcdef';
/** Of somebody else's IAM Identity Center, of one's own account at another time, and of no account access at all. */
const theirs = [
  'arn:aws:account-access:eu-central-1:999999999999:application/aa-0123456789abcdef',
  'arn:aws:account-access:eu-central-1:333333333333:application/aa-fedcba9876543210',
  'arn:aws:sso::333333333333:application/ssoins-0123456789abcdef/apl-0123456789abcdef',
];

const trustWith = (Condition?: object): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'AccountAccess',
      Effect: 'Allow',
      Principal: { Service: 'account-access.amazonaws.com' },
      Action: ['sts:AssumeRole', 'sts:SetContext', 'sts:TagSession'],
      ...(Condition && { Condition: Condition as Record<string, never> }),
    },
  ],
});

function isOfAnybody(document: PolicyDocument): boolean {
  return readStatements(document).some((each) => gatekeepersOfAnybody(each).length > 0);
}

/** Whether account access manager gets in on behalf of an application, as AWS would answer. */
function comesIn(document: PolicyDocument, application: string): Promise<boolean> {
  return isAllowed({
    principal: 'account-access.amazonaws.com',
    action: 'sts:AssumeRole',
    resource: 'arn:aws:iam::222222222222:role/deploy',
    context: {
      'aws:SourceArn': application,
      'aws:SourceAccount': application.split(':')[4] ?? '',
    },
    resourcePolicy: document,
  });
}

const source = { 'aws:SourceArn': ours, 'aws:SourceAccount': '333333333333' };

describe('account access in a trust, against an implementation of IAM', () => {
  const named: [string, object][] = [
    ['StringEquals', { StringEquals: source }],
    [
      'ArnEquals',
      {
        ArnEquals: { 'aws:SourceArn': ours },
        StringLike: { 'aws:SourceAccount': '333333333333' },
      },
    ],
    [
      'ArnLike',
      { ArnLike: { 'aws:SourceArn': ours }, StringEquals: { 'aws:SourceAccount': '333333333333' } },
    ],
    ['both, and MFA', { StringEquals: source, Bool: { 'aws:MultiFactorAuthPresent': 'true' } }],
  ];
  for (const [title, condition] of named)
    it(`names its application by ${title}, and no other one comes in`, async () => {
      const document = trustWith(condition);
      assert.equal(isOfAnybody(document), false);
      for (const each of theirs) assert.equal(await comesIn(document, each), false, each);
    });

  it('lets its own application in', async () => {
    assert.equal(await comesIn(trustWith({ StringEquals: source }), ours), true);
  });

  const ofAnybody: [string, object | undefined][] = [
    ['nothing', undefined],
    ['the account alone', { StringEquals: { 'aws:SourceAccount': '333333333333' } }],
    ['a pattern', { ArnLike: { 'aws:SourceArn': ours.replace(/aa-.*/, '*') } }],
    ['IfExists', { StringEqualsIfExists: { 'aws:SourceArn': ours.replace('aa-', 'ab-') } }],
    [
      'an application or another one',
      { StringEquals: { ...source, 'aws:SourceArn': [ours, theirs[1]] } },
    ],
  ];
  for (const [title, condition] of ofAnybody)
    it(`names no application by ${title}`, () => {
      assert.equal(isOfAnybody(trustWith(condition)), true);
    });

  it('is right about those, of whom another application comes in', async () => {
    for (const [title, condition] of ofAnybody.filter(([each]) => each !== 'IfExists')) {
      const answers = await Promise.all(theirs.map((each) => comesIn(trustWith(condition), each)));
      assert.ok(answers.includes(true), title);
    }
  });
});

describe('a provider of identities in a trust', () => {
  const trusts = (value: string, Condition?: object): PolicyDocument => ({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Web',
        Effect: 'Allow',
        Principal: { Federated: value },
        Action: 'sts:AssumeRoleWithWebIdentity',
        ...(Condition && { Condition: Condition as Record<string, never> }),
      },
    ],
  });
  const google = (Condition?: object) => isOfAnybody(trusts('accounts.google.com', Condition));

  it('is of anybody, unless the trust says whose by an exact value', () => {
    assert.equal(google(), true);
    for (const key of ['aud', 'oaud', 'sub'])
      assert.equal(google({ StringEquals: { [`accounts.google.com:${key}`]: 'app' } }), false, key);
    assert.equal(google({ StringLike: { 'accounts.google.com:aud': 'app' } }), false);
    for (const value of ['*', 'app*', 'ap?', '${aws:username}', ''])
      assert.equal(google({ StringLike: { 'accounts.google.com:aud': value } }), true, value);
    assert.equal(google({ StringEquals: { 'accounts.google.com:email': 'x' } }), true);
    assert.equal(google({ StringNotEquals: { 'accounts.google.com:aud': 'app' } }), true);
  });

  it('is one that many companies share by its own keys', () => {
    const keys = {
      'cognito-identity.amazonaws.com': ['aud'],
      'graph.facebook.com': ['app_id', 'id'],
      'www.amazon.com': ['app_id', 'user_id'],
    };
    for (const [provider, names] of Object.entries(keys)) {
      assert.equal(isOfAnybody(trusts(provider)), true, provider);
      for (const name of names)
        assert.equal(
          isOfAnybody(trusts(provider, { StringEquals: { [`${provider}:${name}`]: 'x' } })),
          false,
        );
    }
    const [statement] = readStatements(trusts('www.amazon.com'));
    assert.ok(statement);
    assert.equal(
      gatekeepersOfAnybody(statement)[0]?.wanted,
      'StringEquals on www.amazon.com:app_id, or www.amazon.com:user_id, without wildcards',
    );
  });

  it('is none of the kind of another principal', () => {
    const [statement] = trusts('x').Statement;
    const Principal = { Service: 'accounts.google.com' };
    assert.equal(
      isOfAnybody({
        Version: '2012-10-17',
        Statement: [{ ...statement, Principal }],
      } as PolicyDocument),
      false,
    );
  });
});

describe('account access in a trust', () => {
  it('is of anybody, unless exactly one application and its own account are named', () => {
    const of = (more: object) => isOfAnybody(trustWith({ StringEquals: { ...source, ...more } }));
    assert.equal(of({}), false);
    for (const account of ['x333333333333', '333333333333x', '999999999999'])
      assert.equal(of({ 'aws:SourceAccount': account }), true, account);
    for (const arn of [`x${ours}`, `${ours}/x`, theirs[0]])
      assert.equal(of({ 'aws:SourceArn': arn }), true, arn);
  });

  it('is named by one condition, whatever another one asks beside it', () => {
    const patterns = { 'aws:SourceArn': '*', 'aws:SourceAccount': '*' };
    assert.equal(isOfAnybody(trustWith({ StringEquals: source, StringLike: patterns })), false);
  });

  it('is of anybody by what is known, where that is enough', () => {
    const unknown = (key: string, known: object) =>
      trustWith({
        StringEquals: {
          ...known,
          get [key](): string {
            throw new RangeError('not known yet');
          },
        },
      });
    const arnUnknown = (known: object) => isOfAnybody(unknown('aws:SourceArn', known));
    for (const account of ['x333333333333', '333333333333x', ['333333333333', '999999999999']])
      assert.equal(arnUnknown({ 'aws:SourceAccount': account }), true, String(account));
    assert.equal(arnUnknown({}), true);
    assert.throws(() => arnUnknown({ 'aws:SourceAccount': '333333333333' }), RangeError);
    const accountUnknown = (known: object) => isOfAnybody(unknown('aws:SourceAccount', known));
    assert.equal(accountUnknown({}), true);
    assert.equal(accountUnknown({ 'aws:SourceArn': `${ours}/x` }), true);
    assert.throws(() => accountUnknown({ 'aws:SourceArn': ours }), RangeError);
  });
});
