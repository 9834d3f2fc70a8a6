import assert from 'node:assert/strict';
import { accessKeyRef } from '../../../rules/credentials/credential';
import { isUnknown } from '../../../rules/model';
import { day, engineer, type Runs } from './runs';
import { contractAccount as account } from './world';

/** What is read of an account. */
export function readerContract(runs: Runs): void {
  it('reads an account without users', async () => assert.deepEqual(await runs.read(1), []));

  it('reads users with their tags', async () => {
    await runs.world.createUser('alice', engineer);
    await runs.world.createUser('ci');
    const users = await runs.read(1);
    const [alice, ci] = users.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    assert.ok(alice && ci && users.length === 2);
    assert.deepEqual([alice.name, { ...alice.tags }], ['alice', engineer]);
    assert.deepEqual([ci.name, { ...ci.tags }, ci.keys], ['ci', {}, []]);
    assert.match(alice.arn, /^arn:aws:iam::111111111111:user\/alice$/);
    assert.notEqual(alice.id, ci.id);
    assert.ok(Math.abs(alice.createdAt.getTime() - day(0).getTime()) < 60_000);
  });

  it('knows users by their names in any case', async () => {
    await runs.world.createUser('Alice', engineer);
    const id = await runs.world.make('access-key', 'Alice');
    const found = await runs.world.iam.readAgain(account, 'alice', 'access-key');
    assert.deepEqual(
      found?.keys.map((key) => key.id),
      [id],
    );
    assert.equal(
      await runs.world.iamSwitch.disable(account, 'ALICE', accessKeyRef(id)),
      'disabled',
    );
    assert.deepEqual(await runs.keysOn(1), { Alice: [`${id} Inactive`] });
  });

  it('reads keys with their true creation date, whatever changed since', async () => {
    await runs.world.createUser('alice', engineer);
    const id = await runs.world.make('access-key', 'alice');
    await runs.world.turnTo(day(50));
    await runs.world.setStatus(accessKeyRef(id), 'alice', 'Inactive');
    await runs.world.turnTo(day(60));
    await runs.world.setStatus(accessKeyRef(id), 'alice', 'Active');
    for (const on of [70, 71]) {
      const [key, ...others] = (await runs.read(on))[0]?.keys ?? [];
      assert.deepEqual([key?.id, key?.status, others], [id, 'Active', []]);
      const sinceThen = (key?.createdAt.getTime() ?? 0) - day(0).getTime();
      assert.ok(Math.abs(sinceThen) < 60_000);
    }
  });

  it('tells of one key when it was last used, and of no other', async () => {
    await runs.world.createUser('alice', engineer);
    const used = await runs.world.make('access-key', 'alice');
    const other = await runs.world.make('access-key', 'alice');
    await runs.world.turnTo(day(3));
    await runs.world.useKey(used, 'alice');
    const usesOf = async (keyId?: string) => {
      const found = await runs.world.iam.readAgain(account, 'alice', 'access-key', keyId);
      return new Map(found?.keys.map(({ id, lastUsed }) => [id, lastUsed]));
    };
    const use = (await usesOf(used)).get(used);
    assert.ok(use && !isUnknown(use));
    assert.ok(Math.abs(use.at.getTime() - day(3).getTime()) < 60_000);
    assert.equal((await usesOf(other)).get(other), undefined);
    assert.ok((await usesOf(other)).has(other));
    // Absent would mean that it never was.
    for (const unasked of [(await usesOf(other)).get(used), (await usesOf()).get(other)])
      assert.ok(isUnknown(unasked));
  });

  it('sees what changes from one day to the next', async () => {
    await runs.world.createUser('alice', engineer);
    const first = await runs.world.make('access-key', 'alice');
    assert.deepEqual(await runs.keysOn(1), { alice: [`${first} Active`] });
    assert.deepEqual(await runs.keysOn(2), { alice: [`${first} Active`] });
    const second = await runs.world.make('access-key', 'alice');
    const both = [`${first} Active`, `${second} Active`].toSorted();
    assert.deepEqual(await runs.keysOn(3), { alice: both });
    await runs.world.setStatus(accessKeyRef(first), 'alice', 'Inactive');
    const mixed = [`${first} Inactive`, `${second} Active`].toSorted();
    assert.deepEqual(await runs.keysOn(4), { alice: mixed });
    await runs.world.remove(accessKeyRef(first), 'alice');
    assert.deepEqual(await runs.keysOn(5), { alice: [`${second} Active`] });
    await runs.world.remove(accessKeyRef(second), 'alice');
    assert.deepEqual(await runs.keysOn(6), { alice: [] });
    assert.deepEqual(await runs.keysOn(7), { alice: [] });
  });

  it('takes a user who is made again for another one', async () => {
    await runs.world.createUser('alice', engineer);
    const old = await runs.world.make('access-key', 'alice');
    const [before] = await runs.read(1);
    await runs.world.remove(accessKeyRef(old), 'alice');
    await runs.world.deleteUser('alice');
    await runs.world.createUser('alice', engineer);
    const id = await runs.world.make('access-key', 'alice');
    const [after] = await runs.read(2);
    assert.notEqual(after?.id, before?.id);
    assert.deepEqual(
      after?.keys.map((key) => key.id),
      [id],
    );
  });

  it('says where an account can’t be read, and reads it when it can', async () => {
    await runs.world.createUser('alice', engineer);
    await runs.world.makeUnreadable(true);
    const reading = await runs.world.iam.read(account, await runs.ledger.load(account.id), day(1));
    assert.ok(reading.outcome === 'unread');
    assert.deepEqual(reading.account, account);
    assert.ok(reading.reason.length > 0);
    assert.equal(reading.fingerprints.size, 0);
    await runs.world.makeUnreadable(false);
    assert.equal((await runs.read(1)).length, 1);
  });
}
