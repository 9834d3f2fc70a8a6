import assert from 'node:assert/strict';
import type { AccountLedger } from '../ledger';
import type { AccessKey, IamUser } from '../model';
import { planDay } from '../plan-day';
import { settingsSchema, type SettingsInput } from '../settings';
import {
  aboutKey,
  anUnusedNotice,
  aReminder,
  aSecondKeyNotice,
  dateOf,
  sent,
} from '../testing/decided';
import {
  aKey,
  anEngineer,
  day,
  delivered,
  inventoryOf,
  keyRecord,
  ledgerOf,
  planned,
} from '../testing/one-account';

const KEY = 'AKIAFORGOTTEN0000001';
const warned = (on = 45) => delivered(anUnusedNotice(KEY, on));

interface Given {
  readonly on: number;
  readonly keys?: readonly AccessKey[];
  readonly user?: Partial<IamUser>;
  readonly ledger?: AccountLedger;
  readonly settings?: SettingsInput;
  /** By default the credential report is of half an hour before the run. */
  readonly usesAsOf?: Date;
}

function plan({ on, keys = [aKey(KEY, 0)], user, ledger, settings, usesAsOf }: Given) {
  const asOf = usesAsOf ?? day(on, '08:30:00');
  const inventory = { ...inventoryOf(anEngineer(keys, user)), usesAsOf: asOf };
  const all = settingsSchema.parse({ unused: 'disable', ...settings });
  return planDay(inventory, ledger ?? ledgerOf({}), all, day(on));
}

const about = (given: Given, key = KEY) => aboutKey(plan(given), key);

const known = (notices: Parameters<typeof ledgerOf>[0]['notices']) => ledgerOf({ notices });
const used = (at: Date) => [aKey(KEY, 0, { lastUsed: { at } })];

describe('a key that nobody uses', () => {
  it('is warned of on its day, and disabled after the days of grace', () => {
    assert.deepEqual(about({ on: 44 }), ['nothing young']);
    const [warning] = sent(plan({ on: 45 }), 'key-unused');
    assert.deepEqual(
      [warning?.id, warning?.stopsOn, warning?.graceDays, warning?.unusedDays],
      [`key/${KEY}/unused`, dateOf(50), 5, 45],
    );
    const ledger = known([warned()]);
    assert.deepEqual(about({ on: 49, ledger }), ['nothing waiting-for-its-day']);
    assert.deepEqual(about({ on: 50, ledger }), ['disable unused-past-its-day']);
    const [disabling] = plan({ on: 50, ledger }).filter((each) => each.do === 'disable');
    assert.equal(disabling?.notice.cause, 'unused');
    assert.ok(!disabling.tellOnly && disabling.dueBy === 'unused');
  });

  it('names no day of not being used that the credential report does not know of', () => {
    const days = (usesAsOf: Date) => sent(plan({ on: 46, usesAsOf }), 'key-unused')[0]?.unusedDays;
    assert.deepEqual([days(day(45, '10:00:00')), days(day(46, '10:00:00'))], [45, 46]);
    // A run for an older day names none after it.
    assert.equal(days(day(50)), 46);
  });

  it('says in words why it is warned of, and disabled', () => {
    const textOn = (on: number, ledger?: AccountLedger) =>
      plan({ on, ledger }).flatMap((each) =>
        each.do === 'send' || each.do === 'disable' ? [each.why.text] : [],
      );
    const unused = (days: number) => `the key, ${days} days old, was never used`;
    assert.deepEqual(textOn(45), [unused(45)]);
    assert.deepEqual(textOn(50, known([warned()])), [
      `${unused(50)}; told on ${dateOf(45)} that it stops on ${dateOf(50)}`,
    ]);
  });

  it('is only found where that is not set', () => {
    for (const on of [45, 60]) {
      const decisions = plan({
        on,
        ledger: known([planned(anUnusedNotice(KEY, 45))]),
        settings: { unused: 'report' },
      });
      assert.deepEqual(aboutKey(decisions, KEY), ['nothing young', 'withdraw overtaken']);
    }
  });

  it('is kept as long as no warning has arrived, and its owner goes on being told', () => {
    const ledger = known([planned(anUnusedNotice(KEY, 45))]);
    assert.deepEqual(about({ on: 60, ledger }), ['send not-delivered-yet']);
    const [again] = sent(plan({ on: 60, ledger }), 'key-unused');
    assert.deepEqual([again?.id, again?.stopsOn], [`key/${KEY}/unused`, dateOf(65)]);
  });

  it('is kept where somebody has used it between the warning and its day, to the last', () => {
    for (const at of [day(45, '09:30:00'), day(47), day(50, '08:00:00')])
      assert.deepEqual(about({ on: 50, keys: used(at), ledger: known([warned()]) }), [
        'nothing young',
      ]);
  });

  it('is warned of anew when it is unused again: the old warning counts no more', () => {
    const keys = used(day(47, '09:00:00'));
    const ledger = known([warned()]);
    assert.deepEqual(about({ on: 92, keys, ledger, settings: { disableAge: 300 } }), [
      'send stage-crossed',
    ]);
    const decisions = plan({ on: 93, keys, ledger, settings: { disableAge: 300 } });
    const [warning] = sent(decisions, 'key-unused');
    assert.deepEqual([warning?.id, warning?.stopsOn], [`key/${KEY}/unused/2`, dateOf(98)]);
    const again = { ...anUnusedNotice(KEY, 93), id: `key/${KEY}/unused/2` };
    const both = known([warned(), delivered(again)]);
    for (const [on, expected] of [
      [97, 'nothing waiting-for-its-day'],
      [98, 'disable unused-past-its-day'],
    ] as const)
      assert.deepEqual(about({ on, keys, ledger: both, settings: { disableAge: 300 } }), [
        expected,
      ]);
  });

  it('a use of which the report of the warning did not know cancels it all the same', () => {
    // The report of day 45 was four hours old: the key was used an hour before the run that warned.
    const keys = used(day(45, '08:00:00'));
    const decisions = plan({
      on: 91,
      keys,
      ledger: known([warned()]),
      settings: { disableAge: 300, reminderAges: [280] },
    });
    assert.equal(sent(decisions, 'key-unused')[0]?.id, `key/${KEY}/unused/2`);
    assert.ok(!decisions.some((each) => each.do === 'disable'));
  });

  it('is judged as of the credential report: what happened since nobody knows', () => {
    const keys = [aKey(KEY, 0, { createdAt: day(0, '08:00:00') })];
    assert.deepEqual(about({ on: 45, keys, usesAsOf: day(45, '07:59:59') }), ['nothing young']);
    assert.deepEqual(about({ on: 45, keys, usesAsOf: day(45, '08:00:00') }), ['send unused-found']);
  });

  it('is kept where its last use is not known, and an open warning is withdrawn', () => {
    const lastUsed = { unknown: 'there is no credential report' };
    const keys = [aKey(KEY, 0, { lastUsed })];
    assert.deepEqual(about({ on: 60, keys, ledger: known([warned()]) }), ['nothing young']);
    const open = known([planned(anUnusedNotice(KEY, 45))]);
    assert.deepEqual(about({ on: 60, keys, ledger: open }), [
      'nothing young',
      'withdraw overtaken',
    ]);
  });

  it('has a new 45 days since somebody enabled it again', () => {
    const keys = [aKey(KEY, 0)];
    const remembered = (more: Parameters<typeof keyRecord>[1]) =>
      ledgerOf({ notices: [warned()], keys: [keyRecord(aKey(KEY, 0), more)] });
    for (const more of [{ disabledAt: day(50) }, { enabledAt: day(50) }]) {
      const ledger = remembered(more);
      assert.deepEqual(about({ on: 51, keys, ledger }), ['nothing young']);
      const settings = { disableAge: 300, reminderAges: [280] };
      assert.deepEqual(about({ on: 95, keys, ledger, settings }), ['nothing young']);
      const [warning] = sent(plan({ on: 96, keys, ledger, settings }), 'key-unused');
      assert.equal(warning?.id, `key/${KEY}/unused/2`);
    }
  });

  it('is told to be disabled since nobody used it, also where it was enabled again before', () => {
    const notice = { ...anUnusedNotice(KEY, 96), id: `key/${KEY}/unused/2` };
    const ledger = ledgerOf({
      notices: [warned(), delivered(notice)],
      keys: [keyRecord(aKey(KEY, 0), { disabledAt: day(50), enabledAt: day(51, '08:00:00') })],
    });
    const decisions = plan({ on: 101, ledger, settings: { disableAge: 300, reminderAges: [280] } });
    const [disabling] = decisions.filter((each) => each.do === 'disable');
    assert.equal(disabling?.notice.cause, 'unused');
  });

  it('is not warned of while it is exempt, and a warning from before counts no more', () => {
    const exempt = { 'key-exempt-until': dateOf(60), type: 'engineer', 'slack-id': 'U0ALICE0001' };
    const ledger = known([warned()]);
    const during = about({ on: 55, user: { tags: exempt }, ledger });
    assert.deepEqual(during, ['nothing exempt', 'remember-exemption']);
    const after = plan({ on: 61, user: { tags: exempt }, ledger });
    assert.equal(sent(after, 'key-unused')[0]?.id, `key/${KEY}/unused/2`);
  });

  it('of a machine, or of whoever has no type, is only found', () => {
    for (const [type, why] of [
      ['machine', 'nothing young'],
      ['robot', 'nothing invalid-tags'],
    ] as const)
      assert.deepEqual(about({ on: 60, user: { tags: { type } }, ledger: known([warned()]) }), [
        why,
      ]);
  });
});

describe('a key that nobody uses, and that is old or the older of two', () => {
  it('is reminded of by the one rule alone', () => {
    assert.deepEqual(about({ on: 80 }), ['send unused-found']);
    assert.deepEqual(about({ on: 200 }), ['send unused-found']);
  });

  it('is left to its age where that stops it no later: no use would put that off', () => {
    const ledger = known([delivered(aReminder(KEY, 86))]);
    const settings = { unusedAge: 86 };
    assert.deepEqual(about({ on: 86, ledger, settings }), ['nothing waiting-for-its-day']);
    assert.deepEqual(about({ on: 91, ledger, settings }), ['disable past-its-day']);
    // With a day more between them, it stops for not being used.
    const early = known([delivered(aReminder(KEY, 76))]);
    const [warning] = sent(
      plan({ on: 85, ledger: early, settings: { unusedAge: 85 } }),
      'key-unused',
    );
    assert.equal(warning?.stopsOn, dateOf(90));
  });

  it('is warned of where its age had a day that is past, by ages that are raised since', () => {
    const ledger = known([delivered(aReminder(KEY, 40, 40, 45))]);
    const settings = { reminderAges: [40], disableAge: 300 };
    assert.deepEqual(about({ on: 46, ledger, settings }), ['send unused-found']);
  });

  it('is reminded of its age when somebody uses it', () => {
    const ledger = known([warned(75)]);
    const keys = used(day(77));
    assert.deepEqual(about({ on: 78, keys, ledger }), ['send stage-crossed']);
  });

  it('is reminded of its age, too, and stopped by that, where something keeps it past its day', () => {
    // Its day was the 50th, and each run since has tried.
    const told = known([warned()]);
    assert.deepEqual(about({ on: 55, ledger: told, settings: { reminderAges: [50] } }), [
      'disable unused-past-its-day',
    ]);
    const settings = { disableAge: 62, reminderAges: [50] };
    const decisions = plan({ on: 56, ledger: told, settings });
    assert.deepEqual(aboutKey(decisions, KEY), [
      'send stage-crossed',
      'disable unused-past-its-day',
    ]);
    assert.equal(sent(decisions, 'key-reminder')[0]?.stopsOn, dateOf(62));
    const both = known([warned(), { ...delivered(aReminder(KEY, 50)), toldStopsOn: dateOf(62) }]);
    for (const [on, expected] of [
      [61, 'disable unused-past-its-day'],
      [62, 'disable past-its-day'],
    ] as const)
      assert.deepEqual(about({ on, ledger: both, settings }), [expected]);
  });

  it('is not warned again of what it was told, where unusedAge was raised and set back meanwhile', () => {
    const second = planned({ ...anUnusedNotice(KEY, 46), id: `key/${KEY}/unused/2` });
    const ledger = known([warned(), second]);
    assert.deepEqual(about({ on: 47, ledger }), [
      'nothing waiting-for-its-day',
      'withdraw overtaken',
    ]);
  });

  it('is told of the second key, as long as there is one', () => {
    const keys = [aKey(KEY, 0), aKey('AKIANEWER00000000002', 40)];
    assert.deepEqual(about({ on: 50, keys, ledger: known([warned()]) }), ['send second-key-found']);
    const newer = about(
      { on: 90, keys: [aKey(KEY, 0), aKey('AKIANEWER00000000002', 40)] },
      'AKIANEWER00000000002',
    );
    assert.deepEqual(newer, ['send unused-found']);
  });

  it('is warned of anew after a second key is gone, on the next run and once', () => {
    const notices = [warned(), delivered(aSecondKeyNotice(KEY, 'AKIAOFF0000000000002', 48))];
    const off = aKey('AKIAOFF0000000000002', 40, { status: 'Inactive' });
    const keys = [aKey(KEY, 0), off];
    const first = ledgerOf({ notices });
    assert.deepEqual(about({ on: 55, keys, ledger: first }), ['nothing young', 'remember-alone']);
    const remembered = { keys: [keyRecord(aKey(KEY, 0), { lastAloneAt: day(55) })] };
    const again = { ...anUnusedNotice(KEY, 55), id: `key/${KEY}/unused/2` };
    for (const on of [55, 56])
      assert.equal(
        sent(plan({ on, keys, ledger: ledgerOf({ notices, ...remembered }) }), 'key-unused')[0]?.id,
        again.id,
      );
    const told = ledgerOf({ notices: [...notices, delivered(again)], ...remembered });
    assert.deepEqual(about({ on: 56, keys, ledger: told }), ['nothing waiting-for-its-day']);
    assert.deepEqual(about({ on: 60, keys, ledger: told }), ['disable unused-past-its-day']);
  });
});

describe('a company that no longer disables what nobody uses', () => {
  it('has warnings count no more: a day that was named does not come back', () => {
    const off = plan({ on: 47, ledger: known([warned()]), settings: { unused: 'report' } });
    assert.deepEqual(aboutKey(off, KEY), ['nothing young', 'remember-alone']);
    const ledger = ledgerOf({
      notices: [warned()],
      keys: [keyRecord(aKey(KEY, 0), { lastAloneAt: day(47) })],
    });
    const settings = { unused: 'report' } as const;
    assert.deepEqual(about({ on: 48, ledger, settings }), ['nothing young']);
    const [warning] = sent(plan({ on: 70, ledger }), 'key-unused');
    assert.deepEqual([warning?.id, warning?.stopsOn], [`key/${KEY}/unused/2`, dateOf(75)]);
  });

  it('has them count no more where a second key is enabled, whose own notice still does', () => {
    const NEWER = 'AKIANEWER00000000002';
    const told = delivered(aSecondKeyNotice(KEY, NEWER, 46));
    const notices = [warned(), told];
    const keys = [aKey(KEY, 0), aKey(NEWER, 46)];
    const settings = { unused: 'report', secondKeyGraceDays: 3 } as const;
    const off = plan({ on: 47, keys, ledger: known(notices), settings });
    assert.deepEqual(aboutKey(off, KEY), ['nothing waiting-for-its-day', 'remember-alone']);
    const [remembered] = off.filter((each) => each.do === 'remember-alone');
    const ledger = ledgerOf({
      notices,
      keys: [keyRecord(aKey(KEY, 0), { lastAloneAt: remembered?.at })],
    });
    assert.deepEqual(about({ on: 48, keys, ledger, settings }), ['nothing waiting-for-its-day']);
    assert.deepEqual(about({ on: 49, keys, ledger, settings }), [
      'disable second-key-past-its-day',
    ]);
    // The second key is deleted, and then unused keys are to be disabled again.
    const [warning] = sent(plan({ on: 50, ledger }), 'key-unused');
    assert.deepEqual([warning?.id, warning?.stopsOn], [`key/${KEY}/unused/2`, dateOf(55)]);
  });

  it('has them count no more whatever its owner is tagged meanwhile', () => {
    for (const [type, reason] of [
      ['machine', 'nothing young'],
      ['robot', 'nothing invalid-tags'],
    ] as const) {
      const user = { tags: { type, 'slack-id': 'U0ALICE0001' } };
      const settings = { unused: 'report' } as const;
      const off = plan({ on: 47, user, ledger: known([warned()]), settings });
      assert.deepEqual(aboutKey(off, KEY), [reason, 'remember-alone']);
      // A newer key that is found off takes back what was said of it, too.
      const NEWER = 'AKIAOFF0000000000002';
      const keys = [aKey(KEY, 0), aKey(NEWER, 40, { status: 'Inactive' })];
      const told = known([delivered(aSecondKeyNotice(KEY, NEWER, 46))]);
      assert.deepEqual(about({ on: 47, keys, user, ledger: told }), [reason, 'remember-alone']);
    }
  });

  it('goes on counting the notice of a second key that a second run of one time told of', () => {
    const NEWER = 'AKIANEWER00000000002';
    // It is late, so that the run which no longer disables what is unused does not know whether it has arrived.
    const late = planned(aSecondKeyNotice(KEY, NEWER, 45));
    const keys = [aKey(KEY, 0), aKey(NEWER, 44)];
    const settings = { unused: 'report' } as const;
    const off = plan({ on: 46, keys, ledger: known([warned(), late]), settings });
    assert.deepEqual(aboutKey(off, KEY), ['send not-delivered-yet']);
    const ledger = known([warned(), delivered(aSecondKeyNotice(KEY, NEWER, 45))]);
    assert.deepEqual(about({ on: 47, keys, ledger, settings }), [
      'disable second-key-past-its-day',
    ]);
    // The newer key is off: then neither counts any more.
    const alone = [aKey(KEY, 0), aKey(NEWER, 44, { status: 'Inactive' })];
    const [remembered] = plan({ on: 47, keys: alone, ledger, settings }).filter(
      (each) => each.do === 'remember-alone',
    );
    assert.deepEqual(remembered?.at, day(47));
  });

  it('has those count no more that the very run told which is repeated without it', () => {
    const off = plan({ on: 45, ledger: known([warned()]), settings: { unused: 'report' } });
    const [remembered] = off.filter((each) => each.do === 'remember-alone');
    const ledger = ledgerOf({
      notices: [warned()],
      keys: [keyRecord(aKey(KEY, 0), { lastAloneAt: remembered?.at })],
    });
    assert.deepEqual(about({ on: 50, ledger }), ['send unused-found']);
  });
});

describe('many keys that nobody uses', () => {
  it('are held by the circuit breaker, and their owners told what has not been told', () => {
    const users = ['alice', 'bob', 'carol'].map((name) => {
      const id = `AKIA${name.toUpperCase()}`;
      return anEngineer([aKey(id, 0)], { name, id: `AIDA${name}` });
    });
    const notices = users.flatMap(({ keys }) =>
      keys.map(({ id }) => {
        const record = delivered(anUnusedNotice(id, 45));
        // Alice's is delivered to her alone.
        return id === 'AKIAALICE' ? { ...record, team: undefined } : record;
      }),
    );
    const settings = settingsSchema.parse({
      unused: 'disable',
      circuitBreaker: { keys: 2, percent: 20 },
    });
    const inventory = { ...inventoryOf(...users), usesAsOf: day(50) };
    const decisions = planDay(inventory, ledgerOf({ notices }), settings, day(50));
    assert.deepEqual(aboutKey(decisions, 'AKIAALICE'), [
      'hold circuit-breaker',
      'send not-delivered-yet',
    ]);
    assert.deepEqual(aboutKey(decisions, 'AKIABOB'), ['hold circuit-breaker']);
    // What was told keeps its day, and stops when it is released.
    assert.equal(sent(decisions, 'key-unused')[0]?.stopsOn, dateOf(50));
    const released = settingsSchema.parse({
      unused: 'disable',
      circuitBreaker: { keys: 2, percent: 20, releasedThrough: dateOf(50) },
    });
    const after = planDay(inventory, ledgerOf({ notices }), released, day(50));
    assert.equal(after.filter((each) => each.do === 'disable').length, 3);
  });
});

it('a change of clocks moves no day: the calendar counts', () => {
  const settings = { timeZone: 'Europe/Berlin' } as const;
  // 2026-03-29: the 87th day after the first of January.
  const ledger = known([{ ...warned(85), toldStopsOn: dateOf(90) }]);
  const keys = [aKey(KEY, 30)];
  assert.deepEqual(about({ on: 89, keys, ledger, settings }), ['nothing waiting-for-its-day']);
  assert.deepEqual(about({ on: 90, keys, ledger, settings }), ['disable unused-past-its-day']);
});
