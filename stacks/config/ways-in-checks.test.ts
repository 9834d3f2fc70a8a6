import assert from 'node:assert/strict';
import { goodStacks, TestProject } from '../testing/project';
import { planStack } from './plan';
import { formatProblem } from './problem';
import { readProjectFolder } from './project-folder';

const until = "  keyturn:accessUntil: {key: '2027-03-31'}\n";
const lastMinute = new Date('2027-04-01T12:00:00Z');
const over = new Date('2027-04-01T12:00:01Z');

/** The plan of the identity account with these engineers, under these lines of its stack file. */
function plan(engineers: string, { config = '', now = lastMinute } = {}) {
  const identity = `${goodStacks.identity}  keyturn:identityCenterElsewhere: true\n${config}`;
  const project = new TestProject({ ...goodStacks, identity }, `engineers:\n${engineers}`);
  try {
    return planStack(readProjectFolder(project.folder), 'identity', undefined, now);
  } finally {
    project.remove();
  }
}

const problemsOf = (...args: Parameters<typeof plan>) => plan(...args).problems.map(formatProblem);
function waysOf(...args: Parameters<typeof plan>) {
  const { value, problems } = plan(...args);
  assert.deepEqual(problems.map(formatProblem), []);
  return (value?.users.engineers ?? []).map(
    ({ userName, access, keyUntil, identityCenterName }) => [
      userName,
      access,
      keyUntil,
      identityCenterName,
    ],
  );
}

const people = `  ada: {slackId: U0ADA000001}
  ben: {slackId: U0BEN000001, access: [key, sign-in]}
  cleo: {slackId: U0CLEO00001, access: [identity-center, key]}
  dora: {slackId: U0DORA00001, access: [sign-in]}
`;
const ada = '  ada: {slackId: U0ADA000001';
const ben = '  ben: {slackId: U0BEN000001';

describe('the last day of key', () => {
  it('changes nothing for those who have no other way, and nothing where it is not said', () => {
    assert.deepEqual(waysOf(people, { now: over }), [
      ['ada', ['key'], undefined, undefined],
      ['ben', ['key', 'sign-in'], undefined, undefined],
      ['cleo', ['identity-center', 'key'], undefined, 'cleo'],
      ['dora', ['sign-in'], undefined, undefined],
    ]);
    const { users } = plan(people, { config: until }).value ?? assert.fail('there is no plan');
    assert.deepEqual(users.groups.keyUntil, {
      name: 'engineers-key-until',
      members: ['ben', 'cleo'],
      lastDay: '2027-03-31',
    });
    assert.deepEqual(users.groups.keyless?.members, ['dora']);
  });

  it('is told of each who has key and another way', () =>
    assert.deepEqual(waysOf(people, { config: until }), [
      ['ada', ['key'], undefined, undefined],
      ['ben', ['key', 'sign-in'], '2027-03-31', undefined],
      ['cleo', ['identity-center', 'key'], '2027-03-31', 'cleo'],
      ['dora', ['sign-in'], undefined, undefined],
    ]));

  it('takes key from those, once it is over everywhere on earth', () => {
    const others = people.replace(/.*ada.*\n/, '');
    assert.deepEqual(waysOf(others, { config: until, now: over }), [
      ['ben', ['sign-in'], undefined, undefined],
      ['cleo', ['identity-center'], undefined, 'cleo'],
      ['dora', ['sign-in'], undefined, undefined],
    ]);
    const { users } =
      plan(others, { config: until, now: over }).value ?? assert.fail('there is no plan');
    assert.equal(users.groups.keyUntil, undefined);
    assert.deepEqual(users.groups.keyless?.members, ['ben', 'cleo', 'dora']);
  });

  it('refuses whoever would have no way in then, where they say so and where the company does', () => {
    const found = 'found no way in but key, whose last day 2027-03-31 is over';
    const expected =
      'expected another way under access (sign-in, identity-center), or a later day under keyturn:accessUntil';
    assert.deepEqual(
      problemsOf(`${ada}}\n${ben}, access: [key]}\n`, { config: until, now: over }),
      [
        `stacks/engineers.yaml:2:3: engineers.ada: ${found}, ${expected}`,
        `stacks/engineers.yaml:3:31: engineers.ben.access: ${found}, ${expected}`,
      ],
    );
  });

  it('refuses nobody for ways that are not right, beside saying so', () =>
    assert.deepEqual(problemsOf(`${ada}, access: [key, keys]}\n`, { config: until, now: over }), [
      'stacks/engineers.yaml:2:45: engineers.ada.access[1]: found "keys", expected one of key, sign-in, identity-center',
    ]));
});

describe('a name in IAM Identity Center', () => {
  const center = ', access: [key, identity-center]';

  it("is the user's own unless they say another, also where the company opens that way", () =>
    assert.deepEqual(
      waysOf(`${ada}}\n${ben}, identityCenterName: ben.nevis@example.com}\n`, {
        config: '  keyturn:access: [identity-center]\n',
      }),
      [
        ['ada', ['identity-center'], undefined, 'ada'],
        ['ben', ['identity-center'], undefined, 'ben.nevis@example.com'],
      ],
    ));

  const name =
    'a user name of IAM Identity Center that an AWS tag takes: 1 to 128 letters, digits and _ . : / = + - @';
  const cases: readonly [what: string, engineers: string, problems: readonly string[]][] = [
    [
      'of whom may not come that way',
      `${ada}, identityCenterName: ada}\n`,
      [
        '2:31: engineers.ada.identityCenterName: found "ada", expected none, or identity-center under access, which is key',
      ],
    ],
    [
      'with a space',
      `${ada}${center}, identityCenterName: ada lovelace}\n`,
      [`2:83: engineers.ada.identityCenterName: found "ada lovelace", expected ${name}`],
    ],
    [
      'of more than 128 characters',
      `${ada}${center}, identityCenterName: ${'a'.repeat(129)}}\n`,
      [`2:83: engineers.ada.identityCenterName: found "${'a'.repeat(79)}…, expected ${name}`],
    ],
    [
      'that is none',
      `${ada}${center}, identityCenterName: }\n`,
      [`2:83: engineers.ada.identityCenterName: found nothing, expected ${name}`],
    ],
    [
      'that Identity Center keeps for itself',
      `${ada}${center}, identityCenterName: administrator}\n`,
      [
        '2:83: engineers.ada.identityCenterName: found "administrator", expected another than Administrator and AWSAdministrators, which IAM Identity Center keeps for itself',
      ],
    ],
    [
      'that no tag takes, and is not said',
      `  a,da: {slackId: U0ADA000001${center}}\n`,
      [
        "2:3: engineers.a,da: found no identityCenterName, expected their user name in IAM Identity Center: the IAM user's own is none that it, or an AWS tag, takes",
      ],
    ],
    [
      "that is another's, whatever its case",
      `${ada}${center}, identityCenterName: X@example.com}\n${ben}${center}, identityCenterName: x@Example.com}\n`,
      [
        '3:83: engineers.ben.identityCenterName: found the user name "x@Example.com" in IAM Identity Center, which is taken, expected another than engineers.ada.identityCenterName (line 2) has, whatever the case of its letters',
      ],
    ],
    [
      "that is another's own",
      `${ada}${center}, identityCenterName: Ben}\n${ben}${center}}\n`,
      [
        '3:3: engineers.ben: found the user name "ben" in IAM Identity Center, which is taken, expected another than engineers.ada.identityCenterName (line 2) has, whatever the case of its letters',
      ],
    ],
  ];
  for (const [what, engineers, problems] of cases)
    it(`is refused ${what}`, () =>
      assert.deepEqual(
        problemsOf(engineers),
        problems.map((problem) => `stacks/engineers.yaml:${problem}`),
      ));

  it("may be another's who does not come that way", () =>
    assert.deepEqual(problemsOf(`${ada}${center}, identityCenterName: ben}\n${ben}}\n`), []));
});

describe('an engineer without an IAM user', () => {
  const alone = `${ada}, access: [identity-center], iamUser: false, roles: [production/deploy]}\n`;

  it('is in no group of IAM’s, and in the one of Identity Center', () => {
    const { value } = plan(`${alone}${ben}, roles: [production/deploy]}\n`);
    const { groups } = value?.users ?? assert.fail('there is no plan');
    assert.deepEqual(
      [groups.ofRoles, groups.ofComers].map((each) => each?.map(({ members }) => members)),
      [[['ben']], [['ada']]],
    );
    assert.deepEqual(
      [groups.signIn, groups.keyless, groups.keyUntil],
      [undefined, undefined, undefined],
    );
  });

  it('may say so with true, which changes nothing', () => {
    const said = plan(`${ben}, access: [identity-center], iamUser: true}\n`).value?.users.groups;
    assert.deepEqual(said, plan(`${ben}, access: [identity-center]}\n`).value?.users.groups);
    assert.deepEqual(said?.keyless?.members, ['ben']);
  });

  for (const [access, config] of [
    ['[key, identity-center]', ''],
    ['[sign-in]', ''],
    ['[identity-center, sign-in]', ''],
    ['', ''],
    ['[key, identity-center]', until],
  ])
    it(`is refused with ${access || 'what the company’s default is'}${config && ', also once key is over'}`, () => {
      const own = access && `, access: ${access}`;
      const [problem, ...others] = problemsOf(`${ada}${own}, iamUser: false}\n`, {
        config,
        now: over,
      });
      assert.deepEqual(others, []);
      assert.match(
        problem ?? '',
        /engineers\.ada\.iamUser: found false, and access is .*, expected access: \[identity-center\], which alone needs no IAM user; or no iamUser$/,
      );
    });

  it('is refused what is neither true nor false', () =>
    assert.match(
      problemsOf(`${ada}, access: [identity-center], iamUser: no}\n`).join(),
      /engineers\.ada\.iamUser: found "no", expected true or false$/,
    ));
});

describe('access by Identity Center', () => {
  const project = (config: string, more: Readonly<Record<string, string>> = {}) => {
    const identity = `${goodStacks.identity}${config}`;
    const files = new TestProject(
      { ...goodStacks, identity, ...more },
      `engineers:\n${ada}, access: [sign-in, identity-center]}\n${ben}, access: [identity-center]}\n`,
    );
    try {
      return planStack(readProjectFolder(files.folder), 'identity').problems.map(formatProblem);
    } finally {
      files.remove();
    }
  };
  const center = `
  aws:region: eu-central-1
  keyturn:accountKinds: [identity-center]
  keyturn:accountId: '444444444444'
`;

  it('is refused, in one line, where nobody lets them in by it', () => {
    const refusal = [
      "stacks/engineers.yaml:2:31: engineers.ada.access: found access by identity-center (and that of 1 more), and no stack file of an account that administers IAM Identity Center, expected one with keyturn:accountKinds: [identity-center]; or keyturn:identityCenterElsewhere: true in the identity account's stack file, where others let these people in",
    ];
    assert.deepEqual(project(''), refusal);
    // Another partition's lets in nobody of this one.
    const china = center.replace('eu-central-1', 'cn-north-1');
    assert.deepEqual(project('', { center: china }), refusal);
  });

  it('is taken where a stack file says who administers it, or that others do', () => {
    assert.deepEqual(project('', { center }), []);
    assert.deepEqual(project('  keyturn:identityCenterElsewhere: true\n'), []);
  });

  it('is no mistake of this file where the one that may say it is not right', () =>
    assert.doesNotMatch(
      project('', { center: center.replace("'444444444444'", '4') }).join('\n'),
      /engineers\.yaml/,
    ));
});
