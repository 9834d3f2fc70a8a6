import assert from 'node:assert/strict';
import { passwordRef } from '../credentials/credential';
import { planDay } from '../plan-day';
import { defaultSettings } from '../settings';
import { anEngineer, day, inventoryOf, ledgerOf } from '../testing/one-account';

const user = anEngineer([], { password: { changedAt: day(0) } });
const credential = passwordRef(user.id);

describe('a console password', () => {
  it('is what its decision is about, whatever is decided', () => {
    for (const [on, what] of [
      [5, 'nothing'],
      [76, 'send'],
    ] as const) {
      const decisions = planDay(inventoryOf(user), ledgerOf({}), defaultSettings, day(on));
      const about = decisions.filter(({ subject }) => subject.credential?.kind === 'password');
      assert.deepEqual(
        about.map((each) => [each.do, each.subject.credential]),
        [[what, credential]],
      );
    }
  });

  it('is left alone where a newer version has recorded what this one can’t read', () => {
    const newer = { credentials: new Map([[user.id, credential]]), others: 0 };
    const ledger = { ...ledgerOf({}), newer };
    const decisions = planDay(inventoryOf(user), ledger, defaultSettings, day(76));
    assert.deepEqual(
      decisions.map((each) => ('why' in each ? `${each.do} ${each.why.code}` : each.do)),
      ['nothing newer-record'],
    );
  });
});
