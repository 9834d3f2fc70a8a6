import assert from 'node:assert/strict';
import { defaultSettings as settings } from '../settings';
import { account, day } from '../testing/one-account';
import { quietOutcome, type AccountOutcome } from './account-outcome';
import { countByAgeBand } from './age-bands';
import { DaySummary } from './compose-summary';

function outcomeOf(more: Partial<AccountOutcome>): AccountOutcome {
  return { ...quietOutcome(account, false), ...more };
}

function summaryOf(...outcomes: readonly Partial<AccountOutcome>[]): DaySummary {
  const summary = new DaySummary(settings);
  outcomes.forEach((outcome) => summary.add(outcomeOf(outcome)));
  return summary;
}

const composed = (summary: DaySummary) => summary.compose(day(1), false);
const texts = (count: number, what: string) =>
  Array.from({ length: count }, (_, i) => `${what} ${i}`);
const production = { id: '222222222222', name: 'production' };

describe('the day’s summary of a day on which nothing happened', () => {
  it('has nothing in it', () => {
    const summary = new DaySummary(settings);
    const { ageBands, ...notice } = composed(summary);
    assert.deepEqual(notice, {
      kind: 'daily-summary',
      id: 'summary/2026-01-02',
      plannedAt: day(1).toISOString(),
      date: '2026-01-02',
      dryRun: false,
      accountsRead: [],
      accountsUnread: [],
      done: [],
      heldBack: [],
      undelivered: [],
      findings: [],
    });
    assert.deepEqual(
      ageBands.map(({ keys }) => keys),
      [0, 0, 0, 0, 0],
    );
    assert.deepEqual([summary.accounts, summary.reported, summary.copies(day(1))], [[], [], []]);
  });

  it('counts no keys as 0 in each band', () =>
    assert.deepEqual(countByAgeBand([], settings, day(0)), [0, 0, 0, 0, 0]));
});

describe('the day’s summary', () => {
  it('has each thing under its own heading', () => {
    const finding = { key: 'AIDA#no-mfa', sentence: 'found' };
    const summary = summaryOf({
      done: ['did'],
      heldBack: ['held'],
      undelivered: ['missed'],
      findings: [finding],
    });
    summary.addUndelivered(['the summary of the day before']);
    const { done, heldBack, undelivered, findings } = composed(summary);
    assert.deepEqual(
      [done, heldBack, undelivered, findings],
      [
        ['identity: did'],
        ['identity: held'],
        ['identity: missed', 'the summary of the day before'],
        ['identity: found'],
      ],
    );
  });

  it('names keys of which nobody has said whose they are, where there are any', () => {
    assert.ok(!('unanswered' in composed(summaryOf({ done: ['did'], unanswered: [] }))));
    assert.ok(!('unanswered' in composed(summaryOf({ done: ['did'] }))));
    const { unanswered, more } = composed(
      summaryOf({ unanswered: ['b'] }, { account: production, unanswered: texts(101, 'a') }),
    );
    assert.deepEqual([unanswered?.[0], unanswered?.at(-1)], ['identity: b', 'production: a 98']);
    assert.deepEqual([unanswered?.length, more], [100, { unanswered: 2 }]);
  });

  it('counts those who are on the way to another way in, in all accounts, where there are any', () => {
    const { moves } = composed(
      summaryOf({ moves: { open: 2, told: 1 } }, {}, { account: production, moves: { open: 1 } }),
    );
    assert.deepEqual(moves, { open: 3, told: 1 });
    assert.ok(!('moves' in composed(summaryOf({ moves: {} }, {}))));
  });

  it('is the same in whatever order the accounts were handled', () => {
    const twin = { id: '111111111112', name: 'identity' };
    const outcomes = [account, twin, production].flatMap((each) => [
      { account: each, done: ['did'] },
      { account: each, unread: 'throttled' },
    ]);
    const { accountsRead, accountsUnread, done } = composed(summaryOf(...outcomes));
    const turned = composed(summaryOf(...outcomes.toReversed()));
    assert.deepEqual(
      [accountsRead, accountsUnread, done],
      [turned.accountsRead, turned.accountsUnread, turned.done],
    );
    assert.deepEqual(accountsRead, [account, twin, production]);
  });

  it('cuts a sentence at 200 characters, and says that it did', () => {
    const { done } = composed(summaryOf({ done: ['x'.repeat(190), 'y'.repeat(191)] }));
    assert.deepEqual(done, [`identity: ${'x'.repeat(190)}`, `identity: ${'y'.repeat(189)}…`]);
  });

  it('cuts one at 300 bytes, as JSON has it', () => {
    const inJson = (line: string) => Buffer.byteLength(JSON.stringify(line));
    // With the account's name before it and its two quotes it has 10 bytes and 2 more; an é has 2, a \u0001 6.
    const fits = ['é'.repeat(144), '\u0001'.repeat(48)];
    assert.deepEqual(
      composed(summaryOf({ done: fits })).done,
      fits.map((text) => `identity: ${text}`).toSorted(),
    );
    for (const text of [`${'é'.repeat(144)}x`, '\u0001'.repeat(49), '\u0001'.repeat(190)]) {
      const [line = ''] = composed(summaryOf({ done: [text] })).done;
      assert.ok(line.endsWith('…'));
      assert.ok(`identity: ${text}`.startsWith(line.slice(0, -1)));
      assert.ok(inJson(line) <= 300);
      // Ten at a time, and no more than must be.
      assert.ok(inJson(`identity: ${text}`.slice(0, line.length + 10)) > 300);
    }
  });

  it('cuts a list at 100 sentences, in all accounts together, and says how many more there were', () => {
    const full = composed(summaryOf({ done: texts(60, 'a') }, { done: texts(40, 'b') }));
    assert.deepEqual([full.done.length, full.more?.done], [100, undefined]);
    const over = composed(summaryOf({ done: texts(60, 'a') }, { done: texts(41, 'b') }));
    assert.deepEqual([over.done.length, over.more?.done], [100, 1]);
  });

  it('beyond 100 unread accounts counts the rest', () => {
    const unread = Array.from({ length: 101 }, (_, i) => ({
      account: { id: String(i).padStart(12, '0'), name: `account-${i}` },
      unread: 'throttled',
    }));
    const { accountsUnread, more } = composed(summaryOf(...unread));
    assert.deepEqual([accountsUnread.length, more?.accountsUnread], [100, 1]);
  });
});

describe('what the run keeps of its accounts', () => {
  it('is each one, with the reason where it was not read, in some words', () =>
    assert.deepEqual(summaryOf({}, { account: production, unread: 'x'.repeat(999) }).accounts, [
      { account, unread: undefined },
      { account: production, unread: `${'x'.repeat(199)}…` },
    ]));

  it('is what the summary names of findings, to be remembered; nothing of a dry run', () => {
    const findings = [
      { key: 'AIDA#no-mfa', sentence: 'found' },
      { key: 'AIDB#no-mfa', sentence: 'found' },
    ];
    const summary = summaryOf(
      { findings },
      { account: production, findings, isDryRun: true },
      { account: production },
    );
    assert.deepEqual(summary.reported, [
      { accountId: account.id, findings: ['AIDA#no-mfa', 'AIDB#no-mfa'] },
    ]);
  });

  it('is what the team’s channel is to see, with the date of the run', () => {
    const summary = summaryOf(
      { teamCopies: ['a', 'b'] },
      { account: production, teamCopies: ['c'] },
    );
    const [copies, ...more] = summary.copies(day(1));
    assert.deepEqual(more, []);
    assert.equal(copies?.date, '2026-01-02');
    assert.deepEqual(copies.items, [
      { accountId: account.id, noticeId: 'a' },
      { accountId: account.id, noticeId: 'b' },
      { accountId: production.id, noticeId: 'c' },
    ]);
  });
});
