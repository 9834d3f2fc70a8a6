import assert from 'node:assert/strict';
import { accessKeyRef } from '../../../rules/credentials/credential';
import { engineer, type Runs } from './runs';
import { contractAccount as account } from './world';

/** What disables a key. */
export function switchContract(runs: Runs): void {
  describe('disabling', () => {
    it('touches exactly the named key, and may be repeated', async () => {
      await runs.world.createUser('alice', engineer);
      const first = await runs.world.createKey('alice');
      const second = await runs.world.createKey('alice');
      for (let i = 0; i < 2; i++)
        assert.equal(
          await runs.world.iamSwitch.disable(account, 'alice', accessKeyRef(first)),
          'disabled',
        );
      assert.deepEqual(await runs.keysOn(1), {
        alice: [`${first} Inactive`, `${second} Active`].toSorted(),
      });
    });

    it('finds a key gone, and its user', async () => {
      await runs.world.createUser('alice', engineer);
      const id = await runs.world.createKey('alice');
      await runs.world.deleteKey('alice', id);
      assert.equal(await runs.world.iamSwitch.disable(account, 'alice', accessKeyRef(id)), 'gone');
      assert.equal(await runs.world.iamSwitch.disable(account, 'bob', accessKeyRef(id)), 'gone');
    });

    it('fails where it may not', async () => {
      await runs.world.createUser('alice', engineer);
      const id = await runs.world.createKey('alice');
      await runs.world.makeUnreadable(true);
      await assert.rejects(runs.world.iamSwitch.disable(account, 'alice', accessKeyRef(id)), {
        name: 'AccountError',
        code: 'access-denied',
      });
    });
  });
}
