import assert from 'node:assert/strict';
import { defaultAccess } from '../../rules/ways-in';
import { groupsSchema } from '../../stacks/config/group-keys';
import { decide, type Given } from './decide';
import type { FoundUser } from './read-account';

const user = (name: string, more: Partial<FoundUser> = {}): FoundUser => ({
  name,
  path: '/',
  tags: {},
  groups: [],
  policyArns: [],
  inlinePolicies: [],
  serviceCredentials: [],
  sshKeys: [],
  ...more,
});
const given: Given = {
  declared: [],
  joined: new Map(),
  naming: { groupName: 'engineers', groups: groupsSchema.parse({}) },
  ways: { access: defaultAccess, now: new Date('2027-04-01T00:00:00Z') },
  takenSlackIds: [],
  told: new Map(),
  emailTag: 'email',
};

const groups = (count: number) => Array.from({ length: count }, (_, i) => `g${i}`);
const policies = (count: number) =>
  Array.from({ length: count }, (_, i) => `arn:aws:iam::aws:policy/P${i}`);

describe('who is adopted', () => {
  const boundary = 'arn:aws:iam::aws:policy/PowerUserAccess';
  const cases: [string, FoundUser, Partial<Given>, RegExp | undefined][] = [
    ['anybody', user('ada'), {}, undefined],
    [
      'nobody whose limits would go',
      user('ada', { boundary }),
      {},
      /PowerUserAccess.*take it away/,
    ],
    ['nobody whose name the file can’t hold', user('__proto__'), {}, /takes no user of this name/],
    ['somebody in nine groups', user('ada', { groups: groups(9) }), {}, undefined],
    [
      'somebody in ten, the engineers’ among them',
      user('ada', { groups: [...groups(9), 'Engineers'] }),
      {},
      undefined,
    ],
    [
      'nobody whom IAM would let into no other group',
      user('ada', { groups: groups(10) }),
      { told: new Map([['ada', 'engineer']]) },
      /is in 10 groups and would join engineers, and IAM takes 10 groups a user/,
    ],
    ['a machine of no policies in ten', user('ci', { groups: groups(10) }), {}, undefined],
    [
      'no machine with policies in ten',
      user('ci', { groups: groups(10), policyArns: policies(1) }),
      {},
      /would join machines-P0@aws, and IAM/,
    ],
    ['a machine with ten policies', user('ci', { policyArns: policies(10) }), {}, undefined],
    [
      'no machine with more than a group takes',
      user('ci', { policyArns: policies(11) }),
      {},
      /has 11 managed policies, which a group would give, and IAM attaches 10 to a group/,
    ],
    [
      'nobody who is declared, and would be in too many groups',
      user('ada', { groups: groups(9) }),
      { declared: ['ada'], joined: new Map([['ada', ['engineers', 'engineers-backend']]]) },
      /is in 9 groups and would join engineers and engineers-backend/,
    ],
    [
      'nobody who is declared in other letters',
      user('Ada'),
      { declared: ['ada'] },
      /has ada, which/,
    ],
  ];
  for (const [what, found, more, reason] of cases)
    it(what, () => {
      const { adopted, leftOut } = decide([found], { ...given, ...more });
      assert.deepEqual([adopted.length, leftOut.length], reason ? [0, 1] : [1, 0]);
      if (reason) assert.match(leftOut[0]?.reason ?? '', reason);
    });

  it('nobody who is declared, and would lose their limits', () => {
    const declared = ['ada'];
    const { leftOut } = decide([user('ada', { boundary })], { ...given, declared });
    assert.deepEqual(
      leftOut.map(({ name }) => name),
      ['ada'],
    );
  });

  it('nobody twice', () =>
    assert.deepEqual(decide([user('ada')], { ...given, declared: ['ada'] }), {
      adopted: [],
      leftOut: [],
    }));
});
