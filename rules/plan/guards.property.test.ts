import assert from 'node:assert/strict';
import fc from 'fast-check';
import { accessKeyRef, keyIdOf } from '../credentials/credential';
import { planDay } from '../plan-day';
import { anySettings, anyWorld, TODAY } from '../report/testing/any-world';
import { day } from '../testing/one-account';
import { stillDue } from '../disabling/still-due';

describe('the plan and the last look', () => {
  it('agree where nothing has changed: what the one disables is due to the other', () => {
    let disabled = 0;
    fc.assert(
      fc.property(anyWorld, anySettings, fc.nat(6), ({ inventory, ledger }, settings, later) => {
        const now = day(TODAY + later);
        for (const decision of planDay(inventory, ledger, settings, now)) {
          if (decision.do !== 'disable') continue;
          const { credential, user } = decision;
          // Of a newer key that is to come no run can have told, whatever the ledger says.
          if (user.keys.some(({ createdAt }) => createdAt > now)) continue;
          const dueBy = decision.tellOnly ? 'age' : decision.dueBy;
          const { is } = stillDue(credential.ref, user, dueBy, settings, now);
          assert.equal(is, decision.tellOnly ? 'off' : 'due');
          disabled += 1;
        }
      }),
      { seed: 1, numRuns: 700 },
    );
    assert.ok(disabled > 50, `${disabled}`);
  });

  it('agree on whom to leave alone: of no other key does the last look say that it is due', () => {
    const leftAlone = ['inactive', 'invalid-tags', 'exempt', 'made-later', 'machine'];
    let count = 0;
    fc.assert(
      fc.property(anyWorld, anySettings, ({ inventory, ledger: known }, settings) => {
        const now = day(TODAY);
        // What only the ledger knows of an exemption the last look can't.
        const ledger = { ...known, lastReadAt: undefined, credentials: new Map() };
        for (const decision of planDay(inventory, ledger, settings, now)) {
          const keyId = keyIdOf(decision.subject.credential);
          if (decision.do !== 'nothing' || keyId === undefined) continue;
          if (!leftAlone.includes(decision.why.code)) continue;
          // Of its second key only: the key itself is not left alone.
          if (decision.why.text.startsWith('its second key')) continue;
          const user = inventory.users.find(({ keys }) => keys.some(({ id }) => id === keyId));
          for (const dueBy of ['age', 'second-key'] as const)
            assert.notEqual(stillDue(accessKeyRef(keyId), user, dueBy, settings, now).is, 'due');
          count += 1;
        }
      }),
      { seed: 1, numRuns: 300 },
    );
    assert.ok(count > 300, `${count}`);
  });
});
