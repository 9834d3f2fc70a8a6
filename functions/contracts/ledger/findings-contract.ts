import assert from 'node:assert/strict';
import { ACCOUNT, at } from './examples';
import type { Opened } from './opened-ledger';

/** Findings, and when an account was read. */
export function findingsContract(opened: Opened): void {
  describe('of findings and runs', () => {
    it('remembers when a finding was last named', async () => {
      await opened.ledger.reportedFindings(ACCOUNT, ['AIDA1#no-mfa', 'AIDA2#invalid-tags'], at(3));
      await opened.ledger.reportedFindings(ACCOUNT, ['AIDA1#no-mfa', 'AIDA1#no-mfa'], at(10));
      await opened.ledger.reportedFindings(ACCOUNT, [], at(11));
      const { findings } = await opened.ledger.load(ACCOUNT);
      assert.deepEqual(
        findings,
        new Map([
          ['AIDA1#no-mfa', at(10)],
          ['AIDA2#invalid-tags', at(3)],
        ]),
      );
    });

    it('remembers the first run and the last, and never turns the last one back', async () => {
      const times = async () => {
        const { firstReadAt, lastReadAt } = await opened.ledger.load(ACCOUNT);
        return [firstReadAt, lastReadAt];
      };
      await opened.ledger.finishAccount(ACCOUNT, at(3));
      assert.deepEqual(await times(), [at(3), at(3)]);
      await opened.ledger.finishAccount(ACCOUNT, at(5));
      await opened.ledger.finishAccount(ACCOUNT, at(4));
      await opened.ledger.finishAccount(ACCOUNT, at(5));
      assert.deepEqual(await times(), [at(3), at(5)]);
    });
  });
}
