import assert from 'node:assert/strict';
import { ACCOUNT, at } from './examples';
import type { SshKeysAsked } from '../../../rules/ssh-key-days';
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

    describe('of whose SSH keys were asked for', () => {
      const asked = (day: number, ...unanswered: readonly string[]): SshKeysAsked => ({
        at: new Map([[day % 7, at(day)]]),
        unanswered: new Set(unanswered),
      });
      const known = async () => (await opened.ledger.load(ACCOUNT)).sshKeysAsked;

      it('knows nothing before a run has finished', async () => {
        assert.equal(await known(), undefined);
        await opened.ledger.finishAccount(ACCOUNT, at(3));
        assert.equal(await known(), undefined);
      });

      it('remembers it with the end of the run, and forgets it at no end that says nothing', async () => {
        await opened.ledger.finishAccount(ACCOUNT, at(3), asked(3, 'AIDA1', 'AIDA2'));
        assert.deepEqual(await known(), asked(3, 'AIDA1', 'AIDA2'));
        await opened.ledger.finishAccount(ACCOUNT, at(4), asked(4));
        assert.deepEqual(await known(), asked(4));
        await opened.ledger.finishAccount(ACCOUNT, at(5));
        assert.deepEqual(await known(), asked(4));
      });

      it('keeps what a run of a later time has asked: those of the earlier one are asked about again', async () => {
        await opened.ledger.finishAccount(ACCOUNT, at(5), asked(5, 'AIDA1'));
        await opened.ledger.finishAccount(ACCOUNT, at(4), asked(4));
        assert.deepEqual(await known(), asked(5, 'AIDA1'));
        // Of one time the last to end.
        await opened.ledger.finishAccount(ACCOUNT, at(5), asked(5));
        assert.deepEqual(await known(), asked(5));
      });

      it('remembers it of a rehearsal, which is no end', async () => {
        await opened.ledger.rememberSshKeysAsked(ACCOUNT, asked(3, 'AIDA1'));
        const { firstReadAt, lastReadAt } = await opened.ledger.load(ACCOUNT);
        assert.deepEqual([firstReadAt, lastReadAt], [undefined, undefined]);
        assert.deepEqual(await known(), asked(3, 'AIDA1'));
      });
    });
  });
}
