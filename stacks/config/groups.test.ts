import assert from 'node:assert/strict';
import fc from 'fast-check';
import { manyEngineers } from '../testing/many-engineers';
import { goodStacks, planOf } from '../testing/project';
import { defaultAccess } from '../../rules/ways-in';
import type { DeclaredRole } from './declared-account';
import { labelOfPolicies, labelOfRoles } from './group-names';
import { groupUsers } from './groups';
import { groupsSchema } from './group-keys';

const role = (reference: string): DeclaredRole => ({
  reference,
  arn: `arn:aws:iam::222222222222:role/${reference}`,
  maxSessionHours: 1,
});
const naming = { groupName: 'engineers', groups: groupsSchema.parse({}) };

interface Given {
  readonly roles?: Readonly<Record<string, readonly string[]>>;
  readonly sets?: Readonly<Record<string, readonly string[]>>;
  readonly policies?: Readonly<Record<string, readonly string[]>>;
}

/** Each group's name and members, of people who have these roles, and machines that have these policies. */
function grouped({ roles = {}, sets = {}, policies = {} }: Given, more: object = {}) {
  const { ofRoles, ofMachines } = groupUsers(
    {
      engineers: Object.entries(roles).map(([userName, names]) => ({
        userName,
        roles: names.map(role),
        access: defaultAccess,
      })),
      machineUsers: Object.entries(policies).map(([userName, names]) => ({
        userName,
        policyArns: names.map((name) => `arn:aws:iam::${name}`),
      })),
      roleSets: Object.fromEntries(
        Object.entries(sets).map(([set, names]) => [set, names.map(role)]),
      ),
    },
    { ...naming, groups: groupsSchema.parse(more) },
  );
  return Object.fromEntries(
    [...ofRoles, ...ofMachines].map(({ name, members }) => [name, members]),
  );
}

describe('the groups of a company', () => {
  it('are one for each distinct set of roles, however it is written', () =>
    assert.deepEqual(
      grouped({
        roles: { ada: ['p/a', 'p/b'], ben: ['p/b', 'p/a'], cleo: ['p/a'], dora: [], emil: ['p/a'] },
      }),
      { 'engineers-a+b@p': ['ada', 'ben'], 'engineers-a@p': ['cleo', 'emil'] },
    ));

  it('are named after a role set where there is one of just these roles', () => {
    const roles = { ada: ['p/a', 'p/b'], ben: ['p/b', 'p/a'], cleo: ['p/a', 'p/b', 'p/c'] };
    const sets = { backend: ['p/b', 'p/a'], unused: ['p/c'], more: ['p/a', 'p/b', 'p/d'] };
    assert.deepEqual(grouped({ roles, sets }), {
      'engineers-backend': ['ada', 'ben'],
      'engineers-a+b+c@p': ['cleo'],
    });
  });

  it('have the first name by the alphabet where two sets are the same', () => {
    const sets = { zeta: ['p/a'], alpha: ['p/a'] };
    assert.deepEqual(grouped({ roles: { ada: ['p/a'] }, sets }), { 'engineers-alpha': ['ada'] });
  });

  it('are called as the config says', () => {
    const given = {
      roles: { ada: ['p/a'], ben: ['p/b'], cleo: ['p/c'] },
      sets: { backend: ['p/a'], constructor: ['p/c'] },
      policies: { ci: ['aws:policy/x'] },
    };
    const more = { rolePrefix: 'R.', machinePrefix: 'M.', names: { backend: 'Backend' } };
    assert.deepEqual(Object.keys(grouped(given, more)), [
      'Backend',
      'R.b@p',
      'R.constructor',
      'M.x@aws',
    ]);
  });

  it('are one for each distinct set of policies of machines', () =>
    assert.deepEqual(
      grouped({
        policies: {
          ci: ['aws:policy/service-role/B', '111111111111:policy/team/A'],
          cd: ['111111111111:policy/team/A', 'aws:policy/service-role/B'],
          backup: ['aws:policy/A'],
          probe: [],
        },
      }),
      { 'machines-A@111111111111+B@aws': ['ci', 'cd'], 'machines-A@aws': ['backup'] },
    ));
});

describe('what a set without a name is called', () => {
  it('counts the roles where their names would be long', () => {
    const names = Array.from({ length: 120 }, (_, i) => role(`production/role-${i}`));
    assert.match(labelOfRoles(names), /^120-roles-[0-9a-f]{8}$/);
    assert.match(labelOfPolicies([`arn:aws:iam::aws:policy/${'x'.repeat(99)}`]), /^1-policies-/);
  });

  it('is another one for any other roles, and the same in any order', () => {
    // The signs with which names are joined may be in a role's name, not in a stack's.
    const reference = fc
      .tuple(fc.stringMatching(/^[ab.]{1,3}$/), fc.stringMatching(/^[ab+@]{1,4}$/))
      .map(([stack, name]) => `${stack}/${name}`);
    const set = fc.uniqueArray(reference, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(set, set, (one, other) => {
        const [label, second] = [one, other].map((names) => labelOfRoles(names.map(role)));
        assert.equal(labelOfRoles(one.toReversed().map(role)), label);
        const isSame = one.toSorted().join(' ') === other.toSorted().join(' ');
        assert.equal(label === second, isSame, `${one.join()} ${other.join()}`);
        assert.match(label ?? '', /^[\w+=,.@-]{1,64}$/);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the plan of the identity stack', () => {
  const engineersOf = (lines: readonly string[]) => `${lines.join('\n')}\n`;
  const problems = (
    engineers: string,
    groups = '',
    stacks: Readonly<Record<string, string>> = {},
  ) =>
    planOf('identity', { identity: `${goodStacks.identity}${groups}`, ...stacks }, { engineers })
      .problems;
  const roles = (count: number) => ({
    production: `${goodStacks.production}${Array.from({ length: count }, (_, i) => `    - {name: role-${i}}\n`).join('')}`,
  });
  const withRole = (i: number, name = `role-${i}`) =>
    `  e${i}: {slackId: U${String(i).padStart(10, '0')}, roles: [production/${name}]}`;

  it('takes 500 engineers with 60 different sets of roles, and one with 120', () => {
    const { value, problems } = planOf('identity', manyEngineers.stacks, {
      engineers: manyEngineers.engineers,
    });
    assert.deepEqual(problems, []);
    const { engineers, groups } = value?.users ?? assert.fail();
    assert.equal(groups.ofRoles.length, 61);
    assert.equal(groups.ofRoles.filter(({ roleSet }) => roleSet !== undefined).length, 30);
    assert.deepEqual(
      groups.ofRoles.flatMap(({ members }) => members).sort(),
      engineers.map(({ userName }) => userName).sort(),
    );
    assert.deepEqual(
      groups.ofMachines.map(({ name, members }) => [name, members]),
      [['machines-AmazonS3ReadOnlyAccess@aws', ['ci', 'cd']]],
    );
  });

  it('takes as many groups as the account does, that of all engineers among them, and says what to do with more', () => {
    const engineers = (count: number) =>
      engineersOf(['engineers:', ...Array.from({ length: count }, (_, i) => withRole(i))]);
    assert.deepEqual(problems(engineers(299), '', roles(299)), []);
    assert.deepEqual(problems(engineers(300), '', roles(300)), [
      "stacks/engineers.yaml:1:1: engineers: found 301 groups, one for each distinct set of roles or policies; 300 of them for one user alone (e0, e1, e2, …), expected at most 300, IAM's quota for an account: give more people the same roles by roleSets, or say most in keyturn:groups if AWS has raised it",
    ]);
    assert.deepEqual(problems(engineers(300), '  keyturn:groups: {most: 301}\n', roles(300)), []);
  });

  it('refuses names that IAM does not tell apart, wherever they are from', () => {
    const sets = engineersOf([
      'roleSets:',
      '  backend: [production/role-0]',
      '  Backend: [production/role-1]',
      '  s: [production/role-2]',
      'engineers:',
      ...[0, 1, 2].map((i) => withRole(i)),
    ]);
    assert.deepEqual(problems(sets, '  keyturn:groups: {rolePrefix: engineer}\n', roles(3)), [
      'stacks/engineers.yaml:3:3: roleSets.Backend: found the group engineerBackend of these, expected a name that IAM tells from that of roleSets.backend, whatever the case of its letters: another name of it under names in keyturn:groups',
      'stacks/engineers.yaml:4:3: roleSets.s: found the group engineers of these, expected a name that IAM tells from that of keyturn:groupName, whatever the case of its letters: another name of it under names in keyturn:groups',
    ]);
    const named = '  keyturn:groups: {names: {Backend: frontend, s: other}}\n';
    assert.deepEqual(problems(sets, named, roles(3)), []);
  });

  it('refuses names that are too long, for the group or for the policies that are named after it', () => {
    const set = 's'.repeat(64);
    const prefix = (length: number) => `  keyturn:groups: {rolePrefix: ${'p'.repeat(length)}}\n`;
    const ofOne = engineersOf([
      'roleSets:',
      `  ${set}: [production/role-0]`,
      'engineers:',
      withRole(0),
    ]);
    assert.deepEqual(problems(ofOne, prefix(64), roles(1)), []);
    const names = Array.from({ length: 130 }, (_, i) => `production/role-${i}`);
    const ofMany = engineersOf([
      'roleSets:',
      `  ${set}: [${names.join(', ')}]`,
      'engineers:',
      `  ada: {slackId: U0ADA000001, roles: [${set}]}`,
    ]);
    assert.deepEqual(problems(ofMany, prefix(49), roles(130)), []);
    assert.deepEqual(problems(ofMany, prefix(50), roles(130)), [
      `stacks/engineers.yaml:2:3: roleSets.${set}: found the group ${'p'.repeat(50)}${set} of these, expected a name of at most 113 characters, which leaves room for those of its policies: another name of it under names in keyturn:groups`,
    ]);
  });

  it('names a role set that is not there, with what was meant', () =>
    assert.deepEqual(
      problems(
        'roleSets:\n  backend: [production/deploy]\n',
        '  keyturn:groups:\n    names: {backends: x}\n',
      ),
      [
        'Pulumi.identity.yaml:6:13: keyturn:groups.names.backends: found "backends", expected a role set of engineers.yaml (did you mean backend?)',
      ],
    ));
});
