import assert from 'node:assert/strict';
import { isOfGroupsAndRoles, rulesInShort } from './audit-rules';
import { cisInWords, ruleNames } from './rule-names';

describe('the rules in short', () => {
  it('have a title each, which no other has', () => {
    const titles = ruleNames.map((rule) => rulesInShort[rule].title);
    for (const title of titles) assert.match(title, /^[A-Z].* .*[^.]$/);
    assert.equal(new Set(titles).size, ruleNames.length);
  });

  // The numbers of the recommendations in the CIS AWS Foundations Benchmark, 5.0.0 and 7.0.0.
  const numbers = {
    'MFA of whoever has a console password': ['mfa', '1.9', '2.10'],
    'one active access key a user, which 7.0.0 has no more': ['one-key', '1.12', undefined],
    'keys rotate within 90 days': ['rotation', '1.13', '2.12'],
    'no access key of root’s, and MFA of its password': ['root', '1.3, 1.4', '2.4, 2.5'],
    'what nobody has used for 45 days is disabled': ['unused', '1.11', '2.11'],
    'permissions only through groups': ['self-management', '1.14', '2.13'],
    'root: no access key, and MFA': ['root', '1.3, 1.4', '2.4, 2.5'],
    'what was not used for 45 days is disabled': ['unused', '1.11', '2.11'],
    'no policy with full administrative privileges': ['no-admin', '1.15', '2.14'],
  } as const;
  for (const [asks, [rule, before, newest]] of Object.entries(numbers))
    it(`have the numbers of CIS: ${asks}`, () => {
      const { cis } = rulesInShort[rule];
      assert.deepEqual([cis?.['5.0.0'], cis?.['7.0.0']], [before, newest]);
    });

  it('have none where CIS does not ask for them', () => {
    const asked = ruleNames.filter((rule) => rulesInShort[rule].cis);
    assert.deepEqual(
      asked.sort(),
      Object.values(numbers)
        .map(([rule]) => rule)
        .sort(),
    );
  });

  it('say the newest number, and that of what Security Hub checks', () => {
    assert.equal(cisInWords({ '5.0.0': '1.15', '7.0.0': '2.14' }), 'CIS 2.14 (5.0.0: 1.15)');
    assert.equal(cisInWords({ '5.0.0': '1.12' }), 'CIS 1.12 (5.0.0 alone)');
  });

  it('are of groups and roles where users and keys do not show them', () =>
    assert.deepEqual(ruleNames.filter(isOfGroupsAndRoles).sort(), [
      'group-permissions',
      'no-admin',
      'role-caller',
      'role-mfa',
    ]));
});
