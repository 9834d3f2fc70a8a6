import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { moveStatusSchema, type MoveStatus } from '../rules/person/move-status';
import { certificateSchema, type Certificate } from '../rules/person/certificate';
import type { TestProject } from '../stacks/testing/project';
import { exitCodes } from './exit-codes';
import { OWN, SANDBOX } from './testing/company';
import { Keyturn } from './testing/keyturn';
import { LEDGER, MovingCompany, projectOf, type MovingPerson } from './testing/moving-company';
import { schemaOf } from './testing/schema-of';

const people: readonly MovingPerson[] = [
  { name: 'ada', keys: [40] },
  { name: 'cleo', access: 'key+sign-in', keys: [40], seen: [5, 2, 1] },
  { name: 'hal', access: 'sign-in', keys: [90], disabled: 20, hasPassword: true, seen: [9, 8, 7] },
  {
    name: 'ivy',
    access: 'identity-center',
    identityCenterName: 'ivy@example.com',
    keys: [90],
    disabled: 20,
  },
  { name: 'joe', access: 'sign-in', keys: [90], disabled: 3, hasPassword: true, seen: [9, 8, 7] },
];

const engineers = `engineers:
  hal: { slackId: U0HAL000000, access: [sign-in] }
  # By the identity provider
  ivy: { slackId: U0IVY000000, access: [identity-center], identityCenterName: ivy@example.com }
  joe: { slackId: U0JOE000000, access: [sign-in] }
`;

describe('the end of a move, and where everybody is', () => {
  let keyturn: Keyturn;
  let company: MovingCompany;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => (company = await MovingCompany.open(people)));
  after(() => company.stop());

  const run = (args: readonly string[]) => keyturn.run(['move', ...args], { env: company.env });

  describe('keyturn move status', () => {
    async function statusOf(...args: readonly string[]): Promise<MoveStatus> {
      const { code, stdout, stderr } = await run(['status', '--format', 'json', ...args]);
      assert.deepEqual([code, stderr], [exitCodes.fine, '']);
      return moveStatusSchema.parse(JSON.parse(stdout));
    }

    it('has everybody with their step, their ways and what is missing, as its JSON Schema says', async () => {
      const status = await statusOf('--ledger', LEDGER);
      assert.deepEqual(
        status.people.map(({ userName, step, proof }) => [userName, step, proof]),
        [
          ['cleo', 'quiet', 'seen'],
          ['joe', 'disabled', 'seen'],
          ['hal', 'closed', 'seen'],
          ['ivy', 'closed', undefined],
          ['ada', 'not-moving', undefined],
        ],
      );
      const [cleo, , hal, ivy] = status.people;
      assert.equal(hal?.missing, undefined);
      assert.match(ivy?.missing ?? '', /IAM user still, and no other way .* was seen to work/);
      assert.deepEqual(
        cleo?.ways.map(({ way, isOpen, lastUsed }) => [way, isOpen, lastUsed?.program]),
        [
          ['key', true, undefined],
          ['sign-in', true, 'aws-cli/2.32.0'],
          ['identity-center', false, undefined],
        ],
      );
      const validate = schemaOf('move-status');
      assert.ok(validate(status), JSON.stringify(validate.errors));
      assert.equal(validate({ ...status, people: [{}] }), false);
    });

    it('tells a person the same in a table, and how many are done, and writes a page', async () => {
      const page = path.join(keyturn.folder, 'moves.html');
      const out = path.join(keyturn.folder, 'moves.txt');
      const { code, stderr, stdout } = await run([
        ...['status', '--ledger', LEDGER, '--html', page, '--out', out],
      ]);
      assert.deepEqual([code, stderr, stdout], [exitCodes.fine, '', '']);
      const table = readFileSync(out, 'utf8');
      assert.match(table, /^cleo +quiet +key\+sign-in +- +\d{4}-\d\d-\d\d$/m);
      assert.match(table, /^joe +disabled +sign-in +- +\d{4}-\d\d-\d\d$/m);
      const joined = table.replaceAll(/\n {2}/g, ' ');
      assert.match(joined, /: 2 of 5 done, 1 disabled, 1 quiet; 1 not moving\n/);
      assert.match(
        joined,
        /^cleo: key is still open to them; keyturn move cleo closes it\. sign-in was last used on \S+ by aws-cli\/2\.32\.0 from 203\.0\.113\.7\.$/m,
      );
      assert.match(
        joined,
        /^joe: all keys must have been off for 14 days, .* keyturn move joe --certificate/m,
      );
      for (const line of table.split('\n')) assert.ok(line.length <= 80, line);
      const html = readFileSync(page, 'utf8');
      for (const { name } of people) assert.ok(html.includes(name), name);
    });

    it('says that without a ledger little is known', async () => {
      const { stdout } = await run(['status']);
      assert.match(stdout, /No ledger was read/);
      assert.match(stdout, /^cleo +open +key\+sign-in +- +-$/m);
      assert.match(stdout, /^ada +not moving +key +- +-$/m);
      const guessed = (await statusOf()).people.map(({ missing }) => missing);
      assert.deepEqual(new Set(guessed), new Set(['not known: no ledger was read', undefined]));
    });

    describe('with the project', () => {
      const withGus = `${engineers}  # Nobody of AWS's
  gus: { slackId: U0GUS000000, access: [identity-center], iamUser: false, fullName: Gus Holt }
  HAL2: { slackId: U0HAL000002, access: [identity-center], iamUser: false }
`;
      let project: TestProject;
      beforeEach(() => (project = projectOf(withGus)));
      afterEach(() => project.remove());

      it('has those who have no IAM user, as its JSON Schema says, and counts them as done', async () => {
        const args = ['--ledger', LEDGER, '--project', project.folder];
        const status = await statusOf(...args);
        const gus = status.people.find(({ userName }) => userName === 'gus');
        assert.deepEqual(gus, {
          ...{ accountId: OWN, userName: 'gus', fullName: 'Gus Holt', iamUser: false },
          ...{ step: 'closed', enabledKeys: 0 },
          ways: [
            { way: 'key', isOpen: false },
            { way: 'sign-in', isOpen: false },
            { way: 'identity-center', isOpen: true },
          ],
        });
        const validate = schemaOf('move-status');
        assert.ok(validate(status), JSON.stringify(validate.errors));
        const page = path.join(keyturn.folder, 'with-project.html');
        const { stdout } = await run(['status', ...args, '--html', page]);
        assert.match(stdout, /: 4 of 7 done/);
        assert.match(stdout, /^gus +closed +identity-center +- +-$/m);
        assert.match(
          stdout,
          /^gus: They have no IAM user, and come by IAM Identity Center alone\.$/m,
        );
        assert.ok(readFileSync(page, 'utf8').includes('no IAM user'));
      });

      it('says of whom AWS has one all the same that it is to go', async () => {
        project.write('stacks/engineers.yaml', withGus.replace('HAL2', 'ada'));
        const { people } = await statusOf('--ledger', LEDGER, '--project', project.folder);
        const [ada, ...others] = people.filter(({ userName }) => userName === 'ada');
        assert.deepEqual([ada?.iamUser, others], [undefined, []]);
        assert.match(ada?.missing ?? '', /AWS has it still; pulumi up deletes it/);
      });

      it('counts by the monitor’s numbers, which those of --config go before', async () => {
        const stack = path.join(project.folder, 'Pulumi.monitor.yaml');
        const text = readFileSync(stack, 'utf8');
        project.write('Pulumi.monitor.yaml', `${text}  keyturn:settings: { quietDays: 60 }\n`);
        const numbers = async (...args: readonly string[]) => {
          const { quietDays } = await statusOf('--ledger', LEDGER, ...args);
          return quietDays;
        };
        assert.equal(await numbers('--project', project.folder), 60);
        project.write('other/Pulumi.other.yaml', 'config:\n  keyturn:settings: { quietDays: 3 }\n');
        const other = path.join(project.folder, 'other', 'Pulumi.other.yaml');
        assert.equal(await numbers('--project', project.folder, '--config', other), 3);
        assert.equal(await numbers(), 14);
      });

      it('is that of the working folder, where there is one, whose mistakes are told and passed by', async () => {
        const args = ['move', 'status', '--format', 'json'];
        const inFolder = () => keyturn.start(args, { cwd: project.folder, env: company.env });
        const right = await inFolder();
        assert.deepEqual([right.code, right.stderr], [exitCodes.fine, '']);
        assert.ok(right.stdout.includes('"gus"'));
        project.write('stacks/engineers.yaml', 'engineers: 1\n');
        const wrong = await inFolder();
        assert.equal(wrong.code, exitCodes.fine);
        assert.match(
          wrong.stderr,
          /^keyturn: the project in this folder is not read, .*engineers\.yaml/,
        );
        const named = await run(['status', '--project', project.folder]);
        assert.deepEqual([named.code, named.stdout], [exitCodes.badUse, '']);
      });
    });

    it('says which account it could not read', async () => {
      const role = ['--role-name', 'OrganizationAccountAccessRole'];
      const { code, stdout, stderr } = await run([
        ...['status', '--accounts', `${OWN}=home,${SANDBOX}=sandbox`, ...role],
      ]);
      assert.equal(code, exitCodes.incomplete);
      assert.match(stderr, /1 of 2 accounts could not be read \(sandbox\): the output says why/);
      assert.match(stdout, /sandbox \(4{12}\): NOT READ: access-denied/);
    });

    it('refuses a page that can’t be written, and a format that it has not', async () => {
      for (const [args, why] of [
        [['--html', '/'], /--html is \/, a folder: expected a file/],
        [['--format', 'csv'], /Allowed choices are table, json/],
      ] as const) {
        const { code, stdout, stderr } = await run(['status', ...args]);
        assert.deepEqual([code, stdout], [exitCodes.badUse, '']);
        assert.match(stderr, why);
      }
    });
  });

  describe('the certificate', () => {
    /** Runs the last step of somebody, and gives the certificate and the file after it. */
    const end = (name: string, ...more: readonly string[]) =>
      endIn(projectOf(engineers), name, more);
    async function endIn(project: TestProject, name: string, more: readonly string[] = []) {
      try {
        const base = path.join(project.folder, `${name}-certificate`);
        const { code, stdout, stderr } = await run([
          ...[name, '--project', project.folder, '--certificate', `${base}.html`, ...more],
        ]);
        const written = (ending: string) =>
          existsSync(base + ending) ? readFileSync(base + ending, 'utf8') : undefined;
        const json = written('.json');
        const certificate = json && certificateSchema.parse(JSON.parse(json));
        const file = readFileSync(path.join(project.folder, 'stacks/engineers.yaml'), 'utf8');
        return { code, stdout, stderr, file, certificate, html: written('.html') };
      } finally {
        project.remove();
      }
    }

    it('is asked for at the end, and nothing is written with --dry-run', async () => {
      const project = projectOf(engineers);
      const { code, stderr } = await run(['hal', '--project', project.folder]);
      project.remove();
      assert.equal(code, exitCodes.badUse);
      assert.match(stderr, /the move of hal is over: name the file of the certificate/);
      const { certificate, stdout } = await end('hal', '--dry-run');
      assert.equal(certificate, undefined);
      assert.match(stdout, /hal stays, for aws login.* The certificate would be in .*hal-cert/);
    });

    it('says when and by what each key ended, by the ledger, and leaves who signs in', async () => {
      const { code, stderr, file, certificate, html, stdout } = await end('hal');
      assert.deepEqual([code, stderr, file], [exitCodes.fine, '', engineers]);
      assert.match(stdout, /hal stays, for aws login.*engineers\.yaml is as it was\./);
      const { credentials, stays, proof, notKnown } = certificate as Certificate;
      assert.deepEqual([stays, proof], [true, 'seen']);
      const [key, password] = credentials;
      assert.equal(key?.end.is, 'ended');
      assert.equal(key.end.restsOn, 'the ledger: Keyturn disabled it');
      const daysAgo = (Date.now() - Date.parse(key.end.at ?? '')) / 86_400_000;
      assert.ok(Math.abs(daysAgo - 20) < 1, `${daysAgo}`);
      assert.deepEqual([password?.kind, password?.end.is], ['password', 'stays']);
      assert.ok(notKnown.some((each) => each.includes('CloudTrail was not asked')));
      const validate = schemaOf('move-certificate');
      assert.ok(validate(certificate), JSON.stringify(validate.errors));
      assert.ok(html?.includes('hal comes without access keys'));
    });

    it('has CloudTrail’s event where that was asked', async () => {
      const { certificate } = await end('hal', '--trail');
      const { credentials, trailSince } = certificate as Certificate;
      const [key] = credentials;
      assert.ok(trailSince);
      assert.match(key?.end.restsOn ?? '', /^CloudTrail: UpdateAccessKey$/);
      assert.match(key?.end.eventId ?? '', /^[\w-]{36}$/);
      assert.match(key?.end.by ?? '', /^arn:aws:iam::/);
    });

    it('is not written of somebody whose only way nothing proves, who stays in the file', async () => {
      const { code, stderr, file, certificate } = await end('ivy');
      assert.deepEqual([code, file, certificate], [exitCodes.findings, engineers, undefined]);
      assert.match(stderr, /ivy is not there yet: .* no other way of theirs was seen to work/);
    });

    it('is not written where nothing but force has closed key, and the IAM user would go', async () => {
      const mover = { userId: company.ids.get('ivy') ?? '', userName: 'ivy' };
      const forced = { at: new Date(), by: `arn:aws:iam::${OWN}:root`, reason: 'all of us' };
      await company.ledger.recordForced(OWN, mover, forced);
      const { code, stderr, file, certificate } = await end('ivy');
      assert.deepEqual([code, file, certificate], [exitCodes.findings, engineers, undefined]);
      assert.match(stderr, /ivy is not there yet: closing was forced, and no other way .*--said/);
    });

    it('is of whoever comes by Identity Center alone, once they have said that it works: their IAM user goes, and they stay', async () => {
      const mover = { userId: company.ids.get('ivy') ?? '', userName: 'ivy' };
      const by = `arn:aws:sts::${OWN}:assumed-role/deploy/ivy@example.com`;
      await company.ledger.recordSaid(OWN, mover, 'identity-center', { at: new Date(), by });
      const { code, file, certificate, stdout } = await end('ivy');
      assert.equal(code, exitCodes.fine);
      assert.equal(
        file,
        engineers.replace('[identity-center],', '[identity-center], iamUser: false,'),
      );
      assert.match(stdout, /ivy stays, for IAM Identity Center; their IAM user goes, and with it/);
      const { ways, stays, proof } = certificate as Certificate;
      assert.deepEqual([stays, proof], [false, 'said']);
      assert.equal(ways.find(({ way }) => way === 'identity-center')?.said?.by, by);
    });

    it('is not written of a way that AWS does not have yet, in place of the one that was proved', async () => {
      const other = engineers.replace(
        'hal: { slackId: U0HAL000000, access: [sign-in]',
        'hal: { slackId: U0HAL000000, access: [identity-center]',
      );
      const { code, stderr, file, certificate } = await endIn(projectOf(other), 'hal');
      assert.deepEqual([code, file, certificate], [exitCodes.findings, other, undefined]);
      assert.match(
        stderr,
        /engineers\.yaml has closed sign-in and opened identity-center, and AWS does not have it yet: pulumi up/,
      );
    });

    it('is of whom a date has closed key, which the file still gives them', async () => {
      const given = engineers.replaceAll('access: [sign-in]', 'access: [key, sign-in]');
      const until = "  keyturn:accessUntil: {key: '2026-01-31'}\n";
      const { code, stderr, file, certificate } = await endIn(projectOf(given, until), 'hal');
      assert.deepEqual([code, stderr], [exitCodes.fine, '']);
      assert.equal(file, given.replace('[key, sign-in]', '[sign-in]'));
      const { stays, proof } = certificate as Certificate;
      assert.deepEqual([stays, proof], [true, 'seen']);
    });

    it('is not written too early', async () => {
      const { code, stderr, certificate } = await end('joe');
      assert.deepEqual([code, certificate], [exitCodes.findings, undefined]);
      assert.match(stderr, /joe is not there yet: all keys must have been off for 14 days/);
    });
  });
});
