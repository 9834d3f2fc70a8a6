import assert from 'node:assert/strict';
import { credentialTraits } from '../../../rules/credentials';
import type { StoppableKind } from '../../../rules/credentials/credential';
import { isUnknown } from '../../../rules/model';
import { day, engineer, type Runs } from './runs';
import { contractAccount as account } from './world';

/** What the user has of the kind at this moment: status by id. */
export async function heldNow(
  runs: Runs,
  userName: string,
  kind: StoppableKind,
): Promise<Readonly<Record<string, string>>> {
  const found = await runs.world.iam.readAgain(account, userName, kind);
  assert.ok(found);
  const held = credentialTraits[kind].heldBy(found);
  assert.ok(!isUnknown(held));
  return Object.fromEntries(held.map(({ ref, status }) => [ref.id, status]));
}

/** What is read again of a user. */
export function lookContract(runs: Runs, kind: StoppableKind): void {
  describe(`looked at again for ${kind}`, () => {
    it('tells them and the tags as they are at this moment, and nothing of other kinds', async () => {
      await runs.world.createUser('alice', engineer);
      const first = await runs.world.make(kind, 'alice');
      await runs.read(1);
      const second = await runs.world.make(kind, 'alice');
      await runs.world.setStatus({ kind, id: first }, 'alice', 'Inactive');
      await runs.world.tagUser('alice', { 'key-exempt-until': '2026-02-01' });
      const found = await runs.world.iam.readAgain(account, 'alice', kind);
      assert.deepEqual({ ...found?.tags }, { ...engineer, 'key-exempt-until': '2026-02-01' });
      assert.deepEqual(await heldNow(runs, 'alice', kind), {
        [first]: 'Inactive',
        [second]: 'Active',
      });
      await runs.world.remove({ kind, id: first }, 'alice');
      assert.deepEqual(await heldNow(runs, 'alice', kind), { [second]: 'Active' });
    });

    it('tells when each was made, whatever changed since', async () => {
      await runs.world.createUser('alice', engineer);
      const id = await runs.world.make(kind, 'alice');
      await runs.world.turnTo(day(50));
      await runs.world.setStatus({ kind, id }, 'alice', 'Inactive');
      await runs.world.setStatus({ kind, id }, 'alice', 'Active');
      const found = await runs.world.iam.readAgain(account, 'alice', kind);
      assert.ok(found);
      const held = credentialTraits[kind].heldBy(found);
      assert.ok(!isUnknown(held));
      const [createdAt] = held.map((each) => each.createdAt);
      assert.ok(createdAt instanceof Date);
      assert.ok(Math.abs(createdAt.getTime() - day(0).getTime()) < 60_000);
    });

    it('finds none of a user who has none', async () => {
      await runs.world.createUser('alice', engineer);
      assert.deepEqual(await heldNow(runs, 'alice', kind), {});
    });

    it('finds nobody who is gone', async () =>
      assert.equal(await runs.world.iam.readAgain(account, 'nobody', kind), undefined));

    it('fails where it may not look', async () => {
      await runs.world.makeUnreadable(true);
      await assert.rejects(runs.world.iam.readAgain(account, 'alice', kind), {
        name: 'AccountError',
        code: 'access-denied',
        accountId: account.id,
      });
    });
  });
}
