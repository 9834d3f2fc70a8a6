import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assumeListedRoles, documentLimits, grantRoles, sizeOf } from '.';

const arnOf = (i: number) => `arn:aws:iam::${String(i).padStart(12, '0')}:role/deploy`;
const arns = (count: number) => Array.from({ length: count }, (_, i) => arnOf(i));
const size = (roleArns: readonly string[]) => sizeOf(assumeListedRoles(roleArns));

/** The most roles of this length that fit in one inline policy, found without the code under test. */
const most = [...Array(200).keys()].findLast((n) => n > 0 && size(arns(n)) <= 5120) ?? 0;

describe('grantRoles', () => {
  const cases: [string, number, number, number][] = [
    ['nobody has nothing', 0, 0, 0],
    ['one role is inline', 1, 1, 0],
    ['one less than fit are inline', most - 1, most - 1, 0],
    ['as many as fit are inline', most, most, 0],
    ['one more goes to a managed policy', most + 1, 0, 1],
    ['hundreds go to several', 500, 0, 4],
    ['a thousand still fit in the ten that IAM attaches', 1000, 0, 7],
  ];
  for (const [name, count, inline, managed] of cases)
    it(name, () => {
      const grants = grantRoles(arns(count));
      assert.deepEqual([grants.inline.length, grants.managed.length], [inline, managed]);
      assert.deepEqual([...grants.inline, ...grants.managed.flat()], arns(count));
    });

  it('has room to the last character of what IAM takes', () => {
    // The last name is as long as it takes to fill the policy; IAM's longest has 64 letters.
    const filledTo = (characters: number, beside: number) => {
      const roles = arns(beside);
      const room = characters - size([...roles, arnOf(beside)]);
      return [...roles, arnOf(beside).replace('deploy', `deploy${'y'.repeat(room)}`)];
    };
    const full = filledTo(5120, most - 1);
    assert.equal(size(full), 5120);
    assert.deepEqual(grantRoles(full), { inline: full, managed: [] });
    assert.deepEqual(grantRoles(filledTo(5121, most - 1)).inline, []);

    const mostManaged = [...Array(200).keys()].findLast((n) => n > 0 && size(arns(n)) <= 6144) ?? 0;
    const fullManaged = filledTo(6144, mostManaged - 1);
    assert.deepEqual(grantRoles(fullManaged), { inline: [], managed: [fullManaged] });
    assert.equal(grantRoles(filledTo(6145, mostManaged - 1)).managed.length, 2);
  });

  it('never overflows, and grants each role once', () => {
    const arn = fc.tuple(fc.integer({ min: 0, max: 900 }), fc.stringMatching(/^[\w+=,.@-]{1,64}$/));
    fc.assert(
      fc.property(fc.array(arn, { maxLength: 300 }), (roles) => {
        const wanted = roles.map(([account, name]) => arnOf(account).replace('deploy', name));
        const { inline, managed } = grantRoles(wanted);
        if (inline.length > 0) assert.ok(size(inline) <= documentLimits.groupInline);
        for (const each of managed) assert.ok(size(each) <= documentLimits.managedPolicy);
        assert.deepEqual([...inline, ...managed.flat()], [...new Set(wanted)].sort());
        assert.deepEqual(grantRoles([...wanted].reverse()), { inline, managed });
      }),
      { numRuns: 50 },
    );
  });
});
