import assert from 'node:assert/strict';
import { keyChanges } from '../../rules/key-records';
import type { AccountLedger } from '../../rules/ledger';
import type { Account, IamUser } from '../../rules/model';
import { InMemoryLedger } from '../in-memory/ledger';
import type { IamReaderPort } from '../ports/iam-reader';
import type { IamSwitchPort } from '../ports/iam-switch';
import type { IamTrailPort } from '../ports/iam-trail';

export const contractAccount: Account = { id: '111111111111', name: 'identity' };
const account = contractAccount;

/** The port, and hands that change what it reads. */
export interface IamWorld {
  readonly iam: IamReaderPort & IamSwitchPort & IamTrailPort;
  turnTo(instant: Date): Promise<void>;
  createUser(name: string, tags?: Readonly<Record<string, string>>): Promise<void>;
  tagUser(name: string, tags: Readonly<Record<string, string>>): Promise<void>;
  deleteUser(name: string): Promise<void>;
  /** Made by somebody who is not the user. */
  createKey(userName: string): Promise<string>;
  /** By somebody who is not the user. */
  setStatus(userName: string, keyId: string, status: 'Active' | 'Inactive'): Promise<void>;
  deleteKey(userName: string, keyId: string): Promise<void>;
  makeUnreadable(isUnreadable: boolean): Promise<void>;
}

const engineer = { type: 'engineer', 'slack-id': 'U0ALICE0001' };
const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n, 9));

/** What every IAM port keeps to. `open` gives a world without users, on day 0. */
export function iamContract(name: string, open: () => Promise<IamWorld>): void {
  describe(`IAM ${name}`, () => {
    let world: IamWorld;
    const ledger = { port: new InMemoryLedger() };
    beforeEach(async () => {
      world = await open();
      ledger.port = new InMemoryLedger();
    });

    /** As a run does: reads, and remembers for the next reading. */
    async function read(on: number): Promise<readonly IamUser[]> {
      await world.turnTo(day(on));
      const known: AccountLedger = await ledger.port.load(account.id);
      const reading = await world.iam.read(account, known, day(on));
      assert.ok(reading.outcome === 'read', 'reason' in reading ? reading.reason : '');
      assert.deepEqual(reading.inventory.account, account);
      const { inventory, fingerprints } = reading;
      const { changed, gone, keptUntil } = keyChanges(inventory, fingerprints, known, day(on));
      await ledger.port.putKeys(account.id, changed);
      await ledger.port.forgetKeys(account.id, gone, keptUntil);
      return reading.inventory.users;
    }

    /** Users with their keys, by name: what decisions hang on. */
    async function keysOn(on: number): Promise<Record<string, readonly string[]>> {
      const users = await read(on);
      return Object.fromEntries(
        users.map(({ name: user, keys }) => [
          user,
          keys.map(({ id, status }) => `${id} ${status}`).toSorted(),
        ]),
      );
    }

    it('reads an account without users', async () => assert.deepEqual(await read(1), []));

    it('reads users with their tags', async () => {
      await world.createUser('alice', engineer);
      await world.createUser('ci');
      const users = await read(1);
      const [alice, ci] = users.toSorted((a, b) => (a.name < b.name ? -1 : 1));
      assert.ok(alice && ci && users.length === 2);
      assert.deepEqual([alice.name, { ...alice.tags }], ['alice', engineer]);
      assert.deepEqual([ci.name, { ...ci.tags }, ci.keys], ['ci', {}, []]);
      assert.match(alice.arn, /^arn:aws:iam::111111111111:user\/alice$/);
      assert.notEqual(alice.id, ci.id);
      assert.ok(Math.abs(alice.createdAt.getTime() - day(0).getTime()) < 60_000);
    });

    it('knows users by their names in any case', async () => {
      await world.createUser('Alice', engineer);
      const id = await world.createKey('Alice');
      const found = await world.iam.readAgain(account, 'alice');
      assert.deepEqual(
        found?.keys.map((key) => key.id),
        [id],
      );
      assert.equal(await world.iam.disable(account, 'ALICE', id), 'disabled');
      assert.deepEqual(await keysOn(1), { Alice: [`${id} Inactive`] });
    });

    it('reads keys with their true creation date, whatever changed since', async () => {
      await world.createUser('alice', engineer);
      const id = await world.createKey('alice');
      await world.turnTo(day(50));
      await world.setStatus('alice', id, 'Inactive');
      await world.turnTo(day(60));
      await world.setStatus('alice', id, 'Active');
      for (const on of [70, 71]) {
        const [key, ...others] = (await read(on))[0]?.keys ?? [];
        assert.deepEqual([key?.id, key?.status, others], [id, 'Active', []]);
        const sinceThen = (key?.createdAt.getTime() ?? 0) - day(0).getTime();
        assert.ok(Math.abs(sinceThen) < 60_000);
      }
    });

    it('sees what changes from one day to the next', async () => {
      await world.createUser('alice', engineer);
      const first = await world.createKey('alice');
      assert.deepEqual(await keysOn(1), { alice: [`${first} Active`] });
      assert.deepEqual(await keysOn(2), { alice: [`${first} Active`] });
      const second = await world.createKey('alice');
      const both = [`${first} Active`, `${second} Active`].toSorted();
      assert.deepEqual(await keysOn(3), { alice: both });
      await world.setStatus('alice', first, 'Inactive');
      const mixed = [`${first} Inactive`, `${second} Active`].toSorted();
      assert.deepEqual(await keysOn(4), { alice: mixed });
      await world.deleteKey('alice', first);
      assert.deepEqual(await keysOn(5), { alice: [`${second} Active`] });
      await world.deleteKey('alice', second);
      assert.deepEqual(await keysOn(6), { alice: [] });
      assert.deepEqual(await keysOn(7), { alice: [] });
    });

    it('takes a user who is made again for another one', async () => {
      await world.createUser('alice', engineer);
      const old = await world.createKey('alice');
      const [before] = await read(1);
      await world.deleteKey('alice', old);
      await world.deleteUser('alice');
      await world.createUser('alice', engineer);
      const id = await world.createKey('alice');
      const [after] = await read(2);
      assert.notEqual(after?.id, before?.id);
      assert.deepEqual(
        after?.keys.map((key) => key.id),
        [id],
      );
    });

    it('says where an account can’t be read, and reads it when it can', async () => {
      await world.createUser('alice', engineer);
      await world.makeUnreadable(true);
      const reading = await world.iam.read(account, await ledger.port.load(account.id), day(1));
      assert.ok(reading.outcome === 'unread');
      assert.deepEqual(reading.account, account);
      assert.ok(reading.reason.length > 0);
      assert.equal(reading.fingerprints.size, 0);
      await world.makeUnreadable(false);
      assert.equal((await read(1)).length, 1);
    });

    describe('looked at again', () => {
      it('tells keys and tags as they are at this moment', async () => {
        await world.createUser('alice', engineer);
        const first = await world.createKey('alice');
        await read(1);
        const second = await world.createKey('alice');
        await world.setStatus('alice', first, 'Inactive');
        await world.tagUser('alice', { 'key-exempt-until': '2026-02-01' });
        const found = await world.iam.readAgain(account, 'alice');
        assert.deepEqual({ ...found?.tags }, { ...engineer, 'key-exempt-until': '2026-02-01' });
        assert.deepEqual(
          found?.keys.map(({ id, status }) => `${id} ${status}`).toSorted(),
          [`${first} Inactive`, `${second} Active`].toSorted(),
        );
      });

      it('finds nobody who is gone', async () =>
        assert.equal(await world.iam.readAgain(account, 'nobody'), undefined));

      it('fails where it may not look', async () => {
        await world.makeUnreadable(true);
        await assert.rejects(world.iam.readAgain(account, 'alice'), {
          name: 'AccountError',
          code: 'access-denied',
          accountId: account.id,
        });
      });
    });

    describe('disabling', () => {
      it('touches exactly the named key, and may be repeated', async () => {
        await world.createUser('alice', engineer);
        const first = await world.createKey('alice');
        const second = await world.createKey('alice');
        for (let i = 0; i < 2; i++)
          assert.equal(await world.iam.disable(account, 'alice', first), 'disabled');
        assert.deepEqual(await keysOn(1), {
          alice: [`${first} Inactive`, `${second} Active`].toSorted(),
        });
      });

      it('finds a key gone, and its user', async () => {
        await world.createUser('alice', engineer);
        const id = await world.createKey('alice');
        await world.deleteKey('alice', id);
        assert.equal(await world.iam.disable(account, 'alice', id), 'gone');
        assert.equal(await world.iam.disable(account, 'bob', id), 'gone');
      });

      it('fails where it may not', async () => {
        await world.createUser('alice', engineer);
        const id = await world.createKey('alice');
        await world.makeUnreadable(true);
        await assert.rejects(world.iam.disable(account, 'alice', id), {
          name: 'AccountError',
          code: 'access-denied',
        });
      });
    });

    describe('asked whether it has disabled a key', () => {
      it('knows what it did itself, since then, whatever became of the key', async () => {
        await world.createUser('alice', engineer);
        const id = await world.createKey('alice');
        const other = await world.createKey('alice');
        await world.turnTo(day(3));
        await world.iam.disable(account, 'alice', id);
        await world.setStatus('alice', id, 'Active');
        await world.turnTo(day(4));
        assert.equal(await world.iam.hasDisabled(account, id, day(3)), true);
        assert.equal(await world.iam.hasDisabled(account, id, day(4)), false);
        assert.equal(await world.iam.hasDisabled(account, other, day(0)), false);
      });

      it('takes nobody else’s doing for its own', async () => {
        await world.createUser('alice', engineer);
        const id = await world.createKey('alice');
        await world.setStatus('alice', id, 'Inactive');
        await world.setStatus('alice', id, 'Active');
        assert.equal(await world.iam.hasDisabled(account, id, day(0)), false);
      });

      it('fails where it may not ask', async () => {
        await world.makeUnreadable(true);
        await assert.rejects(world.iam.hasDisabled(account, 'AKIA0000000000000000', day(0)), {
          name: 'AccountError',
          code: 'access-denied',
        });
      });
    });

    describe('asked who did it', () => {
      it('names who made a key and who enabled it last', async () => {
        await world.createUser('alice', engineer);
        const id = await world.createKey('alice');
        const key = { id, userName: 'alice' };
        const maker = await world.iam.whoDid(account, 'CreateAccessKey', key);
        assert.equal(maker?.isOwner, false);
        assert.equal(await world.iam.whoDid(account, 'UpdateAccessKey', key), undefined);
        await world.setStatus('alice', id, 'Inactive');
        assert.equal(await world.iam.whoDid(account, 'UpdateAccessKey', key), undefined);
        await world.setStatus('alice', id, 'Active');
        const enabler = await world.iam.whoDid(account, 'UpdateAccessKey', key);
        assert.equal(enabler?.arn, maker.arn);
      });

      it('does not know of keys that were never made', async () => {
        const key = { id: 'AKIA0000000000000000', userName: 'alice' };
        assert.equal(await world.iam.whoDid(account, 'CreateAccessKey', key), undefined);
      });
    });
  });
}
