import assert from 'node:assert/strict';
import { isSettled } from '../../rules/plan/warnings';
import { NothingReadError } from './run-day';
import { Company, day, engineer, identity, production } from './testing/company';
import { Crash, dyingPorts, wrapPorts } from './testing/wrap-ports';

/** A company on the day on which alice's key is due, bob's is reminded, and carol's is new. */
async function busyDay(): Promise<{ acme: Company; keyId: string; bobs: string; carols: string }> {
  const acme = new Company();
  const createUser = (name: string) => acme.iam.createUser(identity.id, name, { tags: engineer });
  createUser('alice');
  createUser('bob');
  createUser('carol');
  const { id: keyId } = acme.iam.createKey(identity.id, 'alice');
  acme.now = day(15);
  const { id: bobs } = acme.iam.createKey(identity.id, 'bob');
  await acme.live(16, 16);
  // Until the first reminder every day is the same: of those, a week is enough to have asked about everybody.
  await acme.live(69, 90);
  const { id: carols } = acme.iam.createKey(identity.id, 'carol');
  return { acme, keyId, bobs, carols };
}

/** What must hold once runs complete again. */
async function assertWhole({ acme, keyId, bobs, carols }: Awaited<ReturnType<typeof busyDay>>) {
  assert.equal(await acme.statusOf(identity.id, keyId), 'Inactive');
  const news = acme.news.toSorted();
  assert.deepEqual(
    news.filter((id) => !id.includes('/disabled/')),
    [
      ...[76, 81, 86].map((age) => `key/${keyId}/reminder-${age}`),
      `key/${bobs}/reminder-76`,
      `key/${carols}/created`,
    ].toSorted(),
  );
  assert.equal(news.filter((id) => id.startsWith(`key/${keyId}/disabled/`)).length, 1);
  const { credentials, notices } = await acme.ledger.load(identity.id);
  assert.equal(credentials.get(keyId)?.disabling, undefined);
  assert.ok(credentials.get(keyId)?.disabledAt);
  const open = [...notices.values()].filter((record) => !isSettled(record));
  assert.deepEqual(open, []);
}

function onlyCrash(error: unknown): void {
  assert.ok(error instanceof Crash || error instanceof NothingReadError, String(error));
}

describe('a run that dies', () => {
  let calls = 0;
  before(async () => {
    const { acme } = await busyDay();
    const ports = wrapPorts(acme.ports, (_name, call) => {
      calls += 1;
      return call();
    });
    await acme.run(91, { ports });
    assert.ok(calls > 20);
  });

  for (const moment of ['before', 'after'] as const)
    for (const next of [91, 92] as const)
      it(`${moment} any of its steps is finished by the run of day ${next}`, async () => {
        for (let n = 1; n <= calls; n++) {
          const world = await busyDay();
          const { acme } = world;
          await assert.rejects(acme.run(91, { ports: dyingPorts(acme.ports, n, moment) }));
          await acme.deliver();
          await acme.live(next, next + 1);
          await assertWhole(world).catch((error: unknown) => {
            throw new Error(`died ${moment} step ${n} of ${calls}`, { cause: error });
          });
        }
      });

  it('twice, at any two steps, is finished by the third', async () => {
    for (let n = 1; n <= calls; n += 2)
      for (let m = 1; m <= calls; m += 3) {
        const world = await busyDay();
        const { acme } = world;
        await assert.rejects(acme.run(91, { ports: dyingPorts(acme.ports, n, 'after') }));
        // It may have less to do than the first one, and complete.
        await acme.run(92, { ports: dyingPorts(acme.ports, m, 'before') }).catch(onlyCrash);
        await acme.deliver();
        await acme.live(93, 94);
        await assertWhole(world).catch((error: unknown) => {
          throw new Error(`died at steps ${n} and ${m}`, { cause: error });
        });
      }
  });

  it('leaves a key that was deleted meanwhile to be told of if it was disabled, and the ledger clean', async () => {
    for (let n = 1; n <= calls; n++) {
      const { acme, keyId } = await busyDay();
      await assert.rejects(acme.run(91, { ports: dyingPorts(acme.ports, n, 'after') }));
      const wasDisabled = (await acme.statusOf(identity.id, keyId)) === 'Inactive';
      acme.iam.deleteKey(identity.id, keyId);
      await acme.live(92, 93);
      const isTold = acme.news.some((id) => id.startsWith(`key/${keyId}/disabled/`));
      assert.equal(isTold, wasDisabled, `after step ${n}`);
      const record = (await acme.ledger.load(identity.id)).credentials.get(keyId);
      assert.ok(!record || record.expiresAt);
    }
  });

  it('in one account does not hold the other', async () => {
    const { acme } = await busyDay();
    const ports = wrapPorts(acme.ports, (name, call) =>
      name === 'disable' ? Promise.reject(new Error('unforeseen')) : call(),
    );
    const { accountsRead } = await acme.run(91, { ports });
    await acme.deliver();
    assert.equal(accountsRead, 1);
    assert.deepEqual(acme.lastSummary.accountsRead, [production]);
  });
});
