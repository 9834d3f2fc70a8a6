import assert from 'node:assert/strict';
import type { Account } from '../../rules/model';
import type { RunsPort } from '../ports/runs';

const later = new Date('2099-01-01T00:00:00Z');

/** What every memory of distributed runs keeps to. `open` gives an empty one each time. */
export function runsContract(name: string, open: () => Promise<RunsPort<{ what: string }>>): void {
  describe(`distributed runs ${name}`, () => {
    let runs: RunsPort<{ what: string }>;
    const accounts = Array.from({ length: 60 }, (_, i) => ({
      id: String(100_000_000_000 + i),
      name: `account ${i}`,
    }));
    const [first = { id: '', name: '' }] = accounts;
    const all = (run: string) => allOf(runs, run);
    beforeEach(async () => {
      runs = await open();
      await runs.begin('monday', accounts, later);
    });

    it('know every account of a run from its beginning', async () => {
      assert.deepEqual(
        await all('monday'),
        accounts.map((account) => ({ account })),
      );
      assert.deepEqual(await runs.find('monday', first.id), first);
    });

    it('keep what came of an account, the last of it', async () => {
      await runs.keep('monday', first.id, { what: 'half' });
      await runs.keep('monday', first.id, { what: 'all' });
      const [kept, ...others] = await all('monday');
      assert.deepEqual(kept, { account: first, handled: { what: 'all' } });
      assert.ok(others.every(({ handled }) => handled === undefined));
    });

    it('let a failure take the place of nothing only', async () => {
      await runs.keepIfNone('monday', first.id, { what: 'failed' });
      assert.deepEqual((await all('monday'))[0]?.handled, { what: 'failed' });
      await runs.keep('monday', first.id, { what: 'all' });
      await runs.keepIfNone('monday', first.id, { what: 'failed' });
      assert.deepEqual((await all('monday'))[0]?.handled, { what: 'all' });
    });

    it('do not mix', async () => {
      await runs.begin('tuesday', [first], later);
      await runs.keep('tuesday', first.id, { what: 'tuesday’s' });
      assert.equal((await all('monday'))[0]?.handled, undefined);
      assert.deepEqual(await all('tuesday'), [{ account: first, handled: { what: 'tuesday’s' } }]);
      assert.deepEqual(await all('wednesday'), []);
    });

    it('have no accounts but those that they began with', async () => {
      const noSuchAccount = { name: 'LedgerError', message: /run#monday.*no such account/ };
      const id = '999999999999';
      await assert.rejects(runs.find('monday', id), noSuchAccount);
      await assert.rejects(runs.keep('monday', id, { what: '' }), noSuchAccount);
      await assert.rejects(runs.keepIfNone('monday', id, { what: '' }), noSuchAccount);
    });
  });
}

export async function allOf<Handled>(runs: RunsPort<Handled>, run: string) {
  const found: { account: Account; handled?: Handled | 'newer' }[] = [];
  for await (const each of runs.all(run)) found.push(each);
  return found;
}
