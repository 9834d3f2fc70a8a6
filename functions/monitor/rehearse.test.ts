import assert from 'node:assert/strict';
import { companyOfAlice, day, engineer, identity, production } from './testing/company';

const alice = { userName: 'alice', type: 'engineer', slackId: 'U0ALICE0001' } as const;
const only = new Set([identity.id]);

describe('a dry run', () => {
  it('disables nothing, tells no engineer and plans nothing, but reports all of it', async () => {
    const { company: acme, keyId } = companyOfAlice();
    await acme.live(1, 100, { dryRun: true });
    assert.deepEqual(acme.news, []);
    assert.equal(await acme.statusOf(identity.id, keyId), 'Active');
    const { notices, firstReadAt } = await acme.ledger.load(identity.id);
    assert.deepEqual([notices.size, firstReadAt], [0, undefined]);
    assert.equal(acme.lastSummary.dryRun, true);
    assert.match(acme.lastSummary.done.join(), /reminder to alice/);
  });

  it('of one account leaves the others as they are', async () => {
    const { company: acme, keyId } = companyOfAlice();
    acme.iam.createUser(production.id, 'bob', { tags: engineer });
    const { id: bobs } = acme.iam.createKey(production.id, 'bob');
    await acme.live(1, 91, { dryRunAccounts: only });
    assert.equal(await acme.statusOf(identity.id, keyId), 'Active');
    assert.equal(await acme.statusOf(production.id, bobs), 'Inactive');
    assert.ok(!acme.news.some((id) => id.includes(keyId)));
    assert.match(acme.lastSummary.done.join('\n'), /^identity \(dry run\): reminder to alice/m);
  });

  /** A new key of alice's, of which notify has read the event's news on day 3, and told nobody. */
  async function newsUntold() {
    const found = companyOfAlice();
    await found.company.live(1, 2, { dryRun: true });
    const { id, createdAt } = found.company.iam.createKey(identity.id, 'alice');
    const base = { account: identity, plannedAt: day(3).toISOString(), owner: alice } as const;
    const key = { id, createdAt: createdAt.toISOString(), age: 0 };
    const created = { ...base, kind: 'key-created', id: `key/${id}/created`, key } as const;
    const eventId = `key/${id}/reenabled/event`;
    const reenabled = { ...base, kind: 'key-reenabled', id: eventId, keyId: id } as const;
    for (const notice of [created, reenabled])
      await found.company.ledger.recordNews(identity.id, notice);
    return { ...found, ids: [created.id, reenabled.id] };
  }

  const rehearsals = { 'the whole run': { dryRun: true }, 'one account': { dryRunAccounts: only } };
  for (const [what, more] of Object.entries(rehearsals))
    it(`brings the team news of an event that did not reach it, once: ${what}`, async () => {
      const { company: acme, ids } = await newsUntold();
      await acme.live(4, 4, more);
      assert.deepEqual(acme.news, ids);
      assert.equal(acme.lastSummary.undelivered.length, 2);
      await acme.live(5, 100, more);
      assert.deepEqual(acme.news, ids);
      assert.deepEqual(acme.lastSummary.undelivered, []);
    });

  it('tells nobody of what was planned in a live time and is no news', async () => {
    const { company: acme } = companyOfAlice();
    await acme.live(1, 75);
    await acme.run(76);
    acme.queue.take();
    await acme.live(77, 100, { dryRun: true });
    assert.deepEqual(acme.news, []);
  });

  it('after a live time reports a disabling, and does not do it', async () => {
    const { company: acme, keyId } = companyOfAlice();
    await acme.live(1, 90);
    const { keysDisabled } = await acme.run(91, { dryRun: true });
    assert.equal(keysDisabled, 0);
    await acme.deliver();
    assert.match(acme.lastSummary.done.join(), /alice disabled/);
    assert.equal(await acme.statusOf(identity.id, keyId), 'Active');
  });
});
