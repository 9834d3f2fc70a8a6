import assert from 'node:assert/strict';
import { accessKeyRef } from '../../../rules/credentials/credential';
import { day, engineer, type Runs } from './runs';
import { contractAccount as account } from './world';

/** What CloudTrail is asked. */
export function trailContract(runs: Runs): void {
  describe('asked whether it has disabled a key', () => {
    it('knows what it did itself, since then, whatever became of the key', async () => {
      await runs.world.createUser('alice', engineer);
      const id = await runs.world.createKey('alice');
      const other = await runs.world.createKey('alice');
      await runs.world.turnTo(day(3));
      await runs.world.iamSwitch.disable(account, 'alice', accessKeyRef(id));
      await runs.world.setStatus('alice', id, 'Active');
      await runs.world.turnTo(day(4));
      assert.equal(await runs.world.trail.hasDisabled(account, accessKeyRef(id), day(3)), true);
      assert.equal(await runs.world.trail.hasDisabled(account, accessKeyRef(id), day(4)), false);
      assert.equal(await runs.world.trail.hasDisabled(account, accessKeyRef(other), day(0)), false);
    });

    it('takes nobody else’s doing for its own', async () => {
      await runs.world.createUser('alice', engineer);
      const id = await runs.world.createKey('alice');
      await runs.world.setStatus('alice', id, 'Inactive');
      await runs.world.setStatus('alice', id, 'Active');
      assert.equal(await runs.world.trail.hasDisabled(account, accessKeyRef(id), day(0)), false);
    });

    it('fails where it may not ask', async () => {
      await runs.world.makeUnreadable(true);
      await assert.rejects(
        runs.world.trail.hasDisabled(account, accessKeyRef('AKIA0000000000000000'), day(0)),
        {
          name: 'AccountError',
          code: 'access-denied',
        },
      );
    });
  });

  describe('asked who did it', () => {
    it('names who made a key and who enabled it last', async () => {
      await runs.world.createUser('alice', engineer);
      const id = await runs.world.createKey('alice');
      const key = { id, userName: 'alice' };
      const maker = await runs.world.trail.whoDid(account, 'CreateAccessKey', key);
      assert.equal(maker?.isOwner, false);
      assert.equal(await runs.world.trail.whoDid(account, 'UpdateAccessKey', key), undefined);
      await runs.world.setStatus('alice', id, 'Inactive');
      assert.equal(await runs.world.trail.whoDid(account, 'UpdateAccessKey', key), undefined);
      await runs.world.setStatus('alice', id, 'Active');
      const enabler = await runs.world.trail.whoDid(account, 'UpdateAccessKey', key);
      assert.equal(enabler?.arn, maker.arn);
    });

    it('does not know of keys that were never made', async () => {
      const key = { id: 'AKIA0000000000000000', userName: 'alice' };
      assert.equal(await runs.world.trail.whoDid(account, 'CreateAccessKey', key), undefined);
    });
  });
}
