import assert from 'node:assert/strict';
import { goodStacks, planOf } from '../testing/project';

const applicationArn =
  'arn:aws:account-access:eu-central-1:444444444444:application/1234567890abcdef';
const trusting = `  keyturn:accountAccessApplicationArn: ${applicationArn}\n`;
const center = (lines = '', region = 'eu-central-1') => `
  aws:region: ${region}
  keyturn:accountKinds: [identity-center]
  keyturn:accountId: '444444444444'
${lines}`;
const withLines = (...lines: readonly string[]) =>
  center(`  keyturn:identityCenter:\n${lines.map((line) => `    ${line}\n`).join('')}`);

const people = `
roleSets:
  backend: [production/deploy, production/read]
engineers:
  ada: {slackId: U0ADA000001, access: [key, identity-center], roles: [backend]}
  ben: {slackId: U0BEN000001, access: [identity-center], roles: [backend]}
  cleo: {slackId: U0CLEO00001, roles: [backend]}
  dora: {slackId: U0DAN000001, access: [identity-center], roles: [production/read]}
  emil: {slackId: U0ERIN00001, roles: [production/deploy]}
`;
const production = `${goodStacks.production}    - {name: read, path: /teams/}\n${trusting}`;

interface Given {
  readonly stack?: string;
  readonly stacks?: Readonly<Record<string, string>>;
  readonly engineers?: string;
}
function plan({ stack = 'center', stacks = {}, engineers = people }: Given = {}) {
  return planOf(stack, { center: center(), production, ...stacks }, { engineers });
}

describe('who comes by Identity Center', () => {
  it('is in a group for each set of roles of which somebody does', () => {
    const { value, problems } = plan();
    assert.deepEqual(problems, []);
    const { groups = [], permissionSets } = value?.identityCenter ?? {};
    assert.deepEqual(
      groups.map(({ name, roles, members }) => [name, roles.map(({ arn }) => arn), members]),
      [
        [
          'engineers-backend',
          ['arn:aws:iam::222222222222:role/deploy', 'arn:aws:iam::222222222222:role/teams/read'],
          ['ada', 'ben'],
        ],
        ['engineers-read@production', ['arn:aws:iam::222222222222:role/teams/read'], ['dora']],
      ],
    );
    assert.deepEqual(permissionSets, []);
    assert.deepEqual(value?.users.engineers, []);
  });

  it('is known to the stack that administers it alone', () => {
    for (const stack of ['identity', 'production', 'monitor']) {
      const { value, problems } = plan({ stack });
      assert.deepEqual(problems, []);
      assert.equal(value?.identityCenter, undefined);
    }
  });

  it('is nobody where nobody’s access says so, and then nothing is asked of the roles', () => {
    const { value, problems } = plan({
      engineers: people.replaceAll(/access: \[.*?\], /g, ''),
      stacks: { production: goodStacks.production.replace(/$/, '    - {name: read}\n') },
    });
    assert.deepEqual(problems, []);
    assert.deepEqual(value?.identityCenter, { groups: [], permissionSets: [] });
  });

  it('is whoever the company’s default lets in', () => {
    const { value } = plan({
      stacks: { identity: `${goodStacks.identity}  keyturn:access: [identity-center]\n` },
    });
    assert.deepEqual(
      value?.identityCenter?.groups.map(({ members }) => members),
      [['ada', 'ben', 'cleo'], ['emil'], ['dora']],
    );
  });

  it('is known where one account is all kinds', () => {
    const identity = `${goodStacks.identity.replace('[identity]', '[identity, identity-center]')}`;
    const { value, problems } = plan({
      stack: 'identity',
      stacks: {
        identity,
        center: '{}',
        production: production.replace(':444444444444:', ':111111111111:'),
      },
    });
    assert.deepEqual(problems, []);
    assert.equal(value?.identityCenter?.groups.length, 2);
    assert.equal(value.users.engineers.length, 5);
  });

  it('is in groups that are called as the config says', () => {
    const { value } = plan({ stacks: { center: withLines('groupNames: {backend: AWS backend}') } });
    assert.deepEqual(
      value?.identityCenter?.groups.map(({ name }) => name),
      ['AWS backend', 'engineers-read@production'],
    );
  });

  it('has permission sets in the place of roles where the config says so', () => {
    const { value, problems } = plan({
      stacks: {
        center: withLines('mode: permission-sets', 'permissionSetNames: {production/read: looks}'),
        production: production.replace(trusting, ''),
      },
    });
    assert.deepEqual(problems, []);
    assert.deepEqual(
      value?.identityCenter?.permissionSets.map(({ name, roles }) => [
        name,
        roles.map(({ reference }) => reference),
      ]),
      [
        ['deploy', ['production/deploy']],
        ['looks', ['production/read']],
      ],
    );
  });

  it('may come into roles that are made elsewhere, whose trust is not known here', () => {
    const { problems } = plan({
      stacks: {
        production: `${goodStacks.production.replace(/ {4}- .*\n/, '    - {name: deploy, existing: true}\n')}    - {name: read, existing: true}\n`,
      },
    });
    assert.deepEqual(problems, []);
  });
});

describe('what is wrong with who comes by Identity Center', () => {
  const file = 'Pulumi.center.yaml';
  const key = 'keyturn:identityCenter';
  const crowd = (count: number) => {
    const roles = Array.from({ length: count }, (_, i) => `r${i}`);
    return {
      engineers: `engineers:\n${roles
        .map(
          (role, i) =>
            `  e${i}: {slackId: U${String(i).padStart(10, '0')}, access: [identity-center], roles: [production/deploy, production/${role}]}`,
        )
        .join('\n')}\n`,
      stacks: {
        production: `${goodStacks.production}${roles.map((role) => `    - {name: ${role}}\n`).join('')}${trusting}`,
      },
    };
  };
  const cases: readonly (readonly [string, Given, readonly string[]])[] = [
    [
      'a region that AWS does not have it in',
      { stacks: { center: center('', 'eu-south-1') }, engineers: 'engineers: {}\n' },
      [
        `${file}: ${key}.mode: found account-access in eu-south-1, expected permission-sets: AWS has account access manager only in the regions of the partition aws that are enabled by default`,
      ],
    ],
    [
      "an application of another region's",
      {
        stacks: {
          center: withLines(`applicationArn: ${applicationArn.replace('central', 'west')}`),
        },
        engineers: 'engineers: {}\n',
      },
      [
        `${file}:6:21: ${key}.applicationArn: found "${applicationArn.replace('central', 'west')}", expected one of the region eu-central-1, as aws:region says`,
      ],
    ],
    [
      'an application beside permission sets',
      {
        stacks: { center: withLines('mode: permission-sets', `applicationArn: ${applicationArn}`) },
      },
      [
        `${file}:7:21: ${key}.applicationArn: found "${applicationArn}", expected it only with mode: account-access`,
      ],
    ],
    [
      'roles that trust no application',
      { stacks: { production: production.replace(trusting, '') } },
      [
        `${file}: ${key}: found people who come into the roles of production, and nothing in its keyturn:accountAccessApplicationArn, expected the application's ARN (best as a default in Pulumi.yaml): AWS lets nobody into a role that does not trust it. Where it is still to be made, deploy this stack while nobody's access says identity-center; its output accountAccessApplicationArn is the ARN`,
      ],
    ],
    [
      'roles that trust another one than is given',
      {
        stacks: {
          center: withLines(`applicationArn: ${applicationArn}0`),
        },
      },
      [
        `${file}:5:3: ${key}: found people who come into the roles of production, and "${applicationArn}" in its keyturn:accountAccessApplicationArn, expected applicationArn, ${applicationArn}0`,
      ],
    ],
    [
      "roles that trust another account's than this one, which makes it",
      { stacks: { production: production.replace(':444444444444:', ':555555555555:') } },
      [
        `${file}: ${key}: found people who come into the roles of production, and "${applicationArn.replace('444444444444', '555555555555')}" in its keyturn:accountAccessApplicationArn, expected the application that this stack makes, of 444444444444 and eu-central-1; or applicationArn, where it is there already`,
      ],
    ],
    [
      'a role set that is not there',
      { stacks: { center: withLines('groupNames: {backends: x}') } },
      [
        `${file}:6:18: ${key}.groupNames.backends: found "backends", expected a role set of engineers.yaml (did you mean backend?)`,
      ],
    ],
    [
      'a role that is not there',
      {
        stacks: {
          center: withLines('mode: permission-sets', 'permissionSetNames: {production/rd: x}'),
        },
      },
      [
        `${file}:7:26: ${key}.permissionSetNames.production/rd: found "production/rd", expected a role that a stack declares (did you mean production/read?)`,
      ],
    ],
    [
      'two groups of one name',
      { stacks: { center: withLines("groupNames: {backend: 'Engineers-read@production'}") } },
      [
        `${file}:6:5: ${key}.groupNames: found the name engineers-read@production of two groups, expected names that differ, whatever the case of their letters`,
      ],
    ],
    [
      'somebody without roles',
      {
        engineers: 'engineers:\n  ada: {slackId: U0ADA000001, access: [key, identity-center]}\n',
      },
      [
        'stacks/engineers.yaml:2:3: engineers.ada: found access by identity-center, and no roles, expected roles, which are all that IAM Identity Center lets anybody into; or another way in',
      ],
    ],
    ['20 groups of a role', crowd(20), []],
    [
      '21 groups of a role',
      crowd(21),
      [
        `${file}: ${key}.maximumGroupsOfRole: found 21 groups of the role production/deploy, one for each distinct set of roles, expected at most 20, which is what account access manager takes of one role: give more people the same roles by roleSets; or have AWS raise the quota, and say so here`,
      ],
    ],
    [
      '21 groups of a role where AWS has raised the quota',
      {
        ...crowd(21),
        stacks: { ...crowd(21).stacks, center: withLines('maximumGroupsOfRole: 21') },
      },
      [],
    ],
    [
      'roles that are made elsewhere, as permission sets',
      {
        stacks: {
          center: withLines('mode: permission-sets'),
          production: production.replace('path: /teams/', 'existing: true'),
        },
      },
      [
        `${file}:6:11: ${key}.mode: found permission-sets, and people with the role production/read, which has existing: true, expected account-access; or roles that are declared with what they may do`,
      ],
    ],
    [
      'a name that is too long for a permission set',
      {
        stacks: {
          center: withLines('mode: permission-sets'),
          production: production.replace('name: deploy', `name: ${'d'.repeat(33)}`),
        },
        engineers: people.replaceAll('production/deploy', `production/${'d'.repeat(33)}`),
      },
      [
        `${file}:5:3: ${key}.permissionSetNames: found ${'d'.repeat(33)} (33 characters) as the permission set's of production/${'d'.repeat(33)}, expected a name of at most 32 characters, given here by role`,
      ],
    ],
    [
      'one permission set for roles that may not do the same',
      {
        stacks: {
          center: withLines(
            'mode: permission-sets',
            'permissionSetNames: {production/read: x, production/deploy: X}',
          ),
        },
      },
      [
        `${file}:7:5: ${key}.permissionSetNames: found x as the permission set's of production/deploy and of production/read, which may not do the same, expected names that differ, whatever the case of their letters`,
      ],
    ],
    [
      '51 permission sets in an account',
      {
        ...crowd(50),
        stacks: { ...crowd(50).stacks, center: withLines('mode: permission-sets') },
      },
      [
        `${file}:5:3: ${key}.maximumPermissionSetsOfAccount: found 51 permission sets in 222222222222, one for each of its roles, expected at most 50, which is what IAM Identity Center takes: fewer roles, each of which may do more; or have AWS raise the quota, and say so here`,
      ],
    ],
    [
      'no stack file of the identity account',
      {
        stacks: { identity: '{}', center: center("  keyturn:identityAccountId: '111111111111'\n") },
      },
      [
        `${file}:3:3: keyturn:accountKinds: found identity-center, and no stack file of the identity account, expected one with keyturn:accountKinds: [identity], whose engineers.yaml says who comes by IAM Identity Center`,
      ],
    ],
    [
      'a mistake in engineers.yaml',
      { engineers: 'engineers:\n  ada: {slackId: ada}\n' },
      [
        'stacks/engineers.yaml:2:18: engineers.ada.slackId: found "ada", expected a Slack user\'s id (U… or W…): in Slack, their profile, ⋮, Copy member ID',
      ],
    ],
    [
      "a mistake in the identity account's file",
      { stacks: { identity: `${goodStacks.identity}  keyturn:groupName: 'a b'\n` } },
      [
        'Pulumi.identity.yaml:5:22: keyturn:groupName: found "a b", expected a group\'s name: 1 to 64 of A-Z a-z 0-9 and + = , . @ _ -',
      ],
    ],
    [
      'two that administer it',
      { stacks: { second: center().replace('444444444444', '555555555555') } },
      [
        'Pulumi.second.yaml:3:3: keyturn:accountKinds: found identity-center, which the stack center is, expected one identity-center account a partition',
      ],
    ],
    [
      "a key of another kind's",
      {
        stack: 'production',
        stacks: { production: `${production}  keyturn:identityCenter: {mode: permission-sets}\n` },
      },
      [
        'Pulumi.production.yaml:9:3: keyturn:identityCenter: found a key of the account kind identity-center, expected keys of member only, as accountKinds says',
      ],
    ],
  ];
  for (const [what, given, expected] of cases)
    it(`is ${what}`, () => assert.deepEqual(plan(given).problems, expected));
});
