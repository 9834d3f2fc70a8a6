import assert from 'node:assert/strict';
import { defaultSettings } from '../../rules/settings';
import type { DeclaredAccount } from './declared-account';
import { readEngineers } from './engineers';
import { iamQuotas } from '../../rules/iam-quotas';
import { defaultAccess, type WayIn } from '../../rules/ways-in';
import { groupsSchema } from './group-keys';
import { formatPath, formatProblem } from './problem';
import { parseYaml } from './yaml-file';

const role = (reference: string) => ({
  reference,
  arn: `arn:aws:iam::222222222222:role/${reference.split('/')[1]}`,
  maxSessionHours: 1,
});
const identity: DeclaredAccount = {
  name: 'identity',
  id: '111111111111',
  kinds: ['identity'],
  region: 'eu-central-1',
  partition: 'aws',
  roles: [],
  auditRoleName: 'keyturn-audit',
  coveredByStackSet: false,
  allowDisable: true,
  takesPresses: false,
  hasResponders: false,
  settings: defaultSettings,
};
const production: DeclaredAccount = {
  ...identity,
  name: 'production',
  id: '222222222222',
  kinds: ['member'],
  roles: [role('production/deploy'), role('production/read-only')],
};

/** As the config says where it says nothing. */
const unnamed = {
  ways: { access: defaultAccess, now: new Date('2027-03-01T09:00:00Z') },
  naming: { groupName: 'engineers', groups: groupsSchema.parse({}) },
  stackFile: {
    locate: (path: readonly PropertyKey[]) => ({
      file: 'Pulumi.identity.yaml',
      path: formatPath(path),
    }),
  },
};

const read = (text: string) =>
  readEngineers(parseYaml(text, 'engineers.yaml'), {
    identity,
    accounts: [identity, production],
    stacks: ['identity', 'production', 'staging'],
    unread: [],
    ...unnamed,
  });
const problemsOf = (text: string) => read(text).problems.map(formatProblem);

const alice = 'engineers:\n  alice:\n    slackId: U0ALICE0001\n';
const exemptAlice = (fields: string) => `${alice}    keyExemption: {${fields}}\n`;
const takes =
  '1 to 256 letters, digits, spaces and _ . : / = + - @, not signs alone, and not aws: in front (it becomes an AWS tag)';
const machine = 'machineUsers:\n  ci:\n    slackId: C0TEAM00001\n';

/** The name of a field, a file in which it is wrong, and all that is said of it. */
const wrongFields: [string, string, string[]][] = [
  ['the file: empty', '# nobody yet\n', ['engineers.yaml:1:1: found nothing, expected a map']],
  ['the file: a list', '- alice\n', ['engineers.yaml:1:1: found ["alice"], expected a map']],
  [
    'the file: a misspelt part',
    'enginers: {}\n',
    [
      'engineers.yaml:1:1: enginers: found an unknown key, expected one of roleSets, engineers, machineUsers (did you mean engineers?)',
    ],
  ],
  [
    'engineers: a list',
    'engineers: [alice]\n',
    ['engineers.yaml:1:1: engineers: found ["alice"], expected a map'],
  ],
  [
    'a user name that IAM refuses',
    'engineers:\n  alice adams:\n    slackId: U0ALICE0001\n',
    [
      'engineers.yaml:2:3: engineers.alice adams: found the key "alice adams", expected a user name that IAM takes: 1 to 64 of A-Z a-z 0-9 and + = , . @ _ -',
    ],
  ],
  [
    'a user name of 65 characters',
    `engineers:\n  ${'a'.repeat(65)}: {slackId: U0ALICE0001}\n`,
    [
      `engineers.yaml:2:3: engineers.${'a'.repeat(65)}: found the key "${'a'.repeat(65)}", expected a user name that IAM takes: 1 to 64 of A-Z a-z 0-9 and + = , . @ _ -`,
    ],
  ],
  [
    'a user name that differs by case alone',
    `${alice}  ALICE:\n    slackId: U0ALICE0002\n`,
    [
      'engineers.yaml:4:3: engineers.ALICE: found a user name that is taken, expected another than engineers.alice (line 2) has, whatever the case of its letters',
    ],
  ],
  [
    'a user name that stands twice',
    `${alice}  alice:\n    slackId: U0ALICE0002\n`,
    [
      'engineers.yaml:4:3: engineers.alice: found the key again, expected it once (it stands in line 2)',
    ],
  ],
  [
    "a machine user with an engineer's name",
    `${alice}machineUsers:\n  Alice: {slackId: C0TEAM00001}\n`,
    [
      'engineers.yaml:5:3: machineUsers.Alice: found a user name that is taken, expected another than engineers.alice (line 2) has, whatever the case of its letters',
    ],
  ],
  [
    'an engineer: nothing',
    'engineers:\n  alice:\n',
    ['engineers.yaml:2:9: engineers.alice: found nothing, expected a map'],
  ],
  [
    'an engineer: an unknown field',
    `${alice}    slackID: U0ALICE0001\n`,
    [
      'engineers.yaml:4:5: engineers.alice.slackID: found an unknown key, expected one of fullName, path, slackId, keyExemption, rotateWith, access, identityCenterName, iamUser, roles (did you mean slackId?)',
    ],
  ],
  [
    'fullName: what an AWS tag does not take',
    `${alice}    fullName: Alice <Adams>\n`,
    [
      'engineers.yaml:4:15: engineers.alice.fullName: found "Alice <Adams>", expected a name that an AWS tag takes: letters, digits, spaces and _ . : / = + - @, at most 256',
    ],
  ],
  [
    'rotateWith: a tool that nobody knows',
    `${alice}    rotateWith: vault\n`,
    [
      'engineers.yaml:4:17: engineers.alice.rotateWith: found "vault", expected one of keyturn, aws-vault, aws-cli, custom',
    ],
  ],
  [
    'access: no way in',
    `${alice}    access: []\n`,
    [
      'engineers.yaml:4:5: engineers.alice.access: found an empty list, expected at least one way in: key, sign-in, identity-center',
    ],
  ],
  [
    'access: nothing',
    `${alice}    access:\n`,
    [
      'engineers.yaml:4:12: engineers.alice.access: found nothing, expected a list of ways in: key, sign-in, identity-center',
    ],
  ],
  [
    'access: a word in place of a list',
    `${alice}    access: sign-in\n`,
    [
      'engineers.yaml:4:13: engineers.alice.access: found "sign-in", expected a list of ways in: key, sign-in, identity-center',
    ],
  ],
  [
    'access: a way in that there is not',
    `${alice}    access: [sso, key]\n`,
    [
      'engineers.yaml:4:14: engineers.alice.access[0]: found "sso", expected one of key, sign-in, identity-center',
    ],
  ],
  [
    'access: a way in twice',
    `${alice}    access: [key, key]\n`,
    ['engineers.yaml:4:19: engineers.alice.access[1]: found "key", expected each way in once'],
  ],
  [
    'access of a machine user, who has keys',
    `${machine}    access: [key]\n`,
    [
      'engineers.yaml:4:5: machineUsers.ci.access: found an unknown key, expected one of path, slackId, policyArns',
    ],
  ],
  [
    'fullName: a number',
    `${alice}    fullName: 7\n`,
    [
      'engineers.yaml:4:15: engineers.alice.fullName: found 7, expected a name that an AWS tag takes: letters, digits, spaces and _ . : / = + - @, at most 256',
    ],
  ],
  [
    'fullName: 257 characters',
    `${alice}    fullName: ${'a'.repeat(257)}\n`,
    [
      `engineers.yaml:4:15: engineers.alice.fullName: found "${'a'.repeat(79)}…, expected a name that an AWS tag takes: letters, digits, spaces and _ . : / = + - @, at most 256`,
    ],
  ],
  [
    'path: without its end',
    `${alice}    path: /people\n`,
    [
      'engineers.yaml:4:11: engineers.alice.path: found "/people", expected a path that begins and ends with /',
    ],
  ],
  [
    'slackId: missing',
    'engineers:\n  alice:\n    roles: []\n',
    [
      "engineers.yaml:2:3: engineers.alice.slackId: found nothing, expected a Slack user's id (U… or W…): in Slack, their profile, ⋮, Copy member ID",
    ],
  ],
  [
    "slackId: a channel's, for an engineer",
    'engineers:\n  alice:\n    slackId: C0TEAM00001\n',
    [
      'engineers.yaml:3:14: engineers.alice.slackId: found "C0TEAM00001", expected a Slack user\'s id (U… or W…): in Slack, their profile, ⋮, Copy member ID',
    ],
  ],
  [
    'slackId: a handle',
    'engineers:\n  alice:\n    slackId: "@alice"\n',
    [
      'engineers.yaml:3:14: engineers.alice.slackId: found "@alice", expected a Slack user\'s id (U… or W…): in Slack, their profile, ⋮, Copy member ID',
    ],
  ],
  [
    'slackId: of two engineers',
    `${alice}  bob:\n    slackId: U0ALICE0001\n  eve:\n    slackId: U0ALICE0001\n`,
    [
      'engineers.yaml:5:14: engineers.bob.slackId: found "U0ALICE0001", expected another Slack id than engineers.alice.slackId (line 3) has',
      'engineers.yaml:7:14: engineers.eve.slackId: found "U0ALICE0001", expected another Slack id than engineers.alice.slackId (line 3) has',
    ],
  ],
  [
    'keyExemption.until: a day that does not exist',
    exemptAlice('until: 2026-02-30, reason: On leave, approvedBy: Bob'),
    [
      'engineers.yaml:4:27: engineers.alice.keyExemption.until: found "2026-02-30", expected a date that exists, YYYY-MM-DD',
    ],
  ],
  [
    'keyExemption.until: no end',
    exemptAlice('until: true, reason: On leave, approvedBy: Bob'),
    [
      'engineers.yaml:4:27: engineers.alice.keyExemption.until: found true, expected a date that exists, YYYY-MM-DD',
    ],
  ],
  [
    'keyExemption: a date alone, as the tag has it',
    `${alice}    keyExemption: 2026-12-31\n`,
    [
      'engineers.yaml:4:19: engineers.alice.keyExemption: found "2026-12-31", expected a map of until, reason and approvedBy',
    ],
  ],
  [
    'keyExemption: nothing',
    `${alice}    keyExemption:\n`,
    [
      'engineers.yaml:4:18: engineers.alice.keyExemption: found nothing, expected a map of until, reason and approvedBy',
    ],
  ],
  [
    'keyExemption: a date without a reason, and nobody who allowed it',
    exemptAlice('until: 2026-12-31'),
    [
      `engineers.yaml:4:5: engineers.alice.keyExemption.reason: found nothing, expected why, in ${takes}`,
      `engineers.yaml:4:5: engineers.alice.keyExemption.approvedBy: found nothing, expected who allowed it, in ${takes}`,
    ],
  ],
  [
    'keyExemption: a reason without a date',
    exemptAlice('reason: On leave, approvedBy: Bob'),
    [
      'engineers.yaml:4:5: engineers.alice.keyExemption.until: found nothing, expected a date that exists, YYYY-MM-DD',
    ],
  ],
  [
    'keyExemption: a misspelt field',
    exemptAlice('until: 2026-12-31, reason: On leave, approvedby: Bob'),
    [
      `engineers.yaml:4:5: engineers.alice.keyExemption.approvedBy: found nothing, expected who allowed it, in ${takes}`,
      'engineers.yaml:4:57: engineers.alice.keyExemption.approvedby: found an unknown key, expected one of until, reason, approvedBy (did you mean approvedBy?)',
    ],
  ],
  ...(
    [
      ['signs that no tag takes', '"On leave, back in May"', '","'],
      ['a formula', '\'=HYPERLINK("https://x.test")\'', '"("'],
      ['two lines', '"On\\nleave"', '"\\n"'],
      ['markup', '<b>On leave</b>', '"<"'],
      ['257 characters', 'a'.repeat(257), '257 characters'],
      ['nothing', '""', '""'],
      ['spaces', '" "', '" "'],
      ['signs alone', '"-"', '"-"'],
      ["AWS's own prefix", '"AWS:leave"', '"AWS:leave"'],
      ['a number', '7', '7'],
    ] as const
  ).map(([what, yaml, found]): [string, string, string[]] => [
    `keyExemption.reason: ${what}`,
    exemptAlice(`until: 2026-12-31, approvedBy: Bob, reason: ${yaml}`),
    [
      `engineers.yaml:4:64: engineers.alice.keyExemption.reason: found ${found}, expected why, in ${takes}`,
    ],
  ]),
  [
    'keyExemptUntil, as the tag is called',
    `${alice}    keyExemptUntil: 2026-12-31\n`,
    [
      'engineers.yaml:4:5: engineers.alice.keyExemptUntil: found an unknown key, expected one of fullName, path, slackId, keyExemption, rotateWith, access, identityCenterName, iamUser, roles',
    ],
  ],
  [
    'roles: not a list',
    `${alice}    roles: production/deploy\n`,
    ['engineers.yaml:4:12: engineers.alice.roles: found "production/deploy", expected a list'],
  ],
  [
    'roles: one that no stack declares',
    `${alice}    roles:\n      - production/deploy\n      - production/deplyo\n`,
    [
      'engineers.yaml:6:9: engineers.alice.roles[1]: found "production/deplyo", expected a role that a stack declares under keyturn:roles (did you mean production/deploy?)',
    ],
  ],
  [
    'roles: one of a stack that declares none',
    `${alice}    roles: [staging/experiment]\n`,
    [
      'engineers.yaml:4:13: engineers.alice.roles[0]: found "staging/experiment", expected a role that a stack declares under keyturn:roles',
    ],
  ],
  [
    'roles: once for a stack that has no file, with the files that there are',
    `roleSets:\n  all: [prod/deploy, prod/read-only]\n${alice}    roles: [prod/deploy, all, lab/deploy]\n`,
    [
      'engineers.yaml:2:9: roleSets.all[0]: found "prod/deploy", expected a role of a stack that has a file (Pulumi.identity.yaml, Pulumi.production.yaml, Pulumi.staging.yaml); 2 more places name that stack',
      'engineers.yaml:6:31: engineers.alice.roles[2]: found "lab/deploy", expected a role of a stack that has a file (Pulumi.identity.yaml, Pulumi.production.yaml, Pulumi.staging.yaml)',
    ],
  ],
  [
    'roles: an ARN',
    `${alice}    roles: ["arn:aws:iam::222222222222:role/deploy"]\n`,
    [
      'engineers.yaml:4:13: engineers.alice.roles[0]: found "arn:aws:iam::222222222222:role/deploy", expected a role as stack/role, such as production/deploy, or the name of a role set',
    ],
  ],
  [
    'roles: one twice',
    `${alice}    roles: [production/deploy, production/deploy]\n`,
    [
      'engineers.yaml:4:32: engineers.alice.roles[1]: found "production/deploy", expected each role once',
    ],
  ],
  [
    'roles: a set that is not there',
    `roleSets: {backend: [production/deploy]}\n${alice}    roles: [backedn]\n`,
    [
      'engineers.yaml:5:13: engineers.alice.roles[0]: found "backedn", expected a role set of this file, or a role as stack/role (did you mean backend?)',
    ],
  ],
  [
    'roleSets: a role that no stack declares',
    'roleSets:\n  backend: [production/delpoy]\n',
    [
      'engineers.yaml:2:13: roleSets.backend[0]: found "production/delpoy", expected a role that a stack declares under keyturn:roles (did you mean production/deploy?)',
    ],
  ],
  [
    'roleSets: a set in a set',
    'roleSets:\n  backend: [production/deploy]\n  all: [backend]\n',
    [
      'engineers.yaml:3:9: roleSets.all[0]: found "backend", expected a role as stack/role, such as production/deploy',
    ],
  ],
  [
    'roleSets: a name with a slash',
    'roleSets:\n  production/x: []\n',
    [
      'engineers.yaml:2:3: roleSets.production/x: found the key "production/x", expected a name of 1 to 64 of A-Z a-z 0-9 _ -',
    ],
  ],
  [
    'machineUsers: a list',
    'machineUsers: []\n',
    ['engineers.yaml:1:1: machineUsers: found an empty list, expected a map'],
  ],
  [
    'a machine user: an unknown field',
    `${machine}    roles: [production/deploy]\n`,
    [
      'engineers.yaml:4:5: machineUsers.ci.roles: found an unknown key, expected one of path, slackId, policyArns',
    ],
  ],
  [
    'a machine user: slackId missing',
    'machineUsers:\n  ci: {policyArns: []}\n',
    [
      "engineers.yaml:2:3: machineUsers.ci.slackId: found nothing, expected a Slack user's id (U… or W…) or a channel's (C… or G…): in Slack, a profile's ⋮, Copy member ID, or the end of a channel's About",
    ],
  ],
  [
    'a machine user: a name of a channel',
    'machineUsers:\n  ci: {slackId: "#infra"}\n',
    [
      "engineers.yaml:2:17: machineUsers.ci.slackId: found \"#infra\", expected a Slack user's id (U… or W…) or a channel's (C… or G…): in Slack, a profile's ⋮, Copy member ID, or the end of a channel's About",
    ],
  ],
  [
    'policyArns: a name',
    `${machine}    policyArns: [ReadOnlyAccess]\n`,
    [
      'engineers.yaml:4:18: machineUsers.ci.policyArns[0]: found "ReadOnlyAccess", expected the ARN of a managed policy, such as arn:aws:iam::aws:policy/ReadOnlyAccess',
    ],
  ],
  [
    "policyArns: another account's, and another partition's",
    `${machine}    policyArns:\n      - arn:aws:iam::222222222222:policy/x\n      - arn:aws-cn:iam::aws:policy/ReadOnlyAccess\n`,
    [
      'engineers.yaml:5:9: machineUsers.ci.policyArns[0]: found "arn:aws:iam::222222222222:policy/x", expected a policy of AWS (arn:aws:iam::aws:policy/…) or of the account 111111111111',
      'engineers.yaml:6:9: machineUsers.ci.policyArns[1]: found "arn:aws-cn:iam::aws:policy/ReadOnlyAccess", expected a policy of the partition aws',
    ],
  ],
  [
    'policyArns: one twice',
    `${machine}    policyArns: [arn:aws:iam::aws:policy/A, arn:aws:iam::aws:policy/A]\n`,
    [
      'engineers.yaml:4:45: machineUsers.ci.policyArns[1]: found "arn:aws:iam::aws:policy/A", expected each policy once',
    ],
  ],
  [
    'policyArns: more than IAM attaches to a group',
    `${machine}    policyArns: [${Array.from({ length: 11 }, (_, i) => `arn:aws:iam::aws:policy/P${i}`).join(', ')}]\n`,
    [
      'engineers.yaml:4:5: machineUsers.ci.policyArns: found a list of 11, expected at most 10 entries',
    ],
  ],
  [
    'several at once, in the order of the lines',
    `engineers:\n  a b: {slackId: U0ALICE0001}\n  bob: {slackId: x, roles: [production/x]}\n  eve: {slackId: U0ALICE0001, ful: 1}\n`,
    [
      'engineers.yaml:2:3: engineers.a b: found the key "a b", expected a user name that IAM takes: 1 to 64 of A-Z a-z 0-9 and + = , . @ _ -',
      'engineers.yaml:3:18: engineers.bob.slackId: found "x", expected a Slack user\'s id (U… or W…): in Slack, their profile, ⋮, Copy member ID',
      'engineers.yaml:3:29: engineers.bob.roles[0]: found "production/x", expected a role that a stack declares under keyturn:roles',
      'engineers.yaml:4:18: engineers.eve.slackId: found "U0ALICE0001", expected another Slack id than engineers.a b.slackId (line 2) has',
      'engineers.yaml:4:31: engineers.eve.ful: found an unknown key, expected one of fullName, path, slackId, keyExemption, rotateWith, access, identityCenterName, iamUser, roles (did you mean fullName?)',
    ],
  ],
];

describe('engineers.yaml', () => {
  for (const [name, text, problems] of wrongFields)
    it(`refuses ${name}`, () => {
      assert.deepEqual(problemsOf(text), problems);
      assert.deepEqual(read(text).users, {
        engineers: [],
        machineUsers: [],
        groups: { ofRoles: [], ofMachines: [] },
      });
    });

  it('resolves role sets, each role once', () => {
    const { users, problems } = read(
      `roleSets:\n  all: [production/read-only, production/deploy]\n${alice}    fullName: Älice Ådams\n    roles: [production/deploy, all]\n${machine}`,
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(users, {
      engineers: [
        {
          userName: 'alice',
          fullName: 'Älice Ådams',
          slackId: 'U0ALICE0001',
          access: ['key'],
          roles: [role('production/deploy'), role('production/read-only')],
        },
      ],
      machineUsers: [{ userName: 'ci', slackId: 'C0TEAM00001', policyArns: [] }],
      groups: {
        ofRoles: [
          {
            name: 'engineers-all',
            arns: [role('production/deploy').arn, role('production/read-only').arn],
            members: ['alice'],
            roleSet: 'all',
          },
        ],
        ofMachines: [],
      },
    });
  });

  it('keeps people apart who are named like parts of JavaScript', () => {
    const names = ['constructor', 'toString', 'hasOwnProperty', 'valueOf'];
    const text = names.map((name, i) => `  ${name}: {slackId: U0ALICE000${i}}\n`).join('');
    const { users, problems } = read(`engineers:\n${text}`);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      users.engineers.map(({ userName }) => userName),
      names,
    );
    const roles = names.map((name) => `${name}, ${name}/x`).join(', ');
    assert.equal(problemsOf(`${alice}    roles: [${roles}]\n`).length, 2 * names.length);
  });

  for (const [count, isRefused] of [
    [iamQuotas.usersInAccount, false],
    [iamQuotas.usersInAccount + 1, true],
  ] as const)
    it(`${isRefused ? 'refuses' : 'takes'} ${count} users`, () => {
      const lines = Array.from(
        { length: count - 1 },
        (_, i) =>
          `  engineer-${i}: {slackId: U${String(i).padStart(10, '0')}, roles: [production/deploy]}\n`,
      );
      const problems = problemsOf(`engineers:\n${lines.join('')}${machine}`);
      assert.deepEqual(
        problems,
        isRefused
          ? [`engineers.yaml: found 5001 users, expected at most 5000, IAM's quota for an account`]
          : [],
      );
    });
});

describe("an engineer's roles", () => {
  const long = 'r'.repeat(59);
  const roles = Array.from({ length: 1000 }, (_, i) => role(`production/${long}${i + 1000}`));
  const accounts = [identity, { ...production, roles }];
  const readWith = (count: number) => {
    const names = roles.slice(0, count).map(({ reference }) => reference);
    const text = `${alice}    roles: [${names.join(', ')}]\n`;
    return readEngineers(parseYaml(text, 'engineers.yaml'), {
      identity,
      accounts,
      stacks: accounts.map(({ name }) => name),
      unread: [],
      ...unnamed,
    });
  };

  it('may be hundreds', () => assert.deepEqual(readWith(500).problems, []));

  it('must fit in the policies that IAM attaches to a group', () =>
    assert.deepEqual(readWith(1000).problems.map(formatProblem), [
      'engineers.yaml:4:5: engineers.alice.roles: found 1000 roles, expected as many as fit in 10 managed policies, the most that IAM attaches to a group: fewer roles, each of which may do more',
    ]));
});

describe("an engineer's tool", () => {
  const problemsWhere = (hasCustomRotation: boolean | undefined, tool: string) =>
    readEngineers(parseYaml(`${alice}    rotateWith: ${tool}\n`, 'engineers.yaml'), {
      identity,
      accounts: [identity],
      stacks: ['identity'],
      unread: [],
      hasCustomRotation,
      ...unnamed,
    }).problems.map(formatProblem);

  it("is the company's own only where it has one, as far as that can be seen", () => {
    assert.deepEqual(problemsWhere(true, 'custom'), []);
    assert.deepEqual(problemsWhere(undefined, 'custom'), []);
    assert.deepEqual(problemsWhere(false, 'custom'), [
      'engineers.yaml:4:17: engineers.alice.rotateWith: found "custom", expected another tool, or keyturn:customRotation in the stack file of the account that runs the monitor',
    ]);
    assert.deepEqual(problemsWhere(false, 'aws-vault'), []);
  });
});

describe("an engineer's ways in", () => {
  const accessOf = (text: string, access: readonly WayIn[] = defaultAccess) =>
    readEngineers(parseYaml(text, 'engineers.yaml'), {
      identity,
      accounts: [identity],
      stacks: ['identity'],
      unread: [],
      ...unnamed,
      ways: { ...unnamed.ways, access },
    }).users;

  it('are the key where neither they nor the company say anything', () => {
    const { engineers, groups } = accessOf(alice);
    assert.deepEqual(engineers[0]?.access, ['key']);
    assert.deepEqual([groups.signIn, groups.keyless], [undefined, undefined]);
  });

  it("are the company's unless they say others, and put them in groups", () => {
    const people = `${alice}  bob: {slackId: U0BOB000001, access: [key]}\n  carol: {slackId: U0CAROL0001, access: [sign-in, key]}\n`;
    const { engineers, groups } = accessOf(people, ['sign-in']);
    assert.deepEqual(
      engineers.map(({ access }) => access),
      [['sign-in'], ['key'], ['sign-in', 'key']],
    );
    assert.deepEqual(groups.signIn, { name: 'engineers-sign-in', members: ['alice', 'carol'] });
    assert.deepEqual(groups.keyless, { name: 'engineers-without-key', members: ['alice'] });
  });

  it('are told from a role set whose group would have the same name', () =>
    assert.deepEqual(
      problemsOf(
        `roleSets: {Sign-In: [production/deploy]}\n${alice}    access: [key, sign-in]\n    roles: [Sign-In]\n`,
      ),
      [
        'engineers.yaml:1:12: roleSets.Sign-In: found the group engineers-Sign-In of these, expected a name that IAM tells from that of the group engineers-sign-in of ways in, whatever the case of its letters: another name of it under names in keyturn:groups',
      ],
    ));

  it('make no trouble of that name where nobody signs in', () =>
    assert.deepEqual(
      problemsOf(`roleSets: {sign-in: [production/deploy]}\n${alice}    roles: [sign-in]\n`),
      [],
    ));
});
