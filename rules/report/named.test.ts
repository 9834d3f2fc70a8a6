import assert from 'node:assert/strict';
import { kindNamed, namedIn } from './named';

const alice = { userName: 'alice' };
const developers = { groupName: 'developers' };
const deploy = { roleName: 'deploy' };

describe('whom an entry of a rule is about', () => {
  const cases: [string, Parameters<typeof namedIn>[0], string | undefined][] = [
    ['a user, by the name alone', alice, 'alice'],
    ['a group', developers, 'the group developers'],
    ['a role', deploy, 'the role deploy'],
    ['the account itself, of which nothing is said', {}, undefined],
  ];
  for (const [what, entry, expected] of cases)
    it(what, () => assert.equal(namedIn(entry), expected));
});

describe('what entries of a rule are counted as', () => {
  const cases: [string, Parameters<typeof kindNamed>[0]][] = [
    ['user', [alice, { userName: 'bob' }]],
    ['group', [developers, { groupName: 'admins' }]],
    ['role', [deploy]],
    ['account', [{}, {}]],
    // Neither word would be true of both.
    ['case', [alice, developers]],
    ['case', [{}, deploy]],
    ['case', []],
  ];
  for (const [expected, entries] of cases)
    it(`${expected}: of ${JSON.stringify(entries)}`, () =>
      assert.equal(kindNamed(entries), expected));
});
