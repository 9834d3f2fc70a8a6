import assert from 'node:assert/strict';
import type { WayIn } from '../../rules/ways-in';
import { groupsSchema } from '../../stacks/config/group-keys';
import { joinedBy } from './group-limits';
import { planGroups } from './groups';

const naming = {
  groupName: 'staff',
  groups: groupsSchema.parse({}),
};
const now = new Date('2027-03-01T00:00:00Z');
const user = {
  name: 'ada',
  path: '/',
  tags: {},
  groups: [],
  policyArns: [],
  inlinePolicies: [],
  serviceCredentials: [],
  sshKeys: [],
};

describe('the groups of ways in that adoption counts on', () => {
  const joined = (type: 'engineer' | 'machine', ...access: readonly WayIn[]) =>
    joinedBy(user, type, { naming, ways: { access, now } });

  it("are those of the company's default, for an engineer alone", () => {
    assert.deepEqual(joined('engineer', 'key'), ['staff']);
    assert.deepEqual(joined('engineer', 'key', 'sign-in'), ['staff', 'staff-sign-in']);
    assert.deepEqual(joined('engineer', 'sign-in'), [
      'staff',
      'staff-sign-in',
      'staff-without-key',
    ]);
    assert.deepEqual(joined('machine', 'sign-in'), []);
  });

  it('are planned with whoever is in them, and found where the account has them', () => {
    const file = { engineers: { ada: {}, ben: { access: ['key'] } } };
    const ways = { access: ['sign-in'] as const, now };
    const groups = [{ name: 'Staff-Sign-In', path: '/old/' }];
    const planned = planGroups(file, { naming, roles: new Map(), ways }, { groups });
    assert.deepEqual(
      planned.map(({ component, name, existing, members }) => [component, name, existing, members]),
      [
        ['EngineerBaseline', 'staff', undefined, ['ada', 'ben']],
        ['SignInGroup', 'staff-sign-in', 'Staff-Sign-In', ['ada']],
        ['KeylessGroup', 'staff-without-key', undefined, ['ada']],
      ],
    );
  });
});
