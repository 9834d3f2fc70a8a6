import assert from 'node:assert/strict';
import type { NoticeRecord } from '../ledger';
import type { AccessKey, IamUser } from '../model';
import { defaultSettings, type Settings } from '../settings';
import { aKey, anEngineer, day, inventoryOf, ledgerOf } from '../testing/one-account';
import { NEW_KEY, wasAsked } from '../testing/questions';
import { unansweredIn } from './unanswered';

const settings: Settings = {
  ...defaultSettings,
  timeZone: 'Asia/Tokyo',
  questions: { againAfterDays: 2 },
};

function named(
  on: number,
  notices: readonly NoticeRecord[],
  given: { key?: AccessKey; user?: Partial<IamUser>; settings?: Settings } = {},
): readonly string[] {
  const inventory = inventoryOf(anEngineer([given.key ?? aKey(NEW_KEY, 0)], given.user));
  return unansweredIn(inventory, ledgerOf({ notices }), given.settings ?? settings, day(on));
}

const first = wasAsked(1, 0, {}, day(0));
const line = 'key …0001 of alice: asked on 2026-01-01';

describe('the keys of which nobody has said whose they are', () => {
  it('are named from the day on which they are asked of once more, each day', () => {
    const days = [0, 1, 2, 3, 30, 300].map((on) => named(on, [first]));
    // By the minute: this one arrived as the run of its day began.
    assert.deepEqual(days, [[], [], [line], [line], [line], [line]]);
    assert.deepEqual(named(2, [first, wasAsked(2, 2)]), [line]);
  });

  it('are named with the day in the schedule’s time zone', () =>
    assert.deepEqual(named(3, [wasAsked(1, 0, {}, day(0, '16:00:00'))]), [
      'key …0001 of alice: asked on 2026-01-02',
    ]));

  it('are named where their owner could not be asked, and the team was told', () => {
    const team = { at: day(0), channel: 'C1', ts: '1' };
    assert.deepEqual(named(2, [wasAsked(1, 0, { owner: { failed: 'user_disabled' }, team })]), [
      'key …0001 of alice: its owner could not be asked on 2026-01-01',
    ]);
  });

  it('are named where only the delivery of the question is known', () => {
    const { id, plannedAt } = first;
    const team = { at: day(0), channel: 'C1', ts: '1' };
    assert.deepEqual(named(2, [{ id, plannedAt, team }]), [line]);
  });

  const answer = { said: 'mine', by: 'U0ALICE0001', at: day(5) } as const;
  const others: readonly [string, readonly NoticeRecord[], Parameters<typeof named>[2]?][] = [
    ['that nobody was asked of', []],
    ['of which the question has not arrived', [{ ...first, owner: undefined }]],
    ['of which the first question was answered', [{ ...first, answer }]],
    ['of which the second one was', [first, wasAsked(2, 2, { answer })]],
    ['that are off', [first], { key: aKey(NEW_KEY, 0, { status: 'Inactive' }) }],
    ['that are gone', [first], { key: aKey('AKIAOTHER00000000001', 0) }],
    ['of a machine', [first], { user: { tags: { type: 'machine' } } }],
    ['of a user without a type', [first], { user: { tags: {} } }],
    ['that a newer version has asked of', [{ ...first, newer: 'notice' }]],
    [
      'of which nothing is known but that it has',
      [{ id: first.id, plannedAt: day(0), newer: 'record' }],
    ],
    ['that it has asked of once more', [first, { ...wasAsked(2, 2), newer: 'record' }]],
    ['where nobody is asked', [first], { settings: defaultSettings }],
    [
      'where nobody is named',
      [first],
      { settings: { ...settings, questions: { againAfterDays: 0 } } },
    ],
  ];
  for (const [what, notices, given] of others)
    it(`are not those ${what}`, () => assert.deepEqual(named(9, notices, given), []));
});
