import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestProject } from '../stacks/testing/project';
import { exitCodes } from './exit-codes';
import { OWN } from './testing/company';
import type { Ended } from './testing/ended';
import { Keyturn } from './testing/keyturn';
import { MovingCompany, projectOf, type MovingPerson } from './testing/moving-company';

const people: readonly MovingPerson[] = [
  { name: 'ada', keys: [40] },
  { name: 'ben', access: 'key+sign-in', keys: [40] },
  { name: 'cleo', access: 'key+sign-in', keys: [40], seen: [5, 2, 1] },
  { name: 'dan', access: 'key+sign-in', keys: [3], seen: [5, 2, 1] },
  { name: 'eve', access: 'sign-in', keys: [40], seen: [9, 8, 7] },
  { name: 'fay', access: 'sign-in', keys: [40] },
];

const engineers = `# Everybody.
engineers:
  # Has not heard of it
  ada: { slackId: U0ADA000000 }
  ben:
    slackId: U0BEN000000 # on the old laptop
    access: [key, sign-in]
  cleo: { slackId: U0CLEO00000, access: [ key, sign-in ] }
  dan: { slackId: U0DAN000000, access: [key, sign-in] }
  eve: { slackId: U0EVE000000, access: [sign-in] }
  fay: { slackId: U0FAY000000, access: [sign-in] }
  gus: { slackId: U0GUS000000, access: [key, sign-in] } # starts on Monday
  hal: { slackId: U0HAL000000, access: [identity-center], iamUser: false }
machineUsers:
  ci: { slackId: C0DEPLOYS01 }
`;

describe('keyturn move', () => {
  let keyturn: Keyturn;
  let company: MovingCompany;
  let project: TestProject;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => (company = await MovingCompany.open(people)));
  after(() => company.stop());
  beforeEach(() => (project = projectOf(engineers)));
  afterEach(() => project.remove());

  const file = () => path.join(project.folder, 'stacks', 'engineers.yaml');
  const text = () => readFileSync(file(), 'utf8');
  const run = (...args: readonly string[]) =>
    keyturn.run(['move', ...args, '--project', project.folder], { env: company.env });
  /** Where there are no credentials at all, and nothing that would answer. */
  const runWithoutAws = (...args: readonly string[]) =>
    keyturn.run(['move', ...args, '--project', project.folder], {
      env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_EC2_METADATA_DISABLED: 'true' },
    });
  const moveOf = async (name: string) =>
    (await company.ledger.load(OWN)).moves.get(company.ids.get(name) ?? '');

  function assertDone({ code, stderr }: Ended, line: string, instead: string): void {
    assert.deepEqual([code, stderr], [exitCodes.fine, '']);
    assert.equal(text(), engineers.replace(line, instead));
    assert.ok(line === instead || engineers.includes(line), line);
  }

  function assertNotDone({ code, stdout, stderr }: Ended, expected: number, why: RegExp): void {
    assert.match(stderr, /^keyturn: [^\n]*\n$/);
    assert.match(stderr, why);
    assert.deepEqual([code, stdout], [expected, '']);
    assert.equal(text(), engineers);
  }

  describe('opens another way', () => {
    it('at first, and asks neither AWS nor the ledger', async () => {
      const ended = await runWithoutAws('ada');
      assertDone(ended, 'U0ADA000000 }', 'U0ADA000000, access: [key, sign-in] }');
      assert.match(ended.stdout, /^--- stacks\/engineers\.yaml\n\+\+\+ /);
      assert.match(ended.stdout, /^- {2}ada: \{ slackId: U0ADA000000 \}$/m);
      assert.match(ended.stdout, /^\+ {2}ada: .*access: \[key, sign-in\] \}$/m);
      assert.match(ended.stdout, /^sign-in is open to ada\. pulumi up -s identity makes it so\.$/m);
    });

    it('that is asked for, beside one that is open', async () =>
      assertDone(
        await runWithoutAws('BEN', '--to', 'identity-center'),
        '[key, sign-in]\n',
        '[key, sign-in, identity-center]\n',
      ));

    it('only in words with --dry-run', async () => {
      const ended = await runWithoutAws('step', 'ada', '--dry-run');
      assertDone(ended, '', '');
      assert.match(ended.stdout, /^\+ {2}ada: .*access: \[key, sign-in\] \}$/m);
      assert.match(ended.stdout, /Nothing was changed\./);
    });
  });

  describe('closes key', () => {
    it('once another way was seen on enough days and no key is used', async () => {
      const ended = await run('cleo');
      assertDone(ended, '[ key, sign-in ]', '[ sign-in ]');
      assert.match(ended.stdout, /^key is closed to cleo\. pulumi up -s identity makes it so\.$/m);
      assert.equal((await moveOf('cleo'))?.forced, undefined);
    });

    const notYet: [string, string, RegExp][] = [
      [
        'while nothing proves another way',
        'ben',
        /ben is not there yet: nothing has arrived yet that tells them of sign-in/,
      ],
      ['while a key is used', 'dan', /no key may be used for 14 days: key …\w{4} was made on \d/],
      ['of somebody who is not made yet', 'gus', /has no IAM user gus yet: pulumi up/],
    ];
    for (const [what, name, why] of notYet)
      it(`not ${what}`, async () => {
        const before = await moveOf(name);
        assertNotDone(await run(name), exitCodes.findings, why);
        assert.deepEqual(await moveOf(name), before);
      });

    it('by the numbers of days that the company has set', async () => {
      const days = path.join(keyturn.folder, 'Pulumi.days.yaml');
      writeFileSync(days, 'config:\n  keyturn:settings:\n    quietDays: 60\n');
      assertNotDone(
        await run('cleo', '--config', days),
        exitCodes.findings,
        /no key may be used for 60 days: key …\w{4} was made on \d/,
      );
    });

    it('not before pulumi up has opened the other way', async () => {
      project.write(
        'stacks/engineers.yaml',
        engineers.replace('U0ADA000000 }', 'U0ADA000000, access: [key, sign-in] }'),
      );
      const before = text();
      const { code, stderr } = await run('ada');
      assert.equal(code, exitCodes.findings);
      assert.match(stderr, /engineers\.yaml has opened sign-in, and AWS does not have it yet/);
      assert.equal(text(), before);
    });

    it('and then says what the monitor still does', async () => {
      assertNotDone(
        await run('eve'),
        exitCodes.findings,
        /eve is not there yet: no warning has arrived yet that key …\w{4} stops; the monitor's next run warns them/,
      );
      assertNotDone(
        await run('fay'),
        exitCodes.findings,
        /key is closed, and no other way of theirs was seen to work/,
      );
    });

    it('never where it is the last way', async () =>
      assertNotDone(
        await runWithoutAws('ada', '--force', '--reason', 'all of us'),
        exitCodes.badUse,
        /nothing but key is open to ada, and --force closes that: expected another way first/,
      ));
  });

  describe('--force', () => {
    const force = (name: string, ...more: readonly string[]) =>
      run(name, '--force', '--reason', 'lost the old laptop', ...more);

    it('closes key without proof, and the ledger has who and why before', async () => {
      assertDone(await force('ben', '--dry-run'), '', '');
      assert.equal((await moveOf('ben'))?.forced, undefined);
      const ended = await force('ben');
      assertDone(ended, 'access: [key, sign-in]\n', 'access: [sign-in]\n');
      assert.match(ended.stdout, /key is closed to ben, without proof\./);
      const { forced } = (await moveOf('ben')) ?? {};
      assert.equal(forced?.by, `arn:aws:iam::${OWN}:root`);
      assert.equal(forced?.reason, 'lost the old laptop');
      // It counts for that time alone: the file was taken back, and nobody forces it now.
      project.write('stacks/engineers.yaml', engineers);
      assertNotDone(
        await run('ben'),
        exitCodes.findings,
        /closing was forced before, and is not done: --force again/,
      );
    });

    it('answers for a key that is closed, and changes no file', async () => {
      const ended = await force('fay');
      assertDone(ended, '', '');
      assert.match(ended.stdout, /key of fay is closed without proof, by arn:aws:iam::/);
      assert.equal((await moveOf('fay'))?.forced?.reason, 'lost the old laptop');
    });

    it('changes nothing where the ledger can’t be written', async () =>
      assertNotDone(
        await force('dan', '--ledger', 'no-such-table'),
        exitCodes.noAnswer,
        /asked for the ledger no-such-table in us-east-1, and answered: ResourceNotFound/,
      ));

    it('records nothing where the file can’t be written', async () => {
      const was = (await moveOf('dan'))?.forced;
      rmSync(path.join(project.folder, 'stacks', 'engineers.yaml'));
      project.write('stacks/engineers.yaml', engineers.replace('dan:', 'dan: ]'));
      const { code } = await force('dan');
      assert.equal(code, exitCodes.badUse);
      assert.deepEqual((await moveOf('dan'))?.forced, was);
    });
  });

  describe('--back', () => {
    const opened = [
      'U0EVE000000, access: [sign-in]',
      'U0EVE000000, access: [key, sign-in]',
    ] as const;

    it('gives key back where it is closed, without AWS, and says that the ledger does not know', async () => {
      const { stderr, ...ended } = await runWithoutAws('eve', '--back');
      assertDone({ ...ended, stderr: '' }, ...opened);
      assert.match(
        stderr,
        /^keyturn: the ledger does not know of it until the monitor's next run: /,
      );
      assert.match(stderr, /what was warned of or forced before counts still/);
    });

    it('has the ledger know, so that what was forced counts no more', async () => {
      await run('fay', '--force', '--reason', 'lost the old laptop');
      const { forced, lastOpenAt: before } = (await moveOf('fay')) ?? {};
      assert.ok(forced && !before);
      await run('fay', '--back', '--dry-run');
      assert.equal((await moveOf('fay'))?.lastOpenAt, undefined);
      assert.equal(text(), engineers);
      const ended = await run('fay', '--back');
      assertDone(ended, 'U0FAY000000, access: [sign-in]', 'U0FAY000000, access: [key, sign-in]');
      const { lastOpenAt } = (await moveOf('fay')) ?? {};
      assert.ok(lastOpenAt && lastOpenAt >= forced.at);
    });

    it('does so, too, where the file has it already', async () => {
      const ended = await run('ben', '--back');
      assertDone(ended, '', '');
      assert.match(ended.stdout, /key is open to ben already/);
      assert.ok((await moveOf('ben'))?.lastOpenAt);
    });

    it('says that it takes a later day where the last one is over, and changes nothing', async () => {
      const identity = readFileSync(path.join(project.folder, 'Pulumi.identity.yaml'), 'utf8');
      const until = "  keyturn:accessUntil: {key: '2026-01-31'}\n";
      project.write('Pulumi.identity.yaml', identity + until);
      const others = engineers.replace(
        '{ slackId: U0ADA000000 }',
        '{ slackId: U0ADA000000, access: [sign-in] }',
      );
      project.write('stacks/engineers.yaml', others);
      for (const name of ['eve', 'ben']) {
        const { code, stdout, stderr } = await runWithoutAws(name, '--back');
        assert.deepEqual([code, stdout], [exitCodes.badUse, '']);
        assert.match(
          stderr,
          /the last day of key is over for everybody.*: expected a later one under keyturn:accessUntil in Pulumi\.identity\.yaml/,
        );
        assert.equal(text(), others);
      }
    });

    it('knows no ledger that has no record of them', async () => {
      assertDone(await run('dan', '--back'), '', '');
      assertDone(await run('ada', '--back'), '', '');
    });
  });

  describe('of somebody without an IAM user', () => {
    it('is over, and asks nobody', async () => {
      const ended = await runWithoutAws('hal');
      assertDone(ended, '', '');
      assert.match(ended.stdout, /^The move of hal is over: they have no IAM user/);
    });

    for (const option of [['--back'], ['--to', 'sign-in']])
      it(`does not go back by ${option[0]}, which needs a new one`, async () =>
        assertNotDone(
          await runWithoutAws('hal', ...option),
          exitCodes.badUse,
          /hal has no IAM user, .*: expected access with key or sign-in there, and no iamUser/,
        ));

    it('has no certificate any more once it is gone', async () =>
      assertNotDone(
        await run('hal', '--certificate', path.join(keyturn.folder, 'late')),
        exitCodes.findings,
        /has no IAM user hal any more, of whom a certificate could be/,
      ));
  });

  it('opens no way by Identity Center that nobody administers', async () => {
    const identity = readFileSync(path.join(project.folder, 'Pulumi.identity.yaml'), 'utf8');
    project.write('Pulumi.identity.yaml', identity.replace(/.*identityCenterElsewhere.*\n/, ''));
    project.write('stacks/engineers.yaml', engineers.replace(/ {2}hal: .*\n/, ''));
    const { code, stderr } = await runWithoutAws('ada', '--to', 'identity-center');
    assert.equal(code, exitCodes.badUse);
    assert.match(stderr, /no stack file administers IAM Identity Center: expected one with/);
  });

  describe('--said', () => {
    const statement = (name: string, more: object = {}) => ({
      format: 'keyturn-ways/1',
      madeAt: new Date().toISOString(),
      said: [
        {
          way: 'sign-in',
          profile: 'identity-sign-in',
          arn: `arn:aws:iam::${OWN}:user/${name}`,
          accountId: OWN,
          userId: company.ids.get(name),
          at: new Date(Date.now() - 60_000).toISOString(),
          ...more,
        },
      ],
    });
    const say = (name: string, what: unknown, ...more: readonly string[]) => {
      const said = path.join(project.folder, 'said.json');
      writeFileSync(said, typeof what === 'string' ? what : JSON.stringify(what));
      return run(name, '--said', said, ...more);
    };

    it('is recorded as said, and proves the way', async () => {
      const dry = await say('ben', statement('ben'), '--dry-run');
      assertDone(dry, '', '');
      assert.match(dry.stdout, /^Would record in the ledger/);
      assert.deepEqual((await moveOf('ben'))?.said, {});
      const ended = await say('ben', statement('ben'));
      assertDone(ended, '', '');
      assert.match(ended.stdout, /as said and not as seen: ben says that sign-in worked at /);
      assert.equal((await moveOf('ben'))?.said['sign-in']?.by, `arn:aws:iam::${OWN}:user/ben`);
      assertDone(await run('ben'), 'access: [key, sign-in]\n', 'access: [sign-in]\n');
    });

    const days = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString();
    const refused: [string, () => unknown, RegExp][] = [
      [
        'another person',
        () => statement('ada'),
        /found a session of arn.*user\/ada.*expected one of arn.*user\/dan/,
      ],
      [
        'a user of the name who was made again',
        () => statement('dan', { userId: 'AIDAANOTHER000000000' }),
        /expected one of arn/,
      ],
      [
        'the future',
        () => statement('dan', { at: days(-1) }),
        /said\[0\]\.at: found .*, which is to come/,
      ],
      [
        'long ago',
        () => statement('dan', { at: days(15) }),
        /said\[0\]\.at: found .*; expected one of the last 14 days/,
      ],
      ['no statement', () => '{}', /said\.json: format: found nothing, expected keyturn-ways\/1/],
      ['no JSON', () => 'sign-in works', /found no JSON, expected a statement of ways/],
      [
        'a way that is not open to them',
        () =>
          statement('dan', {
            way: 'identity-center',
            arn: `arn:aws:sts::${OWN}:assumed-role/deploy/dan`,
            userId: 'AROAEXAMPLE000000001:dan',
          }),
        /it says that identity-center works, which is not open to dan/,
      ],
    ];
    for (const [what, made, why] of refused)
      it(`is refused of ${what}`, async () => {
        assertNotDone(await say('dan', made()), exitCodes.badUse, why);
        assert.deepEqual((await moveOf('dan'))?.said, {});
      });

    it('is refused where there is no such file', async () =>
      assertNotDone(
        await run('dan', '--said', 'none.json'),
        exitCodes.badUse,
        /--said is none\.json: found no such file, expected a statement of ways/,
      ));

    it('is refused where there is a folder', async () =>
      assertNotDone(
        await run('dan', '--said', '/tmp'),
        exitCodes.badUse,
        /--said is \/tmp: found a folder, expected a statement of ways/,
      ));
  });

  describe('refuses', () => {
    const cases: [string, readonly string[], RegExp][] = [
      ['nobody', ['nobody'], /stacks\/engineers\.yaml has no engineer "nobody"/],
      ['a machine', ['ci'], /ci is a machine user in .*machines have keys/],
      [
        'a way that there is not',
        ['ada', '--to', 'vpn'],
        /Allowed choices are sign-in, identity-center/,
      ],
      ['a way that is open', ['ben', '--to', 'sign-in'], /sign-in is open to ben already/],
      ['to force without a reason', ['ben', '--force'], /--force needs --reason/],
      [
        'an empty reason',
        ['ben', '--force', '--reason', ' '],
        /--reason is blank: expected a sentence/,
      ],
      ['a reason for nothing', ['ben', '--reason', 'so'], /--reason goes with --force/],
      [
        'to go both ways',
        ['ben', '--back', '--force', '--reason', 'so'],
        /--back and --force: expected one/,
      ],
      [
        'a certificate on the way back',
        ['eve', '--back', '--certificate', 'x'],
        /--certificate is of a move that is over/,
      ],
      ['CloudTrail for nothing', ['ben', '--trail'], /--trail goes with --certificate/],
      [
        'a certificate too early',
        ['eve', '--certificate', 'early'],
        /eve is not there yet: no warning/,
      ],
      [
        'a certificate too early, of somebody who has key alone,',
        ['ada', '--certificate', 'early'],
        /ada is not there yet: key is still open to them/,
      ],
      ['a profile that there is not', ['ben', '--profile', 'none'], /none/],
      [
        'a profile of the ledger that there is not',
        ['ben', '--ledger-profile', 'nobody'],
        /--ledger-profile is nobody, a profile/,
      ],
      ['a region that is none', ['ben', '--region', 'atlantis'], /"atlantis" is no region/],
      [
        'an external id for no role',
        ['ben', '--external-id', 'x'],
        /--external-id goes with --role-name/,
      ],
      [
        "settings that are no stack's file",
        ['ben', '--config', 'settings.yaml'],
        /settings\.yaml: expected a stack's file/,
      ],
    ];
    for (const [what, args, why] of cases)
      it(what, async () => {
        const ended = await run(...args);
        const isEarly = what.includes('too early');
        assertNotDone(ended, isEarly ? exitCodes.findings : exitCodes.badUse, why);
      });

    it('a file that is not right, in one line', async () => {
      const wrong = engineers.replace('[key, sign-in]\n', '[keys]\n');
      project.write('stacks/engineers.yaml', wrong);
      const { code, stderr } = await run('ada');
      assert.equal(code, exitCodes.badUse);
      assert.match(stderr, /^keyturn: stacks\/engineers\.yaml:7:\d+: engineers\.ben\.access.*\n$/);
      assert.equal(text(), wrong);
    });
  });
});
