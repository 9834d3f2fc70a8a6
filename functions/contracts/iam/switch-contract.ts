import assert from 'node:assert/strict';
import type { StoppableKind } from '../../../rules/credentials/credential';
import { AccountError } from '../../account-error';
import { heldNow } from './look-contract';
import { engineer, type Runs } from './runs';
import { contractAccount as account } from './world';

/** What disables a credential. */
export function switchContract(runs: Runs, kind: StoppableKind): void {
  const disable = (userName: string, id: string) =>
    runs.world.iamSwitch.disable(account, userName, { kind, id });

  describe(`disabling ${kind}`, () => {
    it('touches exactly the named one, and may be repeated', async () => {
      await runs.world.createUser('alice', engineer);
      await runs.world.createUser('bob', engineer);
      const first = await runs.world.make(kind, 'alice');
      const second = await runs.world.make(kind, 'alice');
      const bobs = await runs.world.make(kind, 'bob');
      for (let i = 0; i < 2; i++) {
        assert.equal(await disable('alice', first), 'disabled');
        assert.deepEqual(await heldNow(runs, 'alice', kind), {
          [first]: 'Inactive',
          [second]: 'Active',
        });
      }
      assert.deepEqual(await heldNow(runs, 'bob', kind), { [bobs]: 'Active' });
    });

    it('takes nobody else’s for the user’s', async () => {
      await runs.world.createUser('alice', engineer);
      await runs.world.createUser('bob', engineer);
      const id = await runs.world.make(kind, 'alice');
      // Most are gone; of a service-specific credential AWS says that the request is wrong.
      const answer = await disable('bob', id).catch((error: unknown) => error);
      assert.ok(answer === 'gone' || answer instanceof AccountError, String(answer));
      assert.deepEqual(await heldNow(runs, 'alice', kind), { [id]: 'Active' });
    });

    it('finds it gone, and its user', async () => {
      await runs.world.createUser('alice', engineer);
      const id = await runs.world.make(kind, 'alice');
      assert.equal(await disable('nobody', id), 'gone');
      await runs.world.remove({ kind, id }, 'alice');
      assert.equal(await disable('alice', id), 'gone');
    });

    it('fails where it may not', async () => {
      await runs.world.createUser('alice', engineer);
      const id = await runs.world.make(kind, 'alice');
      await runs.world.makeUnreadable(true);
      const denied = { name: 'AccountError', code: 'access-denied' };
      await assert.rejects(disable('alice', id), denied);
    });
  });
}
