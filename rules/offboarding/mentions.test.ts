import assert from 'node:assert/strict';
import type { AccountPolicies, PlacedPolicy } from './account-policies';
import { mentionsIn } from './mentions';

const account = { id: '222222222222', name: 'production' };
const sought = { accountId: '111111111111', userName: 'ada', ids: ['AIDAADA0001'] };
type Read = Extract<AccountPolicies, { outcome: 'read' }>;

function read(statement: object | string, more: Partial<PlacedPolicy> = {}): Read {
  const document =
    typeof statement === 'string' ? statement : JSON.stringify({ Statement: statement });
  const policy = { holder: 'role', name: 'deploy', policy: 'trust', document, ...more } as const;
  return { outcome: 'read', account, users: [], policies: [policy], attachedToGroups: new Map() };
}

const allow = { Effect: 'Allow', Action: '*' };
const user = (end: string, id = '111111111111') => `arn:aws:iam::${id}:user/${end}`;

const cases: readonly (readonly [string, object, readonly string[]])[] = [
  ['by the ARN of a principal', { Principal: { AWS: [user('adam'), user('ada')] } }, ['arn']],
  ['under a path, in other letters', { Principal: { AWS: user('people/Ada') } }, ['arn']],
  ['in another partition', { Resource: 'arn:aws-cn:iam::111111111111:user/ada' }, ['arn']],
  ['by the id of a principal', { Principal: { AWS: 'AIDAADA0001' } }, ['id']],
  [
    'by the id in a condition',
    { Resource: '*', Condition: { StringLike: { 'aws:userid': ['AIDAADA0001:*'] } } },
    ['id'],
  ],
  ['by what they may not have', { NotResource: [user('ada')] }, ['arn']],
  [
    'by the name in a condition',
    { Resource: '*', Condition: { StringEquals: { 'AWS:UserName': 'ada' } } },
    ['name'],
  ],
  [
    'by the name of their sessions',
    { Principal: { AWS: 'arn:aws:sts::222222222222:assumed-role/deploy/ada' } },
    ['name'],
  ],
  ['not another account’s user', { Principal: { AWS: user('ada', '333333333333') } }, []],
  ['not whose name goes on', { Principal: { AWS: user('ada-2') }, Resource: user('x/adam') }, []],
  ['not a pattern of all', { Resource: user('*') }, []],
  [
    'not a value of another key',
    { Resource: '*', Condition: { StringEquals: { 'aws:PrincipalTag/team': 'ada' } } },
    [],
  ],
];

describe('who is named in policies', () => {
  for (const [what, statement, expected] of cases)
    it(what, () =>
      assert.deepEqual(
        mentionsIn(read({ ...allow, ...statement }), sought).mentions.map(({ by }) => by),
        expected,
      ),
    );

  it('with the place and the statement', () => {
    const statement = { Sid: 'Old', ...allow, Principal: { AWS: user('ada') } };
    assert.deepEqual(mentionsIn(read([{ ...allow, Resource: '*' }, statement]), sought).mentions, [
      {
        ...{ accountId: account.id, place: 'the trust policy of the role deploy' },
        ...{ statement: '"Old"', element: 'Principal', by: 'arn', value: user('ada') },
      },
    ]);
  });

  it('not in policies of their own', () => {
    const own = { holder: 'user', name: 'Ada', policy: 'own' } as const;
    const home = { ...read({ ...allow, Resource: user('ada') }, own) };
    const inHome = { ...home, account: { id: '111111111111', name: 'identity' } };
    assert.deepEqual(mentionsIn(inHome, sought).mentions, []);
    assert.equal(mentionsIn(home, sought).mentions.length, 1);
  });

  it('with principals who are gone and whom nobody knows', () => {
    const { mentions, strangers } = mentionsIn(
      read({ ...allow, Principal: { AWS: ['AIDASOMEBODY', 'AIDAADA0001', 'AROAROLE'] } }),
      sought,
    );
    assert.deepEqual(
      [mentions, strangers].map((found) => found.map(({ value }) => value)),
      [['AIDAADA0001'], ['AIDASOMEBODY']],
    );
  });

  it('but not where a policy can’t be read, which is said', () =>
    assert.deepEqual(mentionsIn(read('so'), sought).unreadable.length, 1));
});
