import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CreateUserCommand } from '@aws-sdk/client-iam';
import { startMoto, type Moto } from '../emulation/moto/start';
import { clientsOf, createKey } from '../emulation/moto/test-clients';
import { reportSchema } from '../rules/report/report-schema';
import { exitCodes } from './exit-codes';
import { planSchema } from './plan/plan-document';
import { OWN } from './testing/company';
import { Keyturn } from './testing/keyturn';
import { callerOf, RealHosts, sessionOf } from './testing/real-hosts';

const DAY_MS = 86_400_000;

/** AWS's clock is turned, as seen from a machine whose own is wrong. */
describe('a clock that is wrong', () => {
  let keyturn: Keyturn;
  let moto: Moto;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => {
    moto = await startMoto();
    await moto.tellTime(true);
    const { iam } = clientsOf(moto, await moto.credentialsFor(OWN));
    // An hour more, so that no day ends in the middle of a test.
    await moto.setClock(daysFromNow(-10, -3_600_000));
    await iam.send(new CreateUserCommand({ UserName: 'ada' }));
    await createKey(iam, 'ada');
  });
  after(() => moto.stop());

  const run = (...args: readonly string[]) => keyturn.run(args, { env: moto.env });
  const json = ['--format', 'json'];

  const cases = [
    [0, 10, ''],
    [3, 13, /^keyturn: this machine's clock is 3 days behind AWS's: dates and ages are counted/],
    [-3, 7, /^keyturn: this machine's clock is 3 days ahead of AWS's: /],
    [1 / 24, 10, /^keyturn: this machine's clock is 1 hour behind AWS's: /],
  ] as const;
  for (const [days, age, note] of cases)
    it(`by ${days} days is said, and shows in no age`, async () => {
      await moto.setClock(daysFromNow(days));
      const { code, stdout, stderr } = await run('audit', ...json);
      assert.equal(code, exitCodes.fine, stderr);
      const { generatedAt, keys } = reportSchema.parse(JSON.parse(stdout));
      assert.deepEqual(
        keys.map((key) => key.age),
        [age],
      );
      const offBy = Date.parse(generatedAt) - Date.now() - days * DAY_MS;
      assert.ok(Math.abs(offBy) < 600_000, `${offBy} ms`);
      if (note === '') assert.equal(stderr, '');
      else assert.match(stderr, note);
    });

  it('is not what a plan’s day is counted by', async () => {
    await moto.setClock(daysFromNow(3));
    const { code, stdout } = await run('plan', ...json);
    const plan = planSchema.parse(JSON.parse(stdout));
    assert.deepEqual([code, plan.on], [exitCodes.fine, dateOf(daysFromNow(3))]);
    const past = await run('plan', '--on', dateOf(daysFromNow(0)));
    assert.deepEqual([past.code, past.stdout], [exitCodes.badUse, '']);
    assert.match(past.stderr, new RegExp(`expected today \\(${dateOf(daysFromNow(3))}\\)`));
  });

  it('asks for no session again that looks past its end as it is given', async () => {
    const aws = path.join(keyturn.folder, '.aws');
    mkdirSync(aws);
    const role = 'arn:aws:iam::111111111111:role/auditor';
    writeFileSync(
      path.join(aws, 'config'),
      `[profile base]\naws_access_key_id = A\naws_secret_access_key = b\n[profile role]\nrole_arn = ${role}\nsource_profile = base\n`,
    );
    const hosts = await RealHosts.open(keyturn.folder, {
      AssumeRole: sessionOf('AssumeRole', '2020-01-01'),
      GetCallerIdentity: callerOf(role),
    });
    await keyturn.start(['audit', '--profile', 'role'], { env: hosts.env });
    await hosts.stop();
    const asked = hosts.asked.map(({ action }) => action);
    assert.equal(asked.filter((action) => action === 'AssumeRole').length, 1);
    assert.ok(asked.includes('GetAccountAuthorizationDetails'));
  });
});

function daysFromNow(days: number, ms = 0): Date {
  return new Date(Date.now() + days * DAY_MS + ms);
}

function dateOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
