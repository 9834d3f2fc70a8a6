import assert from 'node:assert/strict';
import { credentialTraits } from '../../../rules/credentials';
import type { StoppableKind } from '../../../rules/credentials/credential';
import { day, engineer, type Runs } from './runs';
import { contractAccount as account } from './world';

/** What CloudTrail is asked. */
export function trailContract(runs: Runs, kind: StoppableKind): void {
  const hasDisabled = (id: string, since: Date) =>
    runs.world.trail.hasDisabled(account, { kind, id }, since);

  describe(`asked whether it has disabled ${kind}`, () => {
    it('knows what it did itself, since then, whatever became of it', async () => {
      await runs.world.createUser('alice', engineer);
      const id = await runs.world.make(kind, 'alice');
      const other = await runs.world.make(kind, 'alice');
      await runs.world.turnTo(day(3));
      await runs.world.iamSwitch.disable(account, 'alice', { kind, id });
      await runs.world.setStatus({ kind, id }, 'alice', 'Active');
      await runs.world.turnTo(day(4));
      assert.equal(await hasDisabled(id, day(3)), true);
      assert.equal(await hasDisabled(id, day(4)), false);
      assert.equal(await hasDisabled(other, day(0)), false);
    });

    it('takes nobody else’s doing for its own', async () => {
      await runs.world.createUser('alice', engineer);
      const id = await runs.world.make(kind, 'alice');
      await runs.world.setStatus({ kind, id }, 'alice', 'Inactive');
      await runs.world.setStatus({ kind, id }, 'alice', 'Active');
      assert.equal(await hasDisabled(id, day(0)), false);
    });

    it('fails where it may not ask', async () => {
      await runs.world.makeUnreadable(true);
      const denied = { name: 'AccountError', code: 'access-denied' };
      await assert.rejects(hasDisabled('AKIA0000000000000000', day(0)), denied);
    });
  });

  describe(`asked who enabled ${kind}`, () => {
    const { name: enabling } = credentialTraits[kind].statusCall;
    const whoEnabled = (id: string, userName = 'alice') =>
      runs.world.trail.whoDid(account, enabling, { id, userName });

    it('names who did it last, of exactly that one', async () => {
      await runs.world.createUser('alice', engineer);
      const id = await runs.world.make(kind, 'alice');
      const other = await runs.world.make(kind, 'alice');
      assert.equal(await whoEnabled(id), undefined);
      await runs.world.setStatus({ kind, id }, 'alice', 'Inactive');
      assert.equal(await whoEnabled(id), undefined);
      await runs.world.setStatus({ kind, id }, 'alice', 'Active');
      const enabler = await whoEnabled(id);
      assert.equal(enabler?.isOwner, false);
      assert.ok(enabler.arn.startsWith(`arn:aws:iam::${account.id}:`));
      assert.equal(await whoEnabled(other), undefined);
    });

    it('does not know of what never was', async () => {
      await runs.world.createUser('alice', engineer);
      assert.equal(await whoEnabled('AKIA0000000000000000'), undefined);
    });
  });

  if (kind === 'access-key')
    it('asked who made a key, names them', async () => {
      await runs.world.createUser('alice', engineer);
      const id = await runs.world.make(kind, 'alice');
      const key = { id, userName: 'alice' };
      const maker = await runs.world.trail.whoDid(account, 'CreateAccessKey', key);
      assert.equal(maker?.isOwner, false);
      const other = { id: 'AKIA0000000000000000', userName: 'alice' };
      assert.equal(await runs.world.trail.whoDid(account, 'CreateAccessKey', other), undefined);
    });
}
