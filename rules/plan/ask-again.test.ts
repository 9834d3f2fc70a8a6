import assert from 'node:assert/strict';
import type { AccountLedger, NoticeRecord } from '../ledger';
import { planDay } from '../plan-day';
import { sent } from '../testing/decided';
import {
  aKey,
  anEngineer,
  day,
  delivered,
  inventoryOf,
  keyRecord,
  planned,
} from '../testing/one-account';
import {
  aQuestion,
  asking,
  askingAfter,
  ledgerWith,
  NEW_KEY,
  questionsOf,
  wasAsked,
} from '../testing/questions';

describe('a question that nobody answers', () => {
  it('is asked once more, as many days later as the settings say', () => {
    for (const days of [1, 2, 30]) {
      const ledger = ledgerWith(wasAsked(1, 0, {}, day(0, '09:00:00')));
      const on = (n: number) => questionsOf({ on: n, ledger, settings: askingAfter(days) });
      assert.deepEqual([on(days - 1), on(days), on(days + 1)], [[], [2], [2]]);
    }
  });

  it('is counted from the run that sent it: the seconds until Slack has answered move no day', () => {
    const soon = ledgerWith(wasAsked(1, 0, {}, day(0, '09:00:07')));
    const late = ledgerWith(wasAsked(1, 0, {}, day(0, '17:30:00')));
    const on = (ledger: AccountLedger) => [1, 2].map((each) => questionsOf({ on: each, ledger }));
    assert.deepEqual(on(soon), [[2], [2]]);
    assert.deepEqual(on(late), [[], [2]]);
  });

  it('is asked once more by the next day’s run also where clocks go forward between', () => {
    const berlin = { ...asking, timeZone: 'Europe/Berlin' };
    const [before, after] = [new Date('2026-03-28T07:00:00Z'), new Date('2026-03-29T06:00:00Z')];
    const key = aKey(NEW_KEY, 0, { createdAt: before });
    const asked = { ...aQuestion(1, 0), plannedAt: before.toISOString() };
    const ledger = ledgerWith({ ...delivered(asked, before), team: undefined });
    const inventory = inventoryOf(anEngineer([key]));
    const again = planDay(inventory, ledger, berlin, after);
    assert.deepEqual(
      sent(again, 'key-question').map((question) => question.asked),
      [2],
    );
  });

  it('is asked once more by a run of the third date from then on, also where clocks go back between', () => {
    const berlin = { ...askingAfter(2), timeZone: 'Europe/Berlin' };
    const first = new Date('2026-10-24T07:00:00Z');
    const key = aKey(NEW_KEY, 0, { createdAt: first });
    const asked = { ...aQuestion(1, 0), plannedAt: first.toISOString() };
    const ledger = ledgerWith({ ...delivered(asked, first), team: undefined });
    const askedBy = (run: string) =>
      sent(
        planDay(inventoryOf(anEngineer([key])), ledger, berlin, new Date(run)),
        'key-question',
      ).map((question) => question.asked);
    assert.deepEqual(askedBy('2026-10-29T08:00:00Z'), [2]);
    assert.deepEqual(askedBy('2026-10-30T08:00:00Z'), []);
  });

  it('is asked once more and never a third time', () => {
    const ledger = ledgerWith(wasAsked(1, 0), wasAsked(2, 2));
    for (const on of [2, 3, 4, 30, 80]) assert.deepEqual(questionsOf({ on, ledger }), []);
  });

  it('is not asked once more where it was withdrawn, or the settings say never', () => {
    const withdrawn = ledgerWith({ ...planned(aQuestion(1, 0)), withdrawn: 'not enabled' });
    assert.deepEqual(questionsOf({ on: 40, ledger: withdrawn }), []);
    for (const on of [1, 2, 30])
      assert.deepEqual(
        questionsOf({ on, ledger: ledgerWith(wasAsked(1, 0)), settings: askingAfter(0) }),
        [],
      );
  });

  it('is asked once more of whom the team was told in the place of', () => {
    const team = { at: day(0), channel: 'C1', ts: '1' };
    const stoodIn = wasAsked(1, 0, { owner: { failed: 'user_not_found' }, team });
    assert.deepEqual(questionsOf({ on: 1, ledger: ledgerWith(stoodIn) }), [2]);
  });

  it('is not asked once more, once they have answered', () => {
    for (const said of ['mine', 'not-mine'] as const) {
      const answer = { said, by: 'U0ALICE0001', at: day(0, '10:00:00') };
      assert.deepEqual(questionsOf({ on: 2, ledger: ledgerWith(wasAsked(1, 0, { answer })) }), []);
    }
  });

  it('is not asked once more of a key that is old by now, where asking was off for long', () => {
    const ledger = ledgerWith(wasAsked(1, 0));
    assert.deepEqual(
      [4, 5].map((on) => questionsOf({ on, ledger })),
      [[2], []],
    );
    // What was begun comes to its end.
    const begun = ledgerWith(wasAsked(1, 0), planned(aQuestion(2, 2)));
    assert.deepEqual(questionsOf({ on: 40, ledger: begun }), [2]);
  });
});

describe('a ledger of a newer version', () => {
  it('is left alone, where the question is one that this version can’t read', () => {
    const newer = (which: 1 | 2): NoticeRecord[] => [
      { id: aQuestion(which, 0).id, plannedAt: new Date(0), newer: 'record' },
      { ...wasAsked(which, 0), notice: undefined, newer: 'notice' },
      { id: aQuestion(which, 0).id, plannedAt: day(0), newer: 'notice' },
    ];
    for (const record of newer(1))
      for (const on of [0, 1, 2, 5])
        assert.deepEqual(questionsOf({ on, ledger: ledgerWith(record) }), []);
    for (const record of newer(2))
      assert.deepEqual(questionsOf({ on: 2, ledger: ledgerWith(wasAsked(1, 0), record) }), []);
  });

  it('is left alone, where the key is one that this version can’t read', () => {
    const { credential } = keyRecord(aKey(NEW_KEY, 0));
    const newer = { credentials: new Map([[NEW_KEY, credential]]), others: 0 };
    assert.deepEqual(questionsOf({ on: 1, ledger: { ...ledgerWith(), newer } }), []);
  });
});
