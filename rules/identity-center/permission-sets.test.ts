import assert from 'node:assert/strict';
import fc from 'fast-check';
import { permissionSetsOf, type CopiedRole } from './permission-sets';

const role = (
  reference: string,
  accountId: string,
  { policies = ['aws:policy/ReadOnlyAccess'], boundary, hours = 1 }: Content = {},
): CopiedRole => ({
  reference,
  arn: `arn:aws:iam::${accountId}:role/${reference.split('/')[1]}`,
  maxSessionHours: hours,
  permissions: {
    policyArns: policies.map((each) => `arn:aws:iam::${each}`),
    ...(boundary !== undefined && { permissionsBoundaryArn: `arn:aws:iam::${boundary}` }),
  },
});
interface Content {
  readonly policies?: readonly string[];
  readonly boundary?: string;
  readonly hours?: number;
}

function setsOf(roles: readonly CopiedRole[], given?: Readonly<Record<string, string>>) {
  return permissionSetsOf(roles, given).map(({ name, roles: of }) => [
    name,
    of.map(({ reference }) => reference),
  ]);
}

const one = '222222222222';
const other = '333333333333';

describe('the permission sets in the place of roles', () => {
  it('are called as the roles are, one for those of all accounts that may do the same', () =>
    assert.deepEqual(setsOf([role('p/read', one), role('q/read', other), role('p/deploy', one)]), [
      ['deploy', ['p/deploy']],
      ['read', ['p/read', 'q/read']],
    ]));

  it('are one for each role where those of one name may do different things', () => {
    const power = { policies: ['aws:policy/PowerUserAccess'] };
    for (const content of [
      power,
      { policies: [] },
      { policies: ['aws:policy/ReadOnlyAccess', 'aws:policy/PowerUserAccess'] },
      { hours: 2 },
      { boundary: 'aws:policy/PowerUserAccess' },
      { policies: [`${other}:policy/ReadOnlyAccess`] },
    ])
      assert.deepEqual(setsOf([role('p/read', one), role('q/read', other, content)]), [
        ['read@p', ['p/read']],
        ['read@q', ['q/read']],
      ]);
  });

  it('do not tell the order of policies, nor whose account an own policy is of', () => {
    const content = (account: string, ...order: string[]) => ({
      policies: order.map((name) => `${account}:policy/x/${name}`),
      boundary: `${account}:policy/b`,
    });
    assert.deepEqual(
      setsOf([
        role('p/read', one, content(one, 'a', 'b')),
        role('q/read', other, content(other, 'b', 'a')),
      ]),
      [['read', ['p/read', 'q/read']]],
    );
  });

  it('tell own policies of one name under different paths', () =>
    assert.equal(
      setsOf([
        role('p/read', one, { policies: [`${one}:policy/x/a`] }),
        role('q/read', other, { policies: [`${other}:policy/y/a`] }),
      ]).length,
      2,
    ));

  it('are called as the config says, and then the others are as without these', () => {
    const roles = [
      role('p/read', one),
      role('q/read', other, { hours: 3 }),
      role('r/read', '444444444444', { hours: 3 }),
    ];
    assert.deepEqual(setsOf(roles, { 'p/read': 'looks' }), [
      ['looks', ['p/read']],
      ['read', ['q/read', 'r/read']],
    ]);
    assert.deepEqual(setsOf(roles, { 'q/read': 'x', 'r/read': 'x' }), [
      ['read', ['p/read']],
      ['x', ['q/read', 'r/read']],
    ]);
    const all = { 'p/read': 'x', 'q/read': 'y', 'r/read': 'y' };
    assert.deepEqual(setsOf(roles, all), [
      ['x', ['p/read']],
      ['y', ['q/read', 'r/read']],
    ]);
    // What can't be one is found by whoever sees two of a name.
    assert.deepEqual(setsOf(roles, { 'p/read': 'x', 'q/read': 'x' }), [
      ['read', ['r/read']],
      ['x', ['p/read']],
      ['x', ['q/read']],
    ]);
  });

  it('have each role once, whatever the order', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.record({
            stack: fc.constantFrom('p', 'q', 'r'),
            name: fc.constantFrom('a', 'b', 'constructor'),
            hours: fc.integer({ min: 1, max: 2 }),
          }),
          { selector: ({ stack, name }) => `${stack}/${name}` },
        ),
        (all) => {
          const roles = all.map(({ stack, name, hours }) =>
            role(`${stack}/${name}`, one, { hours }),
          );
          const sets = permissionSetsOf(roles);
          assert.deepEqual(
            sets.flatMap((set) => set.roles.map(({ reference }) => reference)).sort(),
            roles.map(({ reference }) => reference).sort(),
          );
          assert.equal(new Set(sets.map(({ name }) => name)).size, sets.length);
          const shape = (of: typeof sets) =>
            of.map((set) => [set.name, set.roles.map(({ reference }) => reference).sort()]);
          assert.deepEqual(shape(permissionSetsOf(roles.toReversed())), shape(sets));
        },
      ),
    ));
});
