import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PolicyDocument } from '../policies/document';
import { isAllowed } from '../policies/testing/decide';
import { administrators, isAdministratorPolicyOfAws } from './administrator';
import type { Holder } from './own-resources';
import { documentProblem, readStatements } from './policy-document';

type Fields = Readonly<Record<string, unknown>>;

const documentOf = (...Statement: readonly Fields[]) => ({ Version: '2012-10-17', Statement });
const all = { Effect: 'Allow', Action: '*', Resource: '*' };
const deny = (changes: Fields) => ({ ...all, Effect: 'Deny', ...changes });
const put = { ...all, Action: 'iam:PutUserPolicy' };
/** By a policy without an ARN, so that none of these is it. */
const onPolicies = (name: string) =>
  documentOf({ ...all, Resource: `arn:aws:iam::*:policy/${name}` });
const how = (document: unknown, holder?: Holder) =>
  administrators(readStatements(document), holder)?.action;

const account = '111111111111';
const ada = `arn:aws:iam::${account}:user/ada`;
const ownGroup = `arn:aws:iam::${account}:group/ops`;
const attached = `arn:aws:iam::${account}:policy/whatever`;
const bounds = `arn:aws:iam::${account}:policy/bounds`;
const holder = { userName: 'ada', groupName: 'ops', accountIds: [account] };
const bounded = { StringEquals: { 'iam:PermissionsBoundary': bounds } };
const administratorAccess = 'arn:aws:iam::aws:policy/AdministratorAccess';

/** What a person needs one of, to give themselves everything. */
const ways: readonly (readonly [action: string, resource: string, context?: Fields])[] = [
  ['iam:PutUserPolicy', ada],
  ['iam:AttachUserPolicy', ada, { 'iam:PolicyARN': administratorAccess }],
  ['iam:PutGroupPolicy', ownGroup],
  ['iam:AttachGroupPolicy', ownGroup, { 'iam:PolicyARN': administratorAccess }],
  ['iam:CreatePolicyVersion', attached],
];

/** Whether ada, with MFA, may do one of it, by an implementation of IAM that is not ours. */
async function isAdministrator(document: PolicyDocument): Promise<boolean> {
  const mayDo = ([action, resource, context]: (typeof ways)[number], more: Fields = {}) =>
    isAllowed({
      principal: ada,
      action,
      resource,
      context: {
        'aws:username': 'ada',
        'aws:MultiFactorAuthPresent': 'true',
        ...(context as Record<string, string>),
        ...(more as Record<string, string>),
      },
      identityPolicies: [document],
    });
  for (const way of ways) if (await mayDo(way)) return true;
  // Within a boundary, which they then take away.
  const bounded = { 'iam:PermissionsBoundary': bounds };
  if (!(await mayDo(['iam:DeleteUserPermissionsBoundary', ada], bounded))) return false;
  const onUser = ways.filter(([, resource]) => resource === ada);
  for (const way of onUser) if (await mayDo(way, bounded)) return true;
  return false;
}

const oneOrSome = (...texts: string[]) =>
  fc.oneof(fc.constantFrom(...texts), fc.uniqueArray(fc.constantFrom(...texts), { minLength: 1 }));
const actions = oneOrSome(
  '*',
  'iam:*',
  'IAM:*Policy',
  'iam:Put*',
  'iam:Attach?serPolicy',
  'iam:PutUserPolicy',
  'iam:AttachGroupPolicy',
  'iam:CreatePolicyVersion',
  'iam:*Boundary',
  'iam:Get*',
  's3:*',
);
const resources = oneOrSome(
  '*',
  'arn:aws:*',
  'arn:*',
  'arn:aws:iam',
  'arn:aws:iam::*:*',
  `arn:aws:iam::${account}:*`,
  `arn:aws:iam::1111*:user/*`,
  'arn:*:iam::*:group/*',
  'arn:aws:iam::*:user/${aws:username}',
  'arn:aws:iam::*:user/grace',
  ada,
  ownGroup,
  'arn:aws:iam::*:policy/*',
  'arn:aws:iam::222222222222:*',
  'arn:aws:s3:::*',
);
const conditions = {
  Allow: fc.constantFrom(
    undefined,
    { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    { ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/ReadOnlyAccess' } },
    { StringLike: { 'iam:policyarn': 'arn:aws:iam::aws:policy/*' } },
    { StringEquals: { 'iam:PermissionsBoundary': bounds } },
  ),
  // One that is always met would deny for good. That none is, is all that is claimed.
  Deny: fc.constantFrom(undefined, { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }),
};
const statementOf = (Effect: 'Allow' | 'Deny') =>
  fc
    .tuple(
      fc.tuple(fc.constantFrom('Action', 'NotAction'), actions),
      fc.tuple(fc.constantFrom('Resource', 'NotResource'), resources),
      conditions[Effect],
    )
    .map(([[action, named], [resource, reached], Condition]) => ({
      Effect,
      [action]: named,
      [resource]: reached,
      ...(Condition && { Condition }),
    }));
const statement = fc.oneof(statementOf('Allow'), statementOf('Deny'));

describe('administrators', () => {
  it('are those whom IAM would let write their own permissions', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(statement, { minLength: 1, maxLength: 4 }), async (statements) => {
        const document = documentOf(...statements);
        const expected = await isAdministrator(document as unknown as PolicyDocument);
        assert.equal(how(document, holder) !== undefined, expected);
      }),
      { numRuns: 120 },
    );
  });

  const cases: [string, unknown, string | undefined, Holder?][] = [
    ['one statement that is no list', { Statement: all }, 'iam:PutUserPolicy'],
    ['text', JSON.stringify(documentOf(all)), 'iam:PutUserPolicy'],
    ['nothing', documentOf(), undefined],
    ['users alone', documentOf({ ...all, Resource: 'arn:aws:iam::*:user/*' }), 'iam:PutUserPolicy'],
    [
      'groups alone',
      documentOf({ ...all, Resource: 'arn:aws:iam::*:group/*' }),
      'iam:PutGroupPolicy',
    ],
    [
      'policies alone',
      documentOf({ ...all, Resource: 'arn:aws:iam::*:policy/*' }),
      'iam:CreatePolicyVersion',
    ],
    ['roles alone', documentOf({ ...all, Resource: 'arn:aws:iam::*:role/*' }), undefined],
    ['a Deny of all the ways', documentOf(all, deny({ Action: 'iam:*' })), undefined],
    [
      'a Deny of one way',
      documentOf(all, deny({ Action: 'iam:PutUserPolicy' })),
      'iam:AttachUserPolicy',
    ],
    [
      'a Deny of users',
      documentOf(all, deny({ Resource: 'arn:aws:iam::*:user/*' })),
      'iam:PutGroupPolicy',
    ],
    ['a Deny with an empty condition', documentOf(all, deny({ Condition: {} })), undefined],
    [
      'a Deny that one can get around',
      documentOf(all, deny({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } })),
      'iam:PutUserPolicy',
    ],
    ['in China', documentOf({ ...all, Resource: 'arn:aws-cn:iam::*:*' }), 'iam:PutUserPolicy'],
    [
      'somebody by name, who may be the holder',
      documentOf({ ...all, Resource: ada }),
      'iam:PutUserPolicy',
      { userName: 'ada' },
    ],
    ['somebody by name, who is another', documentOf({ ...all, Resource: ada }), undefined],
    [
      'an account that may be the own one',
      documentOf({ ...all, Resource: `arn:aws:iam::${account}:*` }),
      'iam:PutUserPolicy',
    ],
    [
      'another account',
      documentOf({ ...all, Resource: `arn:aws:iam::${account}:*` }),
      undefined,
      { accountIds: ['222222222222'] },
    ],
    [
      'a boundary if there is one',
      documentOf({ ...all, Condition: { ArnEqualsIfExists: { 'iam:PermissionsBoundary': 'x' } } }),
      'iam:PutUserPolicy',
    ],
    [
      'any boundary, which need not bound',
      documentOf({ ...put, Condition: { ArnLike: { 'iam:PermissionsBoundary': '*' } } }),
      'iam:PutUserPolicy',
    ],
    [
      'a boundary that does not bound',
      documentOf({
        ...put,
        Condition: { StringEquals: { 'iam:PermissionsBoundary': administratorAccess } },
      }),
      'iam:PutUserPolicy',
    ],
    ['a boundary', documentOf({ ...put, Condition: bounded }), undefined],
    [
      'a boundary that one may take away',
      documentOf(
        { ...put, Condition: bounded },
        { ...all, Action: 'iam:DeleteUserPermissionsBoundary' },
      ),
      'iam:PutUserPolicy',
    ],
    [
      'a boundary that one may change for another',
      documentOf(
        { ...put, Condition: bounded },
        { ...all, Action: 'iam:PutUserPermissionsBoundary' },
      ),
      'iam:PutUserPolicy',
    ],
    [
      'a boundary that one may set, and no other',
      documentOf({
        ...all,
        Action: ['iam:PutUserPolicy', 'iam:PutUserPermissionsBoundary'],
        Condition: bounded,
      }),
      undefined,
    ],
    ...['aws:policy/IAMFullAccess', 'aws:policy/I*', 'aws:policy/administratoraccess'].map(
      (given): [string, unknown, string] => [
        `${given} to attach`,
        documentOf({
          ...all,
          Action: 'iam:AttachUserPolicy',
          Condition: { StringEqualsIgnoreCase: { 'iam:PolicyARN': `arn:aws:iam::${given}` } },
        }),
        'iam:AttachUserPolicy',
      ],
    ),
    [
      'a Deny in an account that may be another',
      documentOf(all, deny({ Resource: 'arn:aws:iam::222222222222:*' })),
      'iam:PutUserPolicy',
    ],
    [
      'a Deny in one of two accounts that it may be in',
      documentOf(all, deny({ Resource: `arn:aws:iam::${account}:*` })),
      'iam:PutUserPolicy',
      { accountIds: [account, '222222222222'] },
    ],
    [
      'a Deny in the own account',
      documentOf(all, deny({ Resource: `arn:aws:iam::${account}:*` })),
      undefined,
      { accountIds: [account] },
    ],
    [
      'all but what may be in another account',
      documentOf({
        ...all,
        Resource: undefined,
        NotResource: 'arn:aws:iam::222222222222:*',
      }),
      'iam:PutUserPolicy',
    ],
    [
      'oneself by a variable with a value for others',
      documentOf({ ...all, Resource: "arn:aws:iam::*:user/${aws:username, 'nobody'}" }),
      'iam:PutUserPolicy',
    ],
    [
      'oneself under any path',
      documentOf({ ...all, Resource: 'arn:aws:iam::*:user/*/${aws:username}' }),
      'iam:PutUserPolicy',
    ],
    [
      'oneself by name under a path',
      documentOf({ ...all, Resource: `arn:aws:iam::${account}:user/people/ada` }),
      'iam:PutUserPolicy',
      { userName: 'ada' },
    ],
    [
      'the managed policy itself',
      documentOf({ ...all, Resource: `arn:aws:iam::${account}:policy/teams/deploy` }),
      'iam:CreatePolicyVersion',
      { policyName: 'teams/deploy' },
    ],
    ['inline, some policies', onPolicies('S*'), undefined],
    ['inline, one of some name', onPolicies('undefined'), undefined],
    [
      'whoever has any name',
      documentOf({ ...all, Resource: 'arn:aws:iam::*:user/?*' }),
      'iam:PutUserPolicy',
    ],
    // Every user is in an account.
    ['users of no account', documentOf({ ...all, Resource: 'arn:aws:iam:::user/*' }), undefined],
    // IAM compares it with whole ARNs.
    ['what is no ARN', documentOf({ ...all, Resource: 'x' }), undefined],
    [
      'one of two accounts that it may be in',
      documentOf({ ...all, Resource: `arn:aws:iam::${account}:*` }),
      'iam:PutUserPolicy',
      { accountIds: ['222222222222', account] },
    ],
    [
      'accounts whose numbers begin as the own one’s does not',
      documentOf({ ...all, Resource: 'arn:aws:iam::0*:*' }),
      undefined,
      { accountIds: [account] },
    ],
    [
      'oneself by name under a path, in the own account',
      documentOf({ ...all, Resource: `arn:aws:iam::${account}:user/people/ada` }),
      'iam:PutUserPolicy',
      { userName: 'ada', accountIds: [account] },
    ],
    [
      'users under a path that nobody says is their own',
      documentOf({ ...all, Resource: 'arn:aws:iam::*:user/robots/*' }),
      undefined,
      { userName: 'ada' },
    ],
    [
      'oneself by a variable, with a space before its value for others',
      documentOf({ ...all, Resource: "arn:aws:iam::*:user/${aws:username , 'nobody'}" }),
      'iam:PutUserPolicy',
    ],
    ...['*', '**', '?*', '*?', '?'.repeat(12)].map((each): [string, unknown, undefined] => [
      `a Deny in every account, by ${each}`,
      documentOf(all, deny({ Resource: `arn:aws:iam::${each}:*` })),
      undefined,
    ]),
    ...['1*', '0*', '*1', '?'].map((each): [string, unknown, string] => [
      `a Deny in accounts of which the own one need not be, by ${each}`,
      documentOf(all, deny({ Resource: `arn:aws:iam::${each}:*` })),
      'iam:PutUserPolicy',
    ]),
    ...['StringEquals', 'StringEqualsIgnoreCase', 'StringLike', 'ArnEquals', 'ArnLike'].flatMap(
      (operator): [string, unknown, undefined][] => [
        [
          `a harmless policy to attach, by ${operator}`,
          documentOf({
            ...all,
            Action: 'iam:AttachUserPolicy',
            Condition: {
              [operator]: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
            },
          }),
          undefined,
        ],
        [
          `a boundary by ${operator}`,
          documentOf({ ...put, Condition: { [operator]: { 'iam:PermissionsBoundary': bounds } } }),
          undefined,
        ],
      ],
    ),
    [
      // A call that changes a group has no such key, so that nobody gets past it.
      'a group within any boundary',
      documentOf({
        ...all,
        Action: 'iam:PutGroupPolicy',
        Condition: { ArnLike: { 'iam:PermissionsBoundary': '*' } },
      }),
      undefined,
    ],
    ...['aws', 'aws-cn', 'aws-us-gov'].map((partition): [string, unknown, string] => [
      `AdministratorAccess to attach, in ${partition}`,
      documentOf({
        ...all,
        Action: 'iam:AttachUserPolicy',
        Condition: {
          ArnEquals: { 'iam:PolicyARN': `arn:${partition}:iam::aws:policy/AdministratorAccess` },
        },
      }),
      'iam:AttachUserPolicy',
    ]),
    [
      'any policy but one',
      documentOf({ ...all, Condition: { ArnNotEquals: { 'iam:PolicyARN': administratorAccess } } }),
      'iam:PutUserPolicy',
    ],
  ];
  for (const [title, document, expected, who] of cases)
    it(`${title}: ${expected ?? 'none'}`, () => assert.equal(how(document, who), expected));

  it('names the statement', () => {
    const found = administrators(readStatements(documentOf(deny({ Action: 's3:*' }), all)));
    assert.equal(found?.statement.label, 'number 2');
  });

  it('say what can not be read, where it matters', () => {
    const problem = (...statements: readonly Fields[]) =>
      documentProblem(() => how(documentOf(...statements)));
    assert.equal(
      problem({ Effect: 'Allow', Action: '*' }),
      'statement 1 has neither Resource nor NotResource',
    );
    assert.equal(problem({ Effect: 'Allow', Action: 's3:*' }), undefined);
    for (const Condition of [null, 'x', []])
      assert.equal(
        problem(all, deny({ Condition })),
        'the Condition of statement 2 is not an object',
      );
    assert.match(problem(all, { ...all, Effect: 'deny' }) ?? '', /statement 2 has the Effect/);
    assert.match(problem({ ...all, Resource: [{}] }) ?? '', /the Resource of statement 1 is {}/);
  });

  it('names the statement that is one for certain, beside one of which nobody knows', () => {
    const undecided = {
      Effect: 'Allow',
      Resource: '*',
      get Action() {
        return assert.fail('not known yet');
      },
    };
    const found = administrators(readStatements({ Statement: [undecided, all] }));
    assert.equal(found?.statement.label, 'number 2');
  });

  it('rest on nothing that is not needed', () => {
    const notYet = new Proxy<Fields>({ ...all }, { get: () => assert.fail('not known yet') });
    assert.equal(how({ Statement: [notYet, deny({})] }), undefined);
    assert.throws(() => how({ Statement: [notYet, all] }), /not known yet/);
    assert.throws(() => how({ Statement: [notYet] }), /not known yet/);
  });
});

describe("AWS's own policies", () => {
  const cases: [string, boolean][] = [
    [administratorAccess, true],
    ['arn:aws-us-gov:iam::aws:policy/IAMFullAccess', true],
    ['arn:aws:iam::aws:policy/job-function/AdministratorAccess', false],
    ['arn:aws:iam::aws:policy/PowerUserAccess', false],
    [`arn:aws:iam::${account}:policy/AdministratorAccess`, false],
    ['AdministratorAccess', false],
    // Paths are of any characters.
    [`arn:aws:iam::${account}:policy/${administratorAccess}`, false],
    [`${administratorAccess}/Other`, false],
  ];
  for (const [arn, expected] of cases)
    it(`${arn} makes ${expected ? '' : 'no '}administrators`, () =>
      assert.equal(isAdministratorPolicyOfAws(arn), expected));
});
