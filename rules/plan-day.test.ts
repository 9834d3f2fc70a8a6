import assert from 'node:assert/strict';
import type { Decision } from './decisions';
import type { AccountLedger, NoticeRecord } from './ledger';
import type { Inventory } from './model';
import type { NoticeOf } from './notices';
import { planDay } from './plan-day';
import { defaultSettings, settingsSchema } from './settings';
import * as decided from './testing/decided';
import * as one from './testing/one-account';

const { aKey, anEngineer, day, delivered, inventoryOf, keyRecord, ledgerOf, planned } = one;
const { dateOf: stopsOn, sent } = decided;
const KEY = 'AKIAOLD0000000000001';
const NEW = 'AKIANEW0000000000002';

function plan(inventory: Inventory, ledger: AccountLedger, on: number, settings = defaultSettings) {
  return planDay(inventory, ledger, settings, day(on));
}

function aboutKey(decisions: readonly Decision[], keyId = KEY): string[] {
  return decided.aboutKey(decisions, keyId);
}

/** A reminder as the run of that day plans it for a key made on day 0. */
function reminderOf(on: number, records: readonly NoticeRecord[] = []): NoticeOf<'key-reminder'> {
  const decisions = plan(
    inventoryOf(anEngineer([aKey(KEY, 0)])),
    ledgerOf({ notices: records }),
    on,
  );
  const [notice] = sent(decisions, 'key-reminder');
  assert.ok(notice);
  return notice;
}

describe('planDay: the age of a key', () => {
  const aged = inventoryOf(anEngineer([aKey(KEY, 0)]));
  const cases: [number, string][] = [
    [0, 'nothing young'],
    [75, 'nothing young'],
    [76, 'send stage-crossed'],
    [80, 'send stage-crossed'],
    [90, 'send stage-crossed'],
    [91, 'send stage-crossed'],
    [400, 'send stage-crossed'],
  ];
  for (const [on, expected] of cases)
    it(`of ${on} days and never told: ${expected}`, () =>
      assert.deepEqual(aboutKey(plan(aged, ledgerOf({}), on)), [expected]));

  it('sends only the last stage that was crossed, and names day 91', () => {
    for (const [on, stage] of [
      [76, 76],
      [80, 76],
      [81, 81],
      [86, 86],
      [90, 86],
    ] as const) {
      const notices = sent(plan(aged, ledgerOf({}), on), 'key-reminder');
      assert.deepEqual(
        notices.map((notice) => notice.stage),
        [stage],
      );
      assert.equal(notices[0]?.stopsOn, on + 5 > 91 ? stopsOn(on + 5) : stopsOn(91));
    }
  });

  it('gives five days to a key that was too old on the first run', () => {
    const first = plan(aged, ledgerOf({}), 300);
    const [notice] = sent(first, 'key-reminder');
    assert.ok(notice);
    assert.equal(notice.stopsOn, stopsOn(305));
    const ledger = ledgerOf({ notices: [delivered(notice)] });
    assert.deepEqual(aboutKey(plan(aged, ledger, 304)), ['nothing waiting-for-its-day']);
    assert.deepEqual(aboutKey(plan(aged, ledger, 305)), ['disable past-its-day']);
  });

  it('is not told a stage twice', () => {
    const ledger = ledgerOf({ notices: [delivered(reminderOf(76))] });
    for (const on of [76, 77, 80])
      assert.deepEqual(aboutKey(plan(aged, ledger, on)), ['nothing waiting-for-its-day']);
    assert.deepEqual(aboutKey(plan(aged, ledger, 81)), ['send stage-crossed']);
  });

  it('is disabled on day 91 after all three reminders, not a day before', () => {
    const records = [76, 81, 86].map((on) => delivered(reminderOf(on)));
    const ledger = ledgerOf({ notices: records });
    assert.deepEqual(aboutKey(plan(aged, ledger, 90)), ['nothing waiting-for-its-day']);
    assert.deepEqual(aboutKey(plan(aged, ledger, 91)), ['disable past-its-day']);
  });

  it('keeps the day that a delivered warning named, however late the next one is', () => {
    const records = [delivered(reminderOf(76))];
    const late = reminderOf(89, records);
    assert.equal(late.stage, 86);
    assert.equal(late.stopsOn, stopsOn(91));
    const ledger = ledgerOf({ notices: [...records, planned(late)] });
    const decisions = plan(aged, ledger, 91);
    assert.deepEqual(aboutKey(decisions), ['disable past-its-day', 'withdraw overtaken']);
  });

  it('is not disabled on a warning that never arrived', () => {
    const ledger = ledgerOf({ notices: [76, 81, 86].map((on) => planned(reminderOf(on))) });
    const decisions = plan(aged, ledger, 120);
    assert.deepEqual(aboutKey(decisions), [
      'send not-delivered-yet',
      'withdraw overtaken',
      'withdraw overtaken',
    ]);
  });

  it('counts a late delivery from the day it arrived, by what it named then', () => {
    const notice = reminderOf(86);
    const record = { ...delivered(notice, day(89, '15:00:00')), toldStopsOn: stopsOn(94) };
    const ledger = ledgerOf({ notices: [record] });
    assert.deepEqual(aboutKey(plan(aged, ledger, 93)), ['nothing waiting-for-its-day']);
    assert.deepEqual(aboutKey(plan(aged, ledger, 94)), ['disable past-its-day']);
  });

  it('never disables before the grace is over, whatever day the message named', () => {
    const record = { ...delivered(reminderOf(86), day(89, '15:00:00')), toldStopsOn: stopsOn(90) };
    const ledger = ledgerOf({ notices: [record] });
    assert.deepEqual(aboutKey(plan(aged, ledger, 93)), ['nothing waiting-for-its-day']);
    assert.deepEqual(aboutKey(plan(aged, ledger, 94)), ['disable past-its-day']);
  });

  it('takes the channel for the person only when the private message failed for good', () => {
    const record = delivered(reminderOf(86));
    const team = record.team;
    const cases: [Partial<NoticeRecord>, string][] = [
      [{ owner: { failed: 'account_inactive' }, team }, 'disable past-its-day'],
      [{ owner: { failed: 'account_inactive' }, team: undefined }, 'send not-delivered-yet'],
      [{ owner: undefined, team }, 'send not-delivered-yet'],
    ];
    for (const [outcome, expected] of cases)
      assert.deepEqual(
        aboutKey(plan(aged, ledgerOf({ notices: [{ ...record, ...outcome }] }), 92)),
        [expected],
      );
  });

  it('needs the last hour of the 91st day', () => {
    const late = aKey(KEY, 0, { createdAt: day(0, '09:00:01') });
    const inventory = inventoryOf(anEngineer([late]));
    const record = { ...delivered(reminderOf(86)), toldStopsOn: stopsOn(91) };
    const ledger = ledgerOf({ notices: [record] });
    assert.deepEqual(aboutKey(plan(inventory, ledger, 91)), ['nothing waiting-for-its-day']);
    assert.deepEqual(aboutKey(plan(inventory, ledger, 92)), ['disable past-its-day']);
  });

  it('is told what is true by then, under the same id, when the first message never arrived', () => {
    const first = reminderOf(76);
    const untold = [planned(first), { ...planned(first), copy: delivered(first).team }];
    for (const record of untold) {
      const [late] = sent(plan(aged, ledgerOf({ notices: [record] }), 80), 'key-reminder');
      assert.ok(late);
      assert.deepEqual([late.id, late.plannedAt, late.key.age], [first.id, first.plannedAt, 80]);
      assert.equal(late.stopsOn, stopsOn(91));
    }
    const told = { ...delivered(first), team: undefined };
    const [copy] = sent(plan(aged, ledgerOf({ notices: [told] }), 80), 'key-reminder');
    assert.deepEqual(copy, first);
  });

  it('names a key that is off and takes the second place, not one that works or is gone', () => {
    const other = aKey(NEW, -200);
    const cases: [readonly (typeof other)[], string | undefined][] = [
      [[{ ...other, status: 'Inactive' }], NEW],
      [[other], undefined],
      [[], undefined],
    ];
    for (const [others, expected] of cases) {
      const user = anEngineer([aKey(KEY, 0), ...others]);
      const reminders = sent(plan(inventoryOf(user), ledgerOf({}), 76), 'key-reminder');
      const about = reminders.find(({ key }) => key.id === KEY);
      assert.ok(about);
      assert.equal(about.deadKeyId, expected);
    }
  });

  it('is told again after it was off when the warning was withdrawn unheard', () => {
    const record = { ...planned(reminderOf(86)), withdrawn: 'the key is not enabled' };
    assert.deepEqual(aboutKey(plan(aged, ledgerOf({ notices: [record] }), 92)), [
      'send not-delivered-yet',
    ]);
  });

  it('still counts a warning that was heard and then withdrawn', () => {
    const record = { ...delivered(reminderOf(86)), team: undefined, withdrawn: 'was off' };
    assert.deepEqual(aboutKey(plan(aged, ledgerOf({ notices: [record] }), 92)), [
      'disable past-its-day',
    ]);
  });
});

describe('planDay: who is touched', () => {
  const records = () => [delivered(reminderOf(86))];
  const cases: [string, Record<string, string>, string][] = [
    ['nobody without tags', {}, 'nothing invalid-tags'],
    ['nobody of another type', { type: 'contractor' }, 'nothing invalid-tags'],
    ['no machine', { type: 'machine' }, 'send stage-crossed'],
    [
      'an engineer with a bad Slack id',
      { type: 'engineer', 'slack-id': 'x' },
      'disable past-its-day',
    ],
  ];
  for (const [name, tags, expected] of cases)
    it(name, () => {
      const inventory = inventoryOf(anEngineer([aKey(KEY, 0)], { tags }));
      const decisions = plan(inventory, ledgerOf({ notices: records() }), 200);
      assert.equal(aboutKey(decisions)[0], expected);
    });

  it('tells of a machine’s key at each age, the last one that was crossed, and once', () => {
    const machine = inventoryOf(anEngineer([aKey(KEY, 0)], { tags: { type: 'machine' } }));
    for (const [on, stage] of [
      [76, 76],
      [86, 86],
      [91, 91],
      [500, 91],
    ] as const) {
      const [notice] = sent(plan(machine, ledgerOf({}), on), 'machine-key-old');
      assert.equal(notice?.stage, stage);
      const told = ledgerOf({ notices: [delivered(notice)] });
      assert.deepEqual(aboutKey(plan(machine, told, on)), ['nothing machine']);
    }
  });

  it('says of a key that was warned when it stops by a grace that was made longer since', () => {
    const settings = settingsSchema.parse({ reminderAges: [76], graceDays: 15 });
    const ledger = ledgerOf({ notices: [delivered(reminderOf(86))] });
    const inventory = inventoryOf(anEngineer([aKey(KEY, 0)]));
    for (const on of [91, 100])
      assert.ok(
        plan(inventory, ledger, on, settings).some(
          (each) => 'why' in each && each.why.text === `told that it stops on ${stopsOn(101)}`,
        ),
      );
    assert.deepEqual(aboutKey(plan(inventory, ledger, 101, settings)), ['disable past-its-day']);
    // A reminder that comes meanwhile names that day, too.
    const more = settingsSchema.parse({ reminderAges: [76, 87], disableAge: 102, graceDays: 15 });
    const [notice] = sent(plan(inventory, ledger, 92, more), 'key-reminder');
    assert.deepEqual([notice?.stage, notice?.stopsOn], [87, stopsOn(102)]);
  });

  it('reminds of an age that a planned reminder was for, and that its owner was not told of', () => {
    const told = { ...reminderOf(86), stage: 50 };
    const ledger = ledgerOf({ notices: [delivered(told)] });
    const settings = settingsSchema.parse({ reminderAges: [50, 86] });
    const inventory = inventoryOf(anEngineer([aKey(KEY, 0)]));
    const [again] = sent(plan(inventory, ledger, 87, settings), 'key-reminder');
    assert.deepEqual([again?.stage, again?.id], [86, `${told.id}/2`]);
  });

  it('tells of no earlier age of a machine’s key where the ages are set lower after it was told', () => {
    const machine = inventoryOf(anEngineer([aKey(KEY, 0)], { tags: { type: 'machine' } }));
    const [notice] = sent(plan(machine, ledgerOf({}), 86), 'machine-key-old');
    assert.ok(notice);
    const lost = { ...planned({ ...notice, id: `key/${KEY}/machine-100` }) };
    for (const notices of [[delivered(notice)], [lost, delivered(notice)]])
      assert.deepEqual(
        aboutKey(
          planDay(
            machine,
            ledgerOf({ notices }),
            settingsSchema.parse({ reminderAges: [50], disableAge: 100 }),
            day(87),
          ),
          KEY,
        ).filter((line) => line.startsWith('send')),
        [],
      );
  });

  it('leaves a disabled key alone', () => {
    const off = inventoryOf(anEngineer([aKey(KEY, 0, { status: 'Inactive' })]));
    assert.deepEqual(aboutKey(plan(off, ledgerOf({ notices: records() }), 200)), [
      'nothing inactive',
    ]);
  });

  it('reports bad tags and a missing MFA device', () => {
    const user = anEngineer([], { hasMfa: false, tags: { type: 'engineer' } });
    const found = plan(inventoryOf(user), ledgerOf({}), 1).flatMap((decision) =>
      decision.do === 'report' ? [decision.finding.kind] : [],
    );
    assert.deepEqual(found, ['invalid-tags', 'no-mfa']);
  });
});

describe('planDay: an exemption', () => {
  it('is remembered of a user without a valid type too, whose key is left alone', () => {
    const tags = { 'key-exempt-until': stopsOn(100) };
    const user = inventoryOf(anEngineer([aKey(KEY, 0)], { tags }));
    const ledger = ledgerOf({ notices: [delivered(reminderOf(86))] });
    assert.deepEqual(aboutKey(plan(user, ledger, 95)), [
      'nothing invalid-tags',
      'remember-exemption',
    ]);
  });

  const exempt = (until: number) =>
    inventoryOf(
      anEngineer([aKey(KEY, 0)], {
        tags: { type: 'engineer', 'slack-id': 'U0ALICE0001', 'key-exempt-until': stopsOn(until) },
      }),
    );
  const warned = () => [delivered(reminderOf(86))];

  it('holds to its last day', () =>
    assert.deepEqual(aboutKey(plan(exempt(100), ledgerOf({ notices: warned() }), 100)), [
      'nothing exempt',
      'remember-exemption',
    ]));

  it('lets the rules apply again after it, with a warning of its own', () => {
    const ledger = ledgerOf({ notices: warned() });
    const decisions = plan(exempt(100), ledger, 101);
    assert.deepEqual(aboutKey(decisions), ['send stage-crossed', 'remember-exemption']);
    const [notice] = sent(decisions, 'key-reminder');
    assert.ok(notice && notice.id !== warned()[0]?.id);
    assert.equal(notice.stopsOn, stopsOn(106));
    const later = ledgerOf({ notices: [...warned(), delivered(notice)] });
    assert.deepEqual(aboutKey(plan(exempt(100), later, 105)), [
      'nothing waiting-for-its-day',
      'remember-exemption',
    ]);
    assert.deepEqual(aboutKey(plan(exempt(100), later, 106)).slice(0, 1), ['disable past-its-day']);
  });

  it('counts also when its tag was taken away', () => {
    const key = aKey(KEY, 0);
    const keys = [keyRecord(key, { lastExemptOn: stopsOn(95) })];
    const ledger = ledgerOf({ notices: warned(), keys });
    assert.deepEqual(aboutKey(plan(inventoryOf(anEngineer([key])), ledger, 96)), [
      'send stage-crossed',
    ]);
  });

  it('does not tell a stage twice when an ended tag is cleared away', () => {
    const after = sent(plan(exempt(10), ledgerOf({}), 76), 'key-reminder').map((n) => delivered(n));
    assert.equal(after.length, 1);
    const cleared = inventoryOf(anEngineer([aKey(KEY, 0)]));
    assert.deepEqual(aboutKey(plan(cleared, ledgerOf({ notices: after }), 77)), [
      'nothing waiting-for-its-day',
    ]);
  });

  it('does not hold when it is longer than allowed', () => {
    const decisions = plan(exempt(191), ledgerOf({ notices: warned() }), 100);
    assert.deepEqual(aboutKey(decisions), ['disable past-its-day']);
    assert.ok(decisions.some((each) => each.do === 'report'));
  });
});

describe('planDay: a second enabled key', () => {
  const two = inventoryOf(anEngineer([aKey(NEW, 50), aKey(KEY, 0)]));
  const found = () => {
    const [notice] = sent(plan(two, ledgerOf({}), 51), 'second-key');
    assert.ok(notice);
    return notice;
  };

  it('is told at once, of the older key', () => {
    const notice = found();
    assert.equal(notice.key.id, KEY);
    assert.equal(notice.newer.id, NEW);
    assert.equal(notice.stopsOn, stopsOn(53));
  });

  it('costs the older one two days after the notice, and only that one', () => {
    const ledger = ledgerOf({ notices: [delivered(found())] });
    assert.deepEqual(aboutKey(plan(two, ledger, 52)), ['nothing waiting-for-its-day']);
    const decisions = plan(two, ledger, 53);
    assert.deepEqual(aboutKey(decisions), ['disable second-key-past-its-day']);
    assert.deepEqual(aboutKey(decisions, NEW), ['nothing young']);
  });

  it('found shortly before day 91 names that day, which a reminder has named already', () => {
    const old = inventoryOf(anEngineer([aKey(NEW, 89), aKey(KEY, 0)]));
    const reminders = [76, 81, 86].map((on) => delivered(reminderOf(on)));
    const [late] = sent(plan(old, ledgerOf({ notices: reminders }), 90), 'second-key');
    assert.ok(late);
    assert.deepEqual([late.stopsOn, late.graceDays], [stopsOn(91), 0]);
    const ledger = ledgerOf({ notices: [...reminders, delivered(late)] });
    assert.deepEqual(aboutKey(plan(old, ledger, 91)), ['disable past-its-day']);
  });

  it('costs nothing while the notice is not delivered', () =>
    assert.deepEqual(aboutKey(plan(two, ledgerOf({ notices: [planned(found())] }), 80)), [
      'send not-delivered-yet',
    ]));

  it('costs nothing when one of the two is off or gone', () => {
    const ledger = ledgerOf({ notices: [delivered(found())] });
    const off = inventoryOf(anEngineer([aKey(NEW, 50, { status: 'Inactive' }), aKey(KEY, 0)]));
    assert.deepEqual(aboutKey(plan(off, ledger, 60)), ['nothing young', 'remember-alone']);
    assert.deepEqual(aboutKey(plan(inventoryOf(anEngineer([aKey(KEY, 0)])), ledger, 60)), [
      'nothing young',
    ]);
  });

  it('that was off in between starts its clock again, and the old notice counts no more', () => {
    const keys = [keyRecord(aKey(KEY, 0), { lastAloneAt: day(60) })];
    const ledger = ledgerOf({ notices: [delivered(found())], keys });
    const off = inventoryOf(anEngineer([aKey(NEW, 50, { status: 'Inactive' }), aKey(KEY, 0)]));
    assert.deepEqual(aboutKey(plan(off, ledger, 61)), ['nothing young']);
    const [again] = sent(plan(two, ledger, 80), 'second-key');
    assert.ok(again);
    assert.deepEqual([again.id === found().id, again.stopsOn], [false, stopsOn(82)]);
    const told = ledgerOf({ notices: [delivered(found()), delivered(again)], keys });
    assert.deepEqual(aboutKey(plan(two, told, 81)), ['nothing waiting-for-its-day']);
    assert.deepEqual(aboutKey(plan(two, told, 82)), ['disable second-key-past-its-day']);
  });

  it('starts a clock of its own when it is another key', () => {
    const other = inventoryOf(anEngineer([aKey('AKIAOTHER', 59), aKey(KEY, 0)]));
    const ledger = ledgerOf({ notices: [delivered(found())] });
    assert.deepEqual(aboutKey(plan(other, ledger, 60)), ['send second-key-found']);
  });

  it('made at the same instant costs one of them, always the same', () => {
    const twins = [aKey(KEY, 0), aKey(NEW, 0)];
    for (const keys of [twins, twins.toReversed()]) {
      const told = sent(plan(inventoryOf(anEngineer(keys)), ledgerOf({}), 1), 'second-key');
      assert.deepEqual(
        told.map(({ key }) => key.id),
        [NEW],
      );
    }
  });
});

describe('planDay: what a run left unfinished', () => {
  const key = aKey(KEY, 0);
  const off = aKey(KEY, 0, { status: 'Inactive' });
  /** The warning, and what the run of day 91 had to tell and had begun. */
  const left = () => {
    const warned = delivered(reminderOf(86));
    const [first] = plan(inventoryOf(anEngineer([key])), ledgerOf({ notices: [warned] }), 91);
    assert.ok(first?.do === 'disable' && first.notice.kind === 'key-disabled');
    const { notice } = first;
    return { warned, notice, disabling: { noticeId: notice.id, since: day(91), attempts: ['a'] } };
  };

  it('began to disable: goes on under the same notice', () => {
    const { warned, notice, disabling } = left();
    const keys = [keyRecord(key, { disabling })];
    for (const [recorded, age] of [
      [[], 92],
      [[planned(notice)], 91],
    ] as const) {
      const ledger = ledgerOf({ notices: [warned, ...recorded], keys });
      const [next] = plan(inventoryOf(anEngineer([key])), ledger, 92);
      assert.ok(next?.do === 'disable' && !next.tellOnly);
      assert.ok(next.notice.kind === 'key-disabled');
      assert.deepEqual([next.notice.id, next.notice.key.age], [notice.id, age]);
      assert.equal(next.begunUnder, undefined);
    }
  });

  it('disabled and died before telling: only tells', () => {
    const { warned, notice, disabling } = left();
    const ledger = ledgerOf({
      notices: [warned, planned(notice)],
      keys: [keyRecord(off, { disabling })],
    });
    const [next] = plan(inventoryOf(anEngineer([off])), ledger, 92);
    assert.ok(next?.do === 'disable' && next.tellOnly);
    assert.deepEqual(next.notice, notice);
  });

  it('disabled, told the queue, not yet delivered: queued again', () => {
    const { warned, notice } = left();
    const ledger = ledgerOf({
      notices: [warned, planned(notice)],
      keys: [keyRecord(off, { disabledAt: day(91) })],
    });
    assert.deepEqual(aboutKey(plan(inventoryOf(anEngineer([off])), ledger, 92)), [
      'nothing inactive',
      'send not-delivered-yet',
    ]);
    // The key is gone by now: it was disabled all the same.
    assert.deepEqual(aboutKey(plan(inventoryOf(anEngineer([])), ledger, 92)), [
      'send not-delivered-yet',
    ]);
  });

  it('recorded a disabling that never happened: not told', () => {
    const { notice } = left();
    const ledger = ledgerOf({ notices: [planned(notice)], keys: [keyRecord(key)] });
    const decisions = aboutKey(plan(inventoryOf(anEngineer([key])), ledger, 92));
    assert.ok(decisions.includes('withdraw overtaken'));
    assert.ok(!decisions.some((each) => each.startsWith('disable')));
  });

  it('began to disable a key that is exempt now: forgets it', () => {
    const { warned, disabling } = left();
    const tags = { type: 'engineer', 'slack-id': 'U0ALICE0001', 'key-exempt-until': stopsOn(99) };
    const ledger = ledgerOf({ notices: [warned], keys: [keyRecord(key, { disabling })] });
    const decisions = aboutKey(plan(inventoryOf(anEngineer([key], { tags })), ledger, 92));
    assert.ok(decisions.includes('abandon overtaken'));
  });

  it('began to disable a key that is left alone now: its notice is neither sent nor withdrawn', () => {
    const { warned, notice, disabling } = left();
    const later = { ...disabling, since: day(92), attempts: ['a', 'b'] };
    const ledger = ledgerOf({
      notices: [warned, planned(notice)],
      keys: [keyRecord(key, { disabling: later })],
    });
    for (const type of ['machine', undefined]) {
      const user = anEngineer([key], { tags: type === undefined ? {} : { type } });
      const decisions = plan(inventoryOf(user), ledger, 93);
      assert.deepEqual(
        decisions.filter((each) => 'notice' in each && each.notice.kind === 'key-disabled'),
        [
          {
            do: 'abandon',
            subject: {
              account: one.account,
              userName: 'alice',
              credential: { kind: 'access-key', id: KEY },
            },
            begun: { since: day(91), attempts: ['a', 'b'] },
            notice: { ...notice, isEnabledAgain: true },
            why: {
              code: 'overtaken',
              text: 'a disabling was begun by an earlier run and no longer applies',
            },
          },
        ],
      );
      assert.ok(!decisions.some((each) => each.do === 'withdraw' && each.noticeId === notice.id));
    }
  });

  it('disabled, and somebody enabled it again: disabled again, and said so', () => {
    const { warned, notice } = left();
    const keys = [keyRecord(key, { disabledAt: day(91) })];
    const ledger = ledgerOf({ notices: [warned, delivered(notice)], keys });
    const [next] = plan(inventoryOf(anEngineer([key])), ledger, 95);
    assert.ok(next?.do === 'disable');
    assert.equal(next.notice.cause, 're-enabled');
    assert.notEqual(next.notice.id, notice.id);
  });

  describe('is due by the rule of today', () => {
    const [older, newer] = [aKey(KEY, 0), aKey(NEW, 50)];
    const ofAge = delivered(decided.aReminder(KEY, 86));
    const ofSecond = delivered(decided.aSecondKeyNotice(KEY, NEW, 88));
    const cases = [
      ['age', [older], [ofAge], 91],
      ['second-key', [older, newer], [ofSecond], 90],
      // It is old as well, but of its age nobody was warned.
      ['second-key', [older, newer], [ofSecond], 95],
      ['age', [older, newer], [ofAge, ofSecond], 95],
    ] as const;
    for (const [dueBy, keys, notices, on] of cases)
      for (const cause of ['age', 'second-key', 're-enabled'] as const)
        it(`${dueBy} of day ${on}, whatever it was begun for, or disabled before: ${cause}`, () => {
          const { notice, disabling } = left();
          const earlier = { ...notice, cause };
          const begun = { disabling: { ...disabling, since: day(on - 1) } };
          for (const more of [begun, { disabledAt: day(on - 1) }, {}]) {
            const record = keyRecord(older, more);
            const told = [...notices, ...('disabling' in more ? [planned(earlier)] : [])];
            const ledger = ledgerOf({ notices: told, keys: [record] });
            const decisions = plan(inventoryOf(anEngineer([...keys])), ledger, on);
            const next = decisions.find((each) => each.do === 'disable');
            assert.ok(next && !next.tellOnly);
            assert.equal(next.dueBy, dueBy);
          }
        });
  });

  it('began to disable for a second key that is gone by the key’s own day: told of its age, once', () => {
    const { warned, notice, disabling } = left();
    const begunUnder = {
      ...notice,
      cause: 'second-key' as const,
      plannedAt: day(90).toISOString(),
    };
    const record = keyRecord(key, { disabling: { ...disabling, since: day(90) } });
    const ledger = ledgerOf({ notices: [warned, planned(begunUnder)], keys: [record] });
    const [next] = plan(inventoryOf(anEngineer([key])), ledger, 91);
    assert.ok(next?.do === 'disable' && !next.tellOnly);
    assert.deepEqual(next.begunUnder, begunUnder);
    const { id, plannedAt } = begunUnder;
    assert.deepEqual(next.notice, { ...notice, id, plannedAt, cause: 'age' });
    assert.deepEqual(next.begun, { since: day(90), attempts: ['a'] });
    // It was off by then: told as what it was disabled for.
    const [late] = plan(inventoryOf(anEngineer([off])), ledger, 91);
    assert.ok(late?.do === 'disable' && late.tellOnly);
    assert.deepEqual(late.notice, begunUnder);
  });

  it('planned a warning for a key that is gone: withdrawn', () =>
    assert.deepEqual(
      aboutKey(plan(inventoryOf(), ledgerOf({ notices: [planned(reminderOf(86))] }), 87)),
      ['withdraw gone'],
    ));
});

describe('planDay: the circuit breaker', () => {
  const company = (old: number, young: number) =>
    inventoryOf(
      ...Array.from({ length: old + young }, (_, i) =>
        anEngineer([aKey(`AKIA${i}`, i < old ? 0 : 80)], { name: `user${i}`, id: `AIDA${i}` }),
      ),
    );
  const ledger = (old: number) =>
    ledgerOf({
      notices: Array.from({ length: old }, (_, i) => {
        const notice = reminderOf(86);
        const id = `key/AKIA${i}/reminder-86`;
        return delivered({ ...notice, id, key: { ...notice.key, id: `AKIA${i}` } });
      }),
    });
  const count = (decisions: readonly Decision[], what: Decision['do']) =>
    decisions.filter((each) => each.do === what).length;

  it('lets the warnings of what it holds through, and they move no day', () => {
    const users = Array.from({ length: 6 }, (_, i) =>
      anEngineer([aKey(`AKIA${i}`, 0), ...(i === 5 ? [aKey('AKIANEW', 90)] : [])], {
        name: `user${i}`,
        id: `AIDA${i}`,
      }),
    );
    // Of user0 only the first reminder was ever told, of user5 nothing of the second key.
    const notices = users.map((_, i) => {
      const notice = reminderOf(i === 0 ? 76 : 86);
      const id = `key/AKIA${i}/reminder-${notice.stage}`;
      return delivered({ ...notice, id, key: { ...notice.key, id: `AKIA${i}` } });
    });
    const decisions = plan(inventoryOf(...users), ledgerOf({ notices }), 92);
    assert.equal(count(decisions, 'hold'), 6);
    const [reminder, ...others] = sent(decisions, 'key-reminder');
    assert.deepEqual(
      [reminder?.id, reminder?.stopsOn, reminder?.graceDays, others.length],
      ['key/AKIA0/reminder-86', stopsOn(92), 0, 0],
    );
    const [second] = sent(decisions, 'second-key');
    assert.deepEqual([second?.key.id, second?.stopsOn], ['AKIA5', stopsOn(92)]);
    assert.ok(reminder && second);
    const told = [...notices, delivered(reminder), delivered(second)];
    const next = plan(inventoryOf(...users), ledgerOf({ notices: told }), 93);
    assert.deepEqual([count(next, 'hold'), sent(next, 'key-reminder').length], [6, 0]);
  });

  const cases: [number, number, boolean][] = [
    [5, 0, false],
    [6, 0, true],
    [6, 23, true],
    [6, 24, false],
    [20, 80, false],
    [21, 79, true],
  ];
  for (const [old, young, holds] of cases)
    it(`${holds ? 'holds back' : 'lets pass'} ${old} of ${old + young}`, () => {
      const decisions = plan(company(old, young), ledger(old), 91);
      assert.equal(count(decisions, 'hold'), holds ? old : 0);
      assert.equal(count(decisions, 'disable'), holds ? 0 : old);
    });

  it('does not go on by itself the next day, only with the setting, and only through its date', () => {
    assert.equal(count(plan(company(9, 0), ledger(9), 92), 'hold'), 9);
    const released = settingsSchema.parse({ circuitBreaker: { releasedThrough: stopsOn(92) } });
    assert.equal(count(plan(company(9, 0), ledger(9), 92, released), 'disable'), 9);
    assert.equal(count(plan(company(9, 0), ledger(9), 93, released), 'hold'), 9);
  });

  it('does not count machines among the engineers’ keys', () => {
    const machines = Array.from({ length: 40 }, (_, i) =>
      anEngineer([aKey(`AKIAM${i}`, 80)], { name: `m${i}`, tags: { type: 'machine' } }),
    );
    const { users } = company(6, 10);
    assert.equal(count(plan(inventoryOf(...users, ...machines), ledger(6), 91), 'hold'), 6);
  });
});

describe('planDay: new keys and passwords', () => {
  it('announces a key that was made since the first run and that no event told of, once', () => {
    const inventory = inventoryOf(
      anEngineer([aKey(NEW, 10), aKey(KEY, -10, { status: 'Inactive' })]),
    );
    const ledger = ledgerOf({ firstReadAt: day(0) });
    const found = sent(plan(inventory, ledger, 11), 'key-created');
    assert.deepEqual(
      found.map(({ key }) => key.id),
      [NEW],
    );
    const told = ledgerOf({ firstReadAt: day(0), notices: found.map((each) => delivered(each)) });
    assert.deepEqual(sent(plan(inventory, told, 12), 'key-created'), []);
  });

  it('announces nothing on an account’s first run', () =>
    assert.deepEqual(
      sent(plan(inventoryOf(anEngineer([aKey(KEY, 0)])), ledgerOf({}), 1), 'key-created'),
      [],
    ));

  it('takes an event’s delivery, which has no planned notice, for told', () => {
    const team = { at: day(10), channel: 'C1', ts: '1.1' };
    const record = { id: `key/${NEW}/created`, plannedAt: day(10), team };
    const ledger = ledgerOf({ firstReadAt: day(0), notices: [record] });
    const inventory = inventoryOf(anEngineer([aKey(NEW, 10)]));
    assert.deepEqual(sent(plan(inventory, ledger, 11), 'key-created'), []);
  });

  it('reminds of a password by its own clock, where it has one, and of keys by theirs', () => {
    const settings = settingsSchema.parse({
      credentials: { password: { remindAt: [20, 25], stopAt: 30 } },
    });
    const owner = anEngineer([aKey(KEY, 0)], { password: { changedAt: day(0, '08:00:00') } });
    const stagesOn = (on: number) => {
      const decisions = plan(inventoryOf(owner), ledgerOf({}), on, settings);
      return [
        sent(decisions, 'password-reminder').map(({ stage, expiresOn }) => [stage, expiresOn]),
        sent(decisions, 'key-reminder').map(({ stage }) => stage),
      ];
    };
    assert.deepEqual(stagesOn(19), [[], []]);
    assert.deepEqual(stagesOn(20), [[[20, stopsOn(29)]], []]);
    assert.deepEqual(stagesOn(76), [[[25, stopsOn(29)]], [76]]);
  });

  it('reminds of a password at the ages of keys, once a stage, anew when it was changed', () => {
    const withPassword = (changedOn: number) =>
      inventoryOf(anEngineer([], { password: { changedAt: day(changedOn, '08:00:00') } }));
    assert.deepEqual(sent(plan(withPassword(0), ledgerOf({}), 75), 'password-reminder'), []);
    const [notice] = sent(plan(withPassword(0), ledgerOf({}), 82), 'password-reminder');
    assert.ok(notice);
    assert.deepEqual([notice.stage, notice.age, notice.expiresOn], [81, 82, stopsOn(90)]);
    const told = ledgerOf({ notices: [delivered(notice)] });
    assert.deepEqual(sent(plan(withPassword(0), told, 83), 'password-reminder'), []);
    assert.equal(sent(plan(withPassword(0), told, 86), 'password-reminder').length, 1);
    assert.equal(sent(plan(withPassword(3), told, 86), 'password-reminder').length, 1);
  });
});

describe('planDay: every key', () => {
  it('has at least one decision with a reason', () => {
    const users = [
      anEngineer([aKey('A', 0), aKey('B', 90)]),
      anEngineer([aKey('C', 0, { status: 'Inactive' })], { name: 'bob', tags: {} }),
      anEngineer([aKey('D', 0)], { name: 'ci', tags: { type: 'machine' } }),
    ];
    const decisions = plan(inventoryOf(...users), ledgerOf({}), 91);
    for (const id of ['A', 'B', 'C', 'D'])
      assert.ok(
        decisions.some(
          (each) => each.subject.credential?.id === id && 'why' in each && each.why.text,
        ),
      );
  });
});
