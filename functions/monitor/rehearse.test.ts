import assert from 'node:assert/strict';
import { companyOfAlice, engineer, identity, production } from './testing/company';

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
    await acme.live(1, 91, { dryRunAccounts: new Set([identity.id]) });
    assert.equal(await acme.statusOf(identity.id, keyId), 'Active');
    assert.equal(await acme.statusOf(production.id, bobs), 'Inactive');
    assert.ok(!acme.news.some((id) => id.includes(keyId)));
    assert.match(acme.lastSummary.done.join('\n'), /^identity \(dry run\): reminder to alice/m);
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
