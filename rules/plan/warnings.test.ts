import assert from 'node:assert/strict';
import type { CredentialRecord, NoticeRecord } from '../ledger';
import type { AccessKey } from '../model';
import { planDay } from '../plan-day';
import { pressAnswerId, toldAnswerId } from '../presses/press-answer';
import { defaultSettings } from '../settings';
import {
  aboutKey,
  aReminder,
  aSecondKeyNotice,
  dateOf,
  noticeBase,
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
import { wasAsked } from '../testing/questions';
import { countingDelivery, isOpen, isSettled } from './warnings';

const KEY = 'AKIAKEY00000000000001';
const NEW = 'AKIANEW00000000000002';
const old = aKey(KEY, 0);
const newer = aKey(NEW, 50);

interface Given {
  readonly on: number;
  readonly keys?: readonly AccessKey[];
  readonly known?: Partial<CredentialRecord>;
  readonly tags?: Record<string, string>;
}

function plan(notices: readonly NoticeRecord[], { on, keys = [old], known, tags }: Given) {
  const user = anEngineer(keys, tags && { tags: { ...anEngineer([]).tags, ...tags } });
  const ledger = ledgerOf({ notices, keys: known && [keyRecord(old, known)] });
  return planDay(inventoryOf(user), ledger, defaultSettings, day(on));
}

function why(notices: readonly NoticeRecord[], given: Given): string[] {
  return plan(notices, given).flatMap((each) =>
    each.subject.credential?.id === KEY && 'why' in each ? [each.why.text] : [],
  );
}

describe('of several warnings', () => {
  const early = delivered(aReminder(KEY, 76));
  const late = delivered(aReminder(KEY, 86, 86, 93));
  for (const records of [
    [early, late],
    [late, early],
  ]) {
    it(`the latest day holds, whichever the ledger has first (${records[0]?.id})`, () => {
      assert.deepEqual(aboutKey(plan(records, { on: 92 }), KEY), ['nothing waiting-for-its-day']);
      assert.deepEqual(why(records, { on: 93 }), [
        `93 days old; warned on ${dateOf(76)} that it stops on ${dateOf(93)}`,
      ]);
    });
  }
});

describe('a warning counts', () => {
  it('whether the channel had it as a message or among its run’s copies', () => {
    const { team, ...record } = delivered(aReminder(KEY, 86));
    const decisions = plan([{ ...record, copy: team }], { on: 87 });
    assert.deepEqual(aboutKey(decisions, KEY), ['nothing waiting-for-its-day']);
  });

  it('not where it was planned on the last day of an exemption', () => {
    const records = [delivered(aReminder(KEY, 76))];
    const afterwards = (n: number) =>
      aboutKey(plan(records, { on: 80, tags: { 'key-exempt-until': dateOf(n) } }), KEY).slice(0, 1);
    assert.deepEqual(afterwards(75), ['nothing waiting-for-its-day']);
    assert.deepEqual(afterwards(76), ['send stage-crossed']);
  });

  it('not from before the latest exemption, whether its tag is still there or another’s', () => {
    const records = [delivered(aReminder(KEY, 76, 78))];
    const after = (until: number, seen: number) => {
      const tags = { 'key-exempt-until': dateOf(until) };
      const known = { lastExemptOn: dateOf(seen) };
      return aboutKey(plan(records, { on: 80, tags, known }), KEY).slice(0, 1);
    };
    assert.deepEqual(after(70, 79), ['send stage-crossed']);
    assert.deepEqual(after(79, 70), ['send stage-crossed']);
    assert.deepEqual(after(70, 77), ['nothing waiting-for-its-day']);
  });

  it('of a second key, not where it was planned when there was none', () => {
    const records = [delivered(aSecondKeyNotice(KEY, NEW, 51))];
    const keys = [old, newer];
    const at = (lastAloneAt: Date) =>
      aboutKey(plan(records, { on: 60, keys, known: { lastAloneAt } }), KEY);
    assert.deepEqual(at(day(50)), ['disable second-key-past-its-day']);
    assert.deepEqual(at(day(51)), ['send second-key-found']);
  });

  it('for nothing where it named no day', () => {
    const record = { ...delivered(aReminder(KEY, 86)), toldStopsOn: undefined };
    assert.deepEqual(why([record], { on: 95 }), ['told already: 95 days old, past 86']);
    const second = { ...delivered(aSecondKeyNotice(KEY, NEW, 51)), toldStopsOn: undefined };
    assert.deepEqual(why([second], { on: 60, keys: [old, newer] }), [
      'told already: a second key is enabled, made 10 days ago',
    ]);
  });
});

describe('the delivery that counts', () => {
  const told = { at: day(91), channel: 'C1', ts: '1.1' };
  const machine = { ...noticeBase(KEY, 91), kind: 'machine-key-old', id: 'm', stage: 91 } as const;
  const nobody = { userName: 'alice' };
  const cases: [string, NoticeRecord, boolean][] = [
    ['the owner’s, and the team’s own', delivered(machine), true],
    ['the owner’s, without the team’s', { ...delivered(machine), team: undefined }, false],
    [
      'the copy, of news for the team alone',
      { ...planned({ ...machine, owner: nobody }), copy: told },
      true,
    ],
    [
      'no copy, of news that the team must pass on',
      { ...planned({ ...aReminder(KEY, 76), owner: nobody }), copy: told },
      false,
    ],
    [
      'the team’s message, of news that it must pass on',
      { ...planned({ ...aReminder(KEY, 76), owner: nobody }), team: told },
      true,
    ],
    ['the owner’s, of what is theirs alone', wasAsked(1, 0), true],
    [
      'the team’s, of what is their owner’s alone and could not be told',
      wasAsked(1, 0, { owner: { failed: 'user_disabled' }, team: told }),
      true,
    ],
    [
      'none, of the same before the team was told',
      wasAsked(1, 0, { owner: { failed: 'x' } }),
      false,
    ],
    ['none, of the same before anybody was', wasAsked(1, 0, { owner: undefined }), false],
    ['no copy of the same', wasAsked(1, 0, { owner: undefined, copy: told }), false],
    ['the copy, where only it is known', { id: 'x', plannedAt: day(1), copy: told }, true],
  ];
  for (const [what, record, expected] of cases)
    it(`is ${what}: ${expected ? 'settled' : 'not settled'}`, () =>
      assert.equal(isSettled(record), expected));
});

it('that whoever pressed a button was answered is nothing that a run sends', () => {
  const id = toldAnswerId({ id: pressAnswerId('a'.repeat(64)), outcome: 'disabled' });
  const record = { id, plannedAt: day(1) };
  assert.ok(isSettled(record) && !isOpen(record));
  assert.ok(isOpen({ ...record, id: 'summary/2026-01-02' }));
});

describe('a record of a kind that only a newer version knows', () => {
  const { id, plannedAt, team } = delivered(aReminder(KEY, 86));
  const unsent: NoticeRecord = { id, plannedAt, newer: 'notice' };

  it('is not this version’s to send, delivered or not', () => {
    assert.ok(isOpen({ id, plannedAt }));
    assert.ok(!isOpen(unsent));
    assert.ok(!isOpen({ ...unsent, team }));
  });

  it('has no delivery by a copy: whether one stands in for the private message is not known', () => {
    assert.equal(countingDelivery({ id, plannedAt, copy: team }), team);
    assert.equal(countingDelivery({ ...unsent, copy: team }), undefined);
    assert.equal(countingDelivery({ ...unsent, team }), team);
  });
});

describe('a warning that did not arrive', () => {
  it('is sent again though an earlier one of the same has named the day', () => {
    const first = aSecondKeyNotice(KEY, NEW, 51);
    const again = { ...aSecondKeyNotice(KEY, NEW, 52), id: `${first.id}/${dateOf(52)}` };
    const records = [delivered(first), planned(again)];
    const decisions = plan(records, { on: 52, keys: [old, newer] });
    assert.deepEqual(aboutKey(decisions, KEY), ['send not-delivered-yet']);
  });

  it('is sent again under its id, with the facts of the day', () => {
    const first = aReminder(KEY, 76);
    const [again] = plan([planned(first)], { on: 78 });
    assert.ok(again?.do === 'send' && again.again);
    const { id, plannedAt, kind, stopsOn } = first;
    const { notice } = again;
    assert.deepEqual(
      { id: notice.id, plannedAt: notice.plannedAt, kind: notice.kind },
      { id, plannedAt, kind },
    );
    assert.ok(notice.kind === 'key-reminder');
    assert.deepEqual([notice.key.age, notice.stopsOn], [78, stopsOn]);
  });
});

it('of the answer to a press nothing is left to be sent: the queue alone tells it', () => {
  const answer = pressAnswerId('0123');
  const record = { id: toldAnswerId({ id: answer, outcome: 'disabled' }), plannedAt: day(1) };
  assert.deepEqual([isSettled(record), isOpen(record)], [true, false]);
});

describe('a second enabled key', () => {
  const keys = (madeOn: number) => [old, aKey(NEW, madeOn)];
  const reminders = [76, 81, 86].map((stage) => delivered(aReminder(KEY, stage)));
  const cases: [string, NoticeRecord[], number, [stopsOn: number, graceDays: number]][] = [
    [
      'long before the day that was named gives its own two days',
      reminders.slice(0, 1),
      80,
      [82, 2],
    ],
    ['where nobody was ever warned gives its own two days, however old the key', [], 95, [97, 2]],
    ['two days before it gives them too', reminders, 89, [91, 2]],
    ['a day before it leaves only that', reminders, 90, [91, 0]],
    [
      'gives its own two days where a late reminder has named today',
      [{ ...delivered(aReminder(KEY, 86), day(89, '18:00:00')), toldStopsOn: dateOf(90) }],
      90,
      [92, 2],
    ],
  ];
  for (const [what, records, on, expected] of cases)
    it(what, () => {
      const [notice] = sent(plan(records, { on, keys: keys(on) }), 'second-key');
      assert.deepEqual([notice?.stopsOn, notice?.graceDays], [dateOf(expected[0]), expected[1]]);
    });
});
