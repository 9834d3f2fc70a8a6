import assert from 'node:assert/strict';
import { accessKeyRef } from '../credentials/credential';
import type { AccountLedger } from '../ledger';
import type { IamUser } from '../model';
import { planDay } from '../plan-day';
import { defaultSettings, settingsSchema, type Settings } from '../settings';
import { findingsDue } from '../summary/findings-due';
import { aKey, anEngineer, day, inventoryOf, keyRecord, ledgerOf } from '../testing/one-account';

const TODAY = 60;
const asOf = ', as of 2026-03-02 08:30 UTC';

interface Given {
  readonly ledger?: AccountLedger;
  readonly settings?: Settings;
  readonly on?: number;
}

/** What the summary would say of them. */
function found(
  user: IamUser,
  { ledger = ledgerOf({}), settings = defaultSettings, on = TODAY }: Given = {},
): readonly string[] {
  const inventory = { ...inventoryOf(user), usesAsOf: day(on, '08:30:00') };
  const decisions = planDay(inventory, ledger, settings, day(on));
  // A finding alone: nothing is sent, and nothing disabled for it.
  assert.ok(decisions.every((each) => each.do !== 'send' && each.do !== 'disable'));
  return decisions.flatMap((each) =>
    each.do === 'report' && each.finding.kind === 'unused' ? [each.finding.text] : [],
  );
}

describe('who keeps what nobody uses', () => {
  it('is found on the run that first knows of 45 days, and not a day before', () => {
    const user = anEngineer([aKey('AKIA1', 15)]);
    assert.deepEqual(found(user, { on: 59 }), []);
    assert.deepEqual(found(user), [`key …KIA1, 45 days old, was never used${asOf}`]);
    const made = anEngineer([], {
      createdAt: day(15, '08:31:00'),
      password: { changedAt: day(0) },
    });
    assert.deepEqual(found(made), []);
  });

  it('is found in one line, whatever they keep', () => {
    const user = anEngineer(
      [aKey('AKIA1', 0), aKey('AKIA2', 0, { lastUsed: { at: day(10, '08:00:00') } })],
      { tags: { type: 'machine', 'slack-id': 'C0CI0000001' }, password: { changedAt: day(3) } },
    );
    assert.deepEqual(found(user), [
      `key …KIA1, 60 days old, was never used; key …KIA2 was not used for 50 days; console password, 56 days old, was never used${asOf}`,
    ]);
  });

  it('is nobody of whom the last use is not known', () => {
    const lastUsed = { unknown: 'the credential report leaves it open, and nobody asked' };
    const password = { changedAt: day(0), lastUsedAt: lastUsed };
    assert.deepEqual(found(anEngineer([aKey('AKIA1', 0, { lastUsed })], { password })), []);
    const unknown = { unknown: 'there is no credential report' };
    assert.deepEqual(found(anEngineer([], { keysUnknown: unknown, password: unknown })), []);
  });

  it('is who has no valid type, too', () =>
    assert.equal(found(anEngineer([aKey('AKIA1', 0)], { tags: {} })).length, 1));

  it('is not whose exemption holds, until it ends', () => {
    const until = (date: string) =>
      anEngineer([aKey('AKIA1', 0)], {
        tags: { type: 'engineer', 'slack-id': 'U0ALICE0001', 'key-exempt-until': date },
      });
    assert.deepEqual(found(until('2026-03-02')), []);
    assert.equal(found(until('2026-03-01')).length, 1);
  });

  it('is not whose key was enabled lately', () => {
    const key = aKey('AKIA1', 0);
    const ledger = (enabledOn: number) =>
      ledgerOf({ keys: [keyRecord(key, { enabledAt: day(enabledOn) })] });
    assert.deepEqual(found(anEngineer([key]), { ledger: ledger(15) }), []);
    assert.equal(found(anEngineer([key]), { ledger: ledger(14) }).length, 1);
    const off = ledgerOf({ keys: [keyRecord({ ...key, status: 'Inactive' })] });
    assert.deepEqual(found(anEngineer([key]), { ledger: off }), []);
  });

  it('is not whose key only a newer version knows', () => {
    const newer = { credentials: new Map([['AKIA1', accessKeyRef('AKIA1')]]), others: 0 };
    const ledger = { ...ledgerOf({}), newer };
    assert.deepEqual(found(anEngineer([aKey('AKIA1', 0)]), { ledger }), []);
  });

  it('is found after as many days as the settings say', () => {
    const user = anEngineer([aKey('AKIA1', 30)]);
    const settings = (unusedAge: number) => settingsSchema.parse({ unusedAge });
    assert.equal(found(user, { settings: settings(30) }).length, 1);
    assert.deepEqual(found(user, { settings: settings(31) }), []);
  });

  it('is named once, then weekly', () => {
    const inventory = inventoryOf(anEngineer([aKey('AKIA1', 10)]));
    const reported = new Map<string, Date>();
    const named: number[] = [];
    for (let on = 50; on <= 72; on++) {
      const ledger = { ...ledgerOf({}), findings: reported };
      const decisions = planDay(inventory, ledger, defaultSettings, day(on));
      const due = findingsDue(decisions, ledger, defaultSettings, day(on));
      for (const { key } of due) reported.set(key, day(on));
      if (due.length > 0) named.push(on);
    }
    assert.deepEqual(named, [55, 62, 69]);
  });
});
