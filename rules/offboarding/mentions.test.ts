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
const session = (name: string) => `arn:aws:sts::222222222222:assumed-role/deploy/${name}`;
const userIds = (...ids: readonly string[]) => ({ StringLike: { 'aws:userid': ids } });

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
  ...['aws:SourceIdentity', 'sts:RoleSessionName', 'sts:SourceIdentity', 'aws:username'].map(
    (key) =>
      [
        `by the name in ${key}`,
        { Resource: '*', Condition: { StringEquals: { [key]: ['x', 'ada'] } } },
        ['name'],
      ] as const,
  ),
  ['by the name of a session, by id', { Condition: userIds('AROADEPLOY1:ada') }, ['name']],
  ['not another session', { Condition: userIds('AROADEPLOY1:ada2', 'xAROADEPLOY1:ada') }, []],
  [
    'not a session whose name goes on in another line',
    { Condition: userIds('AROADEPLOY1:ada\nx') },
    [],
  ],
  ['not a value that has it within', { Resource: [`x${user('ada')}`, user('ada/')] }, []],
  [
    'not a session’s ARN that has it within',
    { Resource: [`x${session('ada')}`, session('ada/x')] },
    [],
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

const present: Read['users'][number] = {
  ...{ id: 'AIDABOB', name: 'bob', arn: user('bob'), createdAt: new Date(0), tags: {} },
  ...{ groups: [], attached: [] },
};

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
    const role = { ...read({ ...allow, Resource: user('ada') }, { name: 'ada' }) };
    const ofRole = mentionsIn({ ...role, account: inHome.account }, sought);
    assert.equal(ofRole.mentions.length, 1);
  });

  it('where the policy stands, whatever holds it', () => {
    const places: readonly (readonly [Partial<PlacedPolicy>, string])[] = [
      [{}, 'the trust policy of the role deploy'],
      [{ policy: 'p' }, 'the policy p of the role deploy'],
      [{ holder: 'group', policy: 'p' }, 'the policy p of the group deploy'],
      [{ holder: 'account', policy: undefined }, 'the managed policy deploy'],
    ];
    for (const [more, place] of places) {
      const { mentions, unreadable } = mentionsIn(
        read({ ...allow, Resource: user('ada') }, more),
        sought,
      );
      assert.deepEqual([mentions.map((each) => each.place), unreadable], [[place], []]);
    }
  });

  it('not in a policy without a text, nor by a value that is none', () => {
    const none = { mentions: [], strangers: [], unreadable: [] };
    assert.deepEqual(mentionsIn(read('', { document: undefined }), sought), none);
    const Condition = { StringEquals: { 'aws:username': null } };
    assert.deepEqual(mentionsIn(read({ ...allow, Resource: '*', Condition }), sought), none);
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
    assert.deepEqual(
      strangers.map(({ by, element }) => [by, element]),
      [['id', 'Principal']],
    );
    const others = (statement: object) =>
      mentionsIn({ ...read({ ...allow, ...statement }), users: [present] }, sought).strangers.map(
        ({ value }) => value,
      );
    assert.deepEqual(others({ NotPrincipal: { AWS: 'AIDASOMEBODY' } }), ['AIDASOMEBODY']);
    assert.deepEqual(others({ Resource: 'AIDASOMEBODY' }), []);
    const within = ['AIDABOB', 'xAIDASOMEBODY', 'AIDASOMEBODY-x'];
    assert.deepEqual(others({ Principal: { AWS: within } }), []);
  });

  it('but not where a policy can’t be read, which is said', () =>
    assert.match(
      mentionsIn(read('so'), sought).unreadable.join(),
      /^the trust policy of the role deploy of production: ./,
    ));
});
