import assert from 'node:assert/strict';
import { decide, type Given } from './decide';
import type { FoundUser } from './read-account';

const user = (name: string, more: Partial<FoundUser> = {}): FoundUser => ({
  name,
  path: '/',
  tags: {},
  groups: [],
  policyArns: [],
  inlinePolicies: [],
  ...more,
});
const given: Given = {
  declared: [],
  takenSlackIds: [],
  told: new Map(),
  emailTag: 'email',
};

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
