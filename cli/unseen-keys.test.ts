import assert from 'node:assert/strict';
import { CreateUserCommand, type IAMClient } from '@aws-sdk/client-iam';
import { parse } from 'csv-parse/sync';
import type { Log } from 'sarif';
import { startMoto, type Moto } from '../emulation/moto/start';
import { clientsOf, createDevice, createKey, enableDevice } from '../emulation/moto/test-clients';
import { reportSchema } from '../rules/report/report-schema';
import { exitCodes } from './exit-codes';
import { planSchema } from './plan/plan-document';
import { Keyturn } from './testing/keyturn';

const OWN = '123456789012';
const why = 'which keys there are is not known: access-denied at iam:ListAccessKeys';

/** As a service control policy does that protects a user for emergencies. */
describe('a user whose keys may not be listed', () => {
  let keyturn: Keyturn;
  let moto: Moto;
  let iam: IAMClient;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => {
    moto = await startMoto();
    ({ iam } = clientsOf(moto, await moto.credentialsFor(OWN)));
    for (const [UserName, slackId] of [
      ['anna', 'U0ANNA00001'],
      ['break-glass', 'U0GLASS0001'],
    ] as const) {
      const Tags = [
        { Key: 'type', Value: 'engineer' },
        { Key: 'slack-id', Value: slackId },
      ];
      await iam.send(new CreateUserCommand({ UserName, Tags }));
      await enableDevice(moto, iam, await createDevice(iam, UserName), UserName);
      await createKey(iam, UserName);
    }
  });
  beforeEach(() => moto.refuse(['iam:ListAccessKeys/break-glass']));
  after(() => moto.stop());

  const run = (...args: readonly string[]) => keyturn.run(args, { env: moto.env });

  async function written(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await run(...args);
    assert.equal(code, exitCodes.incomplete, stderr);
    return stdout;
  }

  it('is not seen; all others are', async () => {
    const { code, stdout, stderr } = await run('audit', '--format', 'json', '--fail-on', 'any');
    assert.equal(code, exitCodes.incomplete);
    assert.match(
      stderr,
      /^keyturn: of some users .*: one-key \(1\), rotation \(1\): the report says/,
    );
    const report = reportSchema.parse(JSON.parse(stdout));
    assert.deepEqual(
      report.users.map(({ userName, keys, hasMfa, password }) => [
        userName,
        keys,
        hasMfa,
        password,
      ]),
      [
        ['anna', undefined, true, undefined],
        ['break-glass', 'unknown', true, undefined],
      ],
    );
    assert.deepEqual(
      report.keys.map(({ userName }) => userName),
      ['anna'],
    );
    assert.deepEqual(
      report.rules.flatMap(({ rule, breaches, notSeenOf }) => [
        ...breaches,
        ...notSeenOf.map(({ userName, text }) => `${rule}: ${userName}: ${text}`),
      ]),
      ['one-key', 'rotation'].map((rule) => `${rule}: break-glass: ${why}`),
    );
  });

  it('is said not to be in a table', async () => {
    const table = await written('audit');
    assert.match(
      table,
      /: 2 users, 1 enabled key, not counting those of 1 user; credential report of/,
    );
    assert.match(table, /break-glass +engineer +yes +- +unknown +- +- +-/);
    assert.equal(table.split(`not seen: break-glass: ${why}`).length, 3);
    assert.doesNotMatch(table, /\((one-key|rotation)\): kept/);
  });

  it('is said not to be as CSV', async () => {
    const csv = await written('audit', '--format', 'csv');
    const rows = parse<Record<string, string>>(csv, { columns: true });
    const row = rows.find(({ user }) => user === 'break-glass');
    assert.deepEqual(
      ['key_id', 'rules_broken', 'rules_not_seen', 'note'].map((column) => row?.[column]),
      ['unknown', '', 'one-key rotation', why],
    );
  });

  it('is said not to be as HTML', async () => {
    const page = await written('audit', '--format', 'html');
    assert.match(page, /Of 1 user not everything could be seen/);
    assert.match(page, /Enabled keys<\/dt>\s*<dd>\s*1<small>, of 1 user unknown<\/small>/);
    assert.ok(page.includes(why));
  });

  it('is said not to be as SARIF', async () => {
    const log = JSON.parse(await written('audit', '--format', 'sarif')) as Log;
    const [{ results, invocations: [invocation] = [] } = {}] = log.runs;
    assert.deepEqual([results, invocation?.executionSuccessful], [[], false]);
    assert.deepEqual(
      invocation?.toolExecutionNotifications?.flatMap(({ level, message: { text } }) =>
        level === 'warning' ? [text] : [],
      ),
      [1, 2].map(() => `break-glass in ${OWN}: ${why}`),
    );
  });

  it('has nothing planned, and the plan says why', async () => {
    const plan = planSchema.parse(JSON.parse(await written('plan', '--format', 'json')));
    assert.deepEqual(
      plan.decisions
        .filter(({ userName, code }) => userName === 'break-glass' && code !== 'no-password')
        .map((each) => [each.do, each.code, each.why]),
      [
        ['nothing', 'not-known', why],
        ['report', 'keys-not-seen', why],
      ],
    );
    const table = await written('plan');
    assert.match(table, new RegExp(`break-glass +- +not seen +${why}`));
  });

  it('is no user of many: without the permission the account is not read', async () => {
    await moto.refuse(['iam:ListAccessKeys']);
    for (const command of ['audit', 'plan']) {
      const { code, stdout, stderr } = await run(command);
      assert.deepEqual([code, stdout], [exitCodes.noAnswer, '']);
      assert.match(
        stderr,
        /could not be read: access-denied at iam:ListAccessKeys: .*; docs\/cli\.md/,
      );
    }
  });
});
