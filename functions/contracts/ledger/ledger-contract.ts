import assert from 'node:assert/strict';
import { deliveriesContract } from './deliveries-contract';
import { ACCOUNT, KEY, at, record, reminder } from './examples';
import { findingsContract } from './findings-contract';
import { credentialsContract } from './credentials-contract';
import { movesContract } from './moves-contract';
import { noticesContract } from './notices-contract';
import { Opened, type OpenedLedger } from './opened-ledger';

/** What every ledger keeps to. `open` gives an empty one each time. */
export function ledgerContract(name: string, open: () => Promise<OpenedLedger>): void {
  describe(`the ledger ${name}`, () => {
    const opened = new Opened(open);
    beforeEach(() => opened.again());

    it('knows nothing of an account that no run has read', async () => {
      const { accountId, firstReadAt, lastReadAt, ...rest } = await opened.ledger.load(ACCOUNT);
      assert.deepEqual([accountId, firstReadAt, lastReadAt], [ACCOUNT, undefined, undefined]);
      assert.deepEqual(rest, {
        credentials: new Map(),
        notices: new Map(),
        findings: new Map(),
        moves: new Map(),
      });
    });

    it('keeps accounts apart', async () => {
      await opened.ledger.putCredentials(ACCOUNT, [record]);
      await opened.ledger.planNotice(ACCOUNT, reminder);
      const other = await opened.ledger.load('222222222222');
      assert.deepEqual([other.credentials.size, other.notices.size], [0, 0]);
    });

    credentialsContract(opened);
    noticesContract(opened);
    deliveriesContract(opened);
    findingsContract(opened);
    movesContract(opened);

    it('gives a reading that later writes do not change', async () => {
      await opened.ledger.putCredentials(ACCOUNT, [record]);
      const loaded = await opened.ledger.load(ACCOUNT);
      await opened.ledger.forgetCredentials(ACCOUNT, [record.credential], at(9));
      await opened.ledger.planNotice(ACCOUNT, reminder);
      assert.deepEqual(
        [loaded.credentials.get(KEY)?.expiresAt, loaded.notices.size],
        [undefined, 0],
      );
    });
  });
}
