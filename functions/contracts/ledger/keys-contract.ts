import assert from 'node:assert/strict';
import { ACCOUNT, KEY, at, record } from './examples';
import type { Opened } from './opened-ledger';

/** What is known of keys. */
export function keysContract(opened: Opened): void {
  describe('of keys', () => {
    it('gives back what was put', async () => {
      await opened.ledger.putKeys(ACCOUNT, [record]);
      assert.deepEqual(await opened.keyOf(), record);
    });

    it('changes only what a reading knows', async () => {
      await opened.ledger.putKeys(ACCOUNT, [record]);
      await opened.ledger.startDisabling(ACCOUNT, KEY, 'notice', at(3), 'a');
      await opened.ledger.rememberExemption(ACCOUNT, KEY, '2026-01-04');
      await opened.ledger.rememberAlone(ACCOUNT, KEY, at(4));
      await opened.ledger.putKeys(ACCOUNT, [
        { ...record, status: 'Inactive', fingerprint: 'other' },
      ]);
      assert.deepEqual(await opened.keyOf(), {
        ...record,
        status: 'Inactive',
        fingerprint: 'other',
        lastExemptOn: '2026-01-04',
        lastAloneAt: at(4),
        disabling: { noticeId: 'notice', since: at(3), attempts: ['a'] },
      });
    });

    it('keeps the latest exemption and the latest time alone, whichever run writes last', async () => {
      await opened.ledger.putKeys(ACCOUNT, [record]);
      for (const n of [4, 6, 5]) {
        await opened.ledger.rememberExemption(ACCOUNT, KEY, `2026-01-0${n}`);
        await opened.ledger.rememberAlone(ACCOUNT, KEY, at(n));
      }
      const known = await opened.keyOf();
      assert.deepEqual([known?.lastExemptOn, known?.lastAloneAt], ['2026-01-06', at(6)]);
    });

    it('takes more keys than a page or a batch holds, and lets those that are gone end', async () => {
      const many = Array.from({ length: 60 }, (_, i) => ({
        ...record,
        keyId: `AKIA${i}`,
        userName: `user${i}`,
      }));
      await opened.ledger.putKeys(ACCOUNT, many);
      assert.equal((await opened.ledger.load(ACCOUNT)).keys.size, 60);
      await opened.ledger.forgetKeys(
        ACCOUNT,
        many.slice(1).map(({ keyId }) => keyId),
        at(16),
      );
      const { keys } = await opened.ledger.load(ACCOUNT);
      assert.deepEqual([keys.size, keys.get('AKIA0')?.expiresAt], [60, undefined]);
      assert.ok(many.slice(1).every(({ keyId }) => keys.get(keyId)?.expiresAt));
    });

    it('keeps all that is known of a key that was missed and is found again', async () => {
      await opened.ledger.putKeys(ACCOUNT, [record]);
      await opened.ledger.rememberExemption(ACCOUNT, KEY, '2026-01-04');
      await opened.ledger.rememberAlone(ACCOUNT, KEY, at(4));
      await opened.ledger.endDisabling(ACCOUNT, KEY, at(5));
      const known = await opened.keyOf();
      await opened.ledger.forgetKeys(ACCOUNT, [KEY], at(20));
      assert.deepEqual(await opened.keyOf(), { ...known, expiresAt: at(20) });
      const other = { ...record, keyId: 'AKIAOTHER00000000001' };
      for (const found of [[record], [record, other]]) {
        await opened.ledger.forgetKeys(ACCOUNT, [KEY], at(20));
        await opened.ledger.putKeys(ACCOUNT, found);
        assert.deepEqual(await opened.keyOf(), known);
      }
    });

    it('puts and forgets none', async () => {
      await opened.ledger.putKeys(ACCOUNT, []);
      await opened.ledger.forgetKeys(ACCOUNT, [], at(9));
      await opened.ledger.forgetKeys(ACCOUNT, ['AKIANEVER'], at(9));
      assert.equal((await opened.ledger.load(ACCOUNT)).keys.size, 0);
    });

    it('remembers that a disabling was begun, and how it ended', async () => {
      await opened.ledger.putKeys(ACCOUNT, [record]);
      await opened.ledger.startDisabling(ACCOUNT, KEY, 'first', at(3), 'a');
      await opened.ledger.startDisabling(ACCOUNT, KEY, 'second', at(4), 'b');
      const begun = (await opened.keyOf())?.disabling;
      assert.deepEqual([begun?.noticeId, begun?.since], ['second', at(4)]);
      assert.deepEqual(begun?.attempts.toSorted(), ['a', 'b']);
      await opened.ledger.endDisabling(ACCOUNT, KEY, at(5));
      assert.deepEqual(await opened.keyOf(), { ...record, disabledAt: at(5) });
      await opened.ledger.startDisabling(ACCOUNT, KEY, 'third', at(6), 'c');
      await opened.ledger.giveUpDisabling(ACCOUNT, KEY, ['c']);
      assert.deepEqual(await opened.keyOf(), { ...record, disabledAt: at(5) });
    });

    it('lets no try give up what another one has begun', async () => {
      await opened.ledger.putKeys(ACCOUNT, [record]);
      await opened.ledger.startDisabling(ACCOUNT, KEY, 'notice', at(3), 'a');
      await opened.ledger.startDisabling(ACCOUNT, KEY, 'notice', at(3), 'b');
      await opened.ledger.giveUpDisabling(ACCOUNT, KEY, ['b']);
      assert.deepEqual((await opened.keyOf())?.disabling?.attempts, ['a']);
      await opened.ledger.giveUpDisabling(ACCOUNT, KEY, ['b', 'a']);
      assert.deepEqual(await opened.keyOf(), record);
      await opened.ledger.giveUpDisabling(ACCOUNT, KEY, []);
      assert.deepEqual(await opened.keyOf(), record);
    });

    it('begins no disabling that the next run could not find', async () => {
      await assert.rejects(opened.ledger.startDisabling(ACCOUNT, KEY, 'notice', at(3), 'a'), {
        name: 'LedgerError',
      });
      assert.equal(await opened.keyOf(), undefined);
    });

    it('makes no record of a key that is forgotten', async () => {
      await opened.ledger.endDisabling(ACCOUNT, KEY, at(5));
      await opened.ledger.giveUpDisabling(ACCOUNT, KEY, ['a']);
      await opened.ledger.rememberAlone(ACCOUNT, KEY, at(4));
      await opened.ledger.rememberExemption(ACCOUNT, KEY, '2026-01-04');
      assert.equal(await opened.keyOf(), undefined);
    });
  });
}
