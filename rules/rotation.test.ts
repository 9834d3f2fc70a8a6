import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  commandProblem,
  customRotationSchema,
  defaultRotation,
  filledCommand,
  filledLink,
  linkProblem,
  ownProfile,
  profileFor,
  profilePattern,
  rotationSchema,
  toolFor,
} from './rotation';

const custom = { command: 'acme turn {user}', link: 'https://wiki.example.com/keys' };

describe("a company's own command", () => {
  for (const command of [
    'acme turn',
    'acme turn {user} {account} {profile} {user}',
    ' acme',
    'acme ',
    'a',
    "acme 'a b' | tee <x> && echo *ä*",
    '}{',
    'x'.repeat(300),
  ])
    it(`may be ${command.slice(0, 40)}`, () => assert.equal(commandProblem(command), undefined));

  for (const [command, problem] of [
    ['', /one line/],
    ['   ', /one line/],
    ['turn\nrm -rf /', /one line/],
    ['turn\u2028rm', /one line/],
    ['turn \u202Egnp', /one line/],
    ['turn `id`', /without backticks/],
    ['x'.repeat(301), /at most 300/],
    ['turn {userName}', /found \{userName\}/],
    ['turn {User}', /found \{User\}/],
    ['turn {}', /found \{\}/],
    ['turn {user} ${HOME}', /found \{HOME\}/],
  ] as const)
    it(`may not be ${JSON.stringify(command).slice(0, 40)}`, () =>
      assert.match(commandProblem(command) ?? '', problem));

  it('takes no value for more than one word', () => {
    const user = `it's $(id) "x" ; *`;
    const line = filledCommand(
      { ...custom, command: 'printf %s, {user} end {user}' },
      filling(user),
    );
    assert.equal(execFileSync('sh', ['-c', line], { encoding: 'utf8' }), `${user},end,${user},`);
  });

  it('takes no value for a placeholder', () =>
    assert.equal(filledCommand(custom, filling('{account}')), "acme turn '{account}'"));
});

describe("the page of a company's own command", () => {
  for (const link of [
    'https://wiki.example.com',
    'https://wiki.example.com:8443/a/b?user={user}&x=%20#{profile}',
    'https://localhost/{account}',
    'https://192.0.2.1/',
    `https://a.example/${'x'.repeat(482)}`,
  ])
    it(`may be ${link}`, () => assert.equal(linkProblem(link), undefined));

  for (const link of [
    '',
    'http://wiki.example.com',
    'javascript:alert(1)',
    'https://',
    'https://user@evil.example/',
    'https://{user}/',
    'https://-wiki.example.com/',
    'https://{user}.example.com/',
    'https://wiki.example.com/a b',
    'https://wiki.example.com/a|b',
    'https://wiki.example.com/>',
    ' https://wiki.example.com',
    `https://a.example/${'x'.repeat(483)}`,
  ])
    it(`may not be ${link.slice(0, 40)}`, () =>
      assert.match(linkProblem(link) ?? '', /^expected an https address/));

  it('names a placeholder that is none', () =>
    assert.equal(
      linkProblem('https://a.example/{name}'),
      'expected in braces no other than {user}, {account}, {profile}, found {name}',
    ));

  it('leads nowhere else, whatever the values are', () => {
    const user = '../?x=1&y#z@evil.example|<!here>*~(!)';
    const link = 'https://wiki.example.com/of/{user}/keys';
    const filled = filledLink({ ...custom, link }, filling(user));
    assert.deepEqual(new URL(filled).pathname.split('/').map(decodeURIComponent), [
      '',
      'of',
      user,
      'keys',
    ]);
    assert.doesNotMatch(filled, /[|<>\s*~'()!]/);
    // As RFC 3986 has it.
    assert.match(filled, /%2A~?/);
  });
});

describe("a company's own command and page, in a stack's file", () => {
  it('are taken where nothing is wrong with them', () =>
    assert.deepEqual(customRotationSchema.parse(custom), custom));

  it('are refused with what is wrong with each', () => {
    const wrong = { command: 'turn {name}', link: 'http://wiki.example.com' };
    const { error } = customRotationSchema.safeParse(wrong);
    assert.deepEqual(
      error?.issues.map(({ code, path, message }) => [code, path, message]),
      [
        ['custom', ['command'], commandProblem(wrong.command)],
        ['custom', ['link'], linkProblem(wrong.link)],
      ],
    );
  });

  it('are refused where they are no texts', () => {
    const { error } = customRotationSchema.safeParse({ command: 1 });
    assert.deepEqual(
      error?.issues.map(({ message }) => message),
      ['expected a command', 'expected an https address'],
    );
  });
});

describe('the tool of a message', () => {
  it("is the person's own, else the company's", () => {
    assert.deepEqual(toolFor({}, defaultRotation), { is: 'keyturn' });
    assert.deepEqual(toolFor({}, { ...defaultRotation, tool: 'aws-cli' }), { is: 'aws-cli' });
    const own = { rotateWith: 'aws-vault' } as const;
    for (const more of [{}, { custom }])
      assert.deepEqual(toolFor(own, { ...defaultRotation, tool: 'aws-cli', ...more }), {
        is: 'aws-vault',
      });
  });

  it("is the company's own only where it has one", () => {
    const own = { rotateWith: 'custom' } as const;
    assert.deepEqual(toolFor(own, { ...defaultRotation, custom }), { is: 'custom', custom });
    assert.deepEqual(toolFor(own, { ...defaultRotation, tool: 'aws-cli' }), { is: 'aws-cli' });
    // What was deployed may say so, and nobody goes without commands for it.
    assert.deepEqual(toolFor(own, { ...defaultRotation, tool: 'custom' }), { is: 'keyturn' });
  });
});

describe('what the function is told of rotating', () => {
  it('is as by the defaults where nothing is said, and passes by what it does not know', () =>
    assert.deepEqual(rotationSchema.parse({ news: 1 }), defaultRotation));

  it('has a command and a page where the tool is custom', () => {
    const whole = { tool: 'custom', custom, profiles: {} };
    assert.deepEqual(rotationSchema.parse(whole), whole);
  });
});

describe('the profile of a message', () => {
  const cases = [
    ['Production', 'production'],
    ['Prod (EU) #1', 'prod-eu-1'],
    ['  --help', 'help'],
    ['Überwachung', 'uberwachung'],
    ['王芳', '222222222222'],
    ['x'.repeat(500), 'x'.repeat(40)],
    [`${'x'.repeat(39)} y`, 'x'.repeat(39)],
    ['a; rm -rf /', 'a-rm-rf'],
  ] as const;
  for (const [name, profile] of cases)
    it(`is guessed from ${JSON.stringify(name.slice(0, 20))} as ${profile.slice(0, 20)}`, () =>
      assert.deepEqual(profileFor({ id: '222222222222', name }, defaultRotation), {
        name: profile,
        isKnown: false,
      }));

  it('is the one that is written, where that is known', () => {
    const rotation = { ...defaultRotation, profiles: { '222222222222': 'Prod_main' } };
    const of = (id: string) => profileFor({ id, name: 'Production' }, rotation);
    assert.deepEqual(of('222222222222'), { name: 'Prod_main', isKnown: true });
    assert.deepEqual(of('333333333333'), { name: 'production', isKnown: false });
  });

  it('is called as the stack, behind what is put before it', () => {
    assert.equal(ownProfile('identity'), 'identity');
    assert.equal(ownProfile('identity', 'ada-'), 'ada-identity');
  });
});

function filling(user: string) {
  return { user, account: '111111111111', profile: 'identity' };
}

describe("a profile's name", () => {
  for (const name of ['p', 'acme-production', 'a.b_c@d+e=f,g', 'x'.repeat(128)])
    it(`may be ${name.slice(0, 20)}`, () => assert.ok(profilePattern.test(name)));

  for (const name of ['', ' p', 'p ', 'a b', "it's", 'a/b', 'x'.repeat(129)])
    it(`may not be ${JSON.stringify(name).slice(0, 20)}`, () => {
      const { error } = rotationSchema.safeParse({ profiles: { '111111111111': name } });
      assert.equal(error?.issues[0]?.message, "expected a profile's name");
    });
});

it('a company whose tool is its own must say which', () => {
  const { error } = rotationSchema.safeParse({ tool: 'custom' });
  assert.deepEqual(
    error?.issues.map(({ path, message }) => [path, message]),
    [[['custom'], 'expected command and link, as the tool is custom']],
  );
});
