import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isSettled } from '../../rules/plan/warnings';
import { Company, day, engineer, identity } from './testing/company';
import { wrapPorts } from './testing/wrap-ports';

/** The morning of day 91: the older of bob's two keys is due, alice's is to be reminded of. */
async function dueDay() {
  const acme = new Company();
  acme.iam.createUser(identity.id, 'alice', { tags: engineer });
  acme.iam.createUser(identity.id, 'bob', { tags: engineer });
  acme.now = day(10);
  acme.iam.createKey(identity.id, 'alice');
  acme.now = day(80);
  const { id: bobsOlder } = acme.iam.createKey(identity.id, 'bob');
  acme.now = day(88);
  const { id: bobsNewer } = acme.iam.createKey(identity.id, 'bob');
  await acme.live(89, 89);
  return { acme, bobsOlder, bobsNewer };
}

describe('two runs at once', () => {
  it('disable each key once, tell each once, and leave nothing open', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.integer({ min: 0, max: 2 }),
        async (scheduler, hoursLater) => {
          const { acme, bobsOlder, bobsNewer } = await dueDay();
          const ports = wrapPorts(acme.ports, (name, call) =>
            scheduler.schedule(Promise.resolve(), name).then(call),
          );
          const later = new Date(day(91).getTime() + hoursLater * 3_600_000);
          const runs = [acme.run(91, { ports }), acme.run(91, { ports, now: later })];
          await scheduler.waitFor(Promise.all(runs));
          await acme.deliver();
          const disabled = acme.news.filter((id) => id.includes('/disabled/'));
          assert.deepEqual(disabled, [`key/${bobsOlder}/disabled/2026-04-02`]);
          assert.equal(await acme.statusOf(identity.id, bobsOlder), 'Inactive');
          assert.equal(await acme.statusOf(identity.id, bobsNewer), 'Active');
          const { credentials, notices } = await acme.ledger.load(identity.id);
          assert.equal(credentials.get(bobsOlder)?.disabling, undefined);
          assert.ok([...notices.values()].every(isSettled));
        },
      ),
      { seed: 1, numRuns: 150 },
    );
  });

  it('never disable silently, though the owner becomes exempt between their last looks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 0, max: 30 }), async (scheduler, at) => {
        const { acme, bobsOlder } = await dueDay();
        let count = 0;
        const ports = wrapPorts(acme.ports, (name, call) =>
          scheduler.schedule(Promise.resolve(), name).then(() => {
            if (count++ === at)
              acme.iam.changeUser(identity.id, 'bob', {
                tags: { ...engineer, 'key-exempt-until': '2026-04-20' },
              });
            return call();
          }),
        );
        await scheduler.waitFor(Promise.all([acme.run(91, { ports }), acme.run(91, { ports })]));
        await acme.deliver();
        await acme.live(92, 92);
        const isOff = (await acme.statusOf(identity.id, bobsOlder)) === 'Inactive';
        const isTold = acme.news.some((id) => id.startsWith(`key/${bobsOlder}/disabled/`));
        assert.equal(isTold, isOff);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});
