import assert from 'node:assert/strict';
import { planDay } from '../plan-day';
import { defaultSettings } from '../settings';
import { noticeBase, sent } from '../testing/decided';
import { aKey, anEngineer, day, delivered, inventoryOf, planned } from '../testing/one-account';
import {
  aQuestion,
  asking,
  askingAfter,
  decisionsOf,
  ledgerWith,
  NEW_KEY,
  questionsOf,
  wasAsked,
  type GivenRun,
} from '../testing/questions';

describe('the owner of a new key', () => {
  it('is asked whether it was them, with what is known of the key and of who made it', () => {
    const maker = { arn: 'arn:aws:sts::111111111111:assumed-role/x/mallory', isOwner: false };
    const base = noticeBase(NEW_KEY, 0);
    const news = { ...base, kind: 'key-created', id: `key/${NEW_KEY}/created`, maker } as const;
    const ledger = ledgerWith(delivered(news));
    const [notice, ...others] = sent(decisionsOf({ on: 1, ledger }), 'key-question');
    assert.deepEqual(others, []);
    assert.deepEqual(notice, {
      ...noticeBase(NEW_KEY, 1),
      kind: 'key-question',
      id: `key/${NEW_KEY}/question/1`,
      owner: { ...base.owner, fullName: undefined },
      maker,
      asked: 1,
    });
  });

  // The key is of 08:00, the runs are of 09:00.
  it('is asked as long as it is new, and no more about an old one', () => {
    const times = [0, 1, 2, 3, 4, 90].map((on) => questionsOf({ on }).length);
    assert.deepEqual(times, [1, 1, 1, 0, 0, 0]);
    const key = { ...aKey(NEW_KEY, 0), createdAt: day(0) };
    assert.deepEqual(questionsOf({ on: 3, key }), [1]);
    const older = { ...key, createdAt: new Date(day(0).getTime() - 1) };
    assert.deepEqual(questionsOf({ on: 3, key: older }), []);
  });

  it('is not asked where nobody is', () =>
    assert.deepEqual(questionsOf({ on: 1, settings: defaultSettings }), []));

  it('is asked of each of two keys', () => {
    const user = anEngineer([aKey(NEW_KEY, 0), aKey('AKIANEW0000000000002', 1)]);
    const decisions = planDay(inventoryOf(user), ledgerWith(), asking, day(1, '09:00:00'));
    assert.equal(sent(decisions, 'key-question').length, 2);
  });

  const nobodys: readonly [what: string, given: Partial<GivenRun>][] = [
    ['a machine', { user: { tags: { type: 'machine', 'slack-id': 'U0ALICE0001' } } }],
    [
      'a machine with a channel',
      { user: { tags: { type: 'machine', 'slack-id': 'C0TEAM00001' } } },
    ],
    ['nobody by the tags', { user: { tags: { 'slack-id': 'U0ALICE0001' } } }],
    ['a user of no type', { user: { tags: { type: 'robot', 'slack-id': 'U0ALICE0001' } } }],
    ['somebody without a Slack id', { user: { tags: { type: 'engineer' } } }],
    ['a channel', { user: { tags: { type: 'engineer', 'slack-id': 'C0TEAM00001' } } }],
    ['a private channel', { user: { tags: { type: 'engineer', 'slack-id': 'G0TEAM00001' } } }],
    ['no id of Slack’s', { user: { tags: { type: 'engineer', 'slack-id': '@alice' } } }],
  ];
  for (const [what, given] of nobodys)
    it(`is not asked, and was not to be, where they are ${what}`, () => {
      assert.deepEqual(questionsOf({ on: 1, ...given }), []);
      const open = ledgerWith(planned(aQuestion(1, 0)));
      assert.deepEqual(questionsOf({ on: 1, ledger: open, ...given }), [-1]);
      const unanswered = ledgerWith(wasAsked(1, 0));
      assert.deepEqual(questionsOf({ on: 2, ledger: unanswered, ...given }), []);
    });

  it('is not asked of a key that is off, or was made after the time that the run is for', () => {
    assert.deepEqual(questionsOf({ on: 1, key: aKey(NEW_KEY, 0, { status: 'Inactive' }) }), []);
    assert.deepEqual(questionsOf({ on: 1, key: aKey(NEW_KEY, 2) }), []);
  });

  it('is asked though it is exempt, and though nothing is known of its use', () => {
    const tags = { ...anEngineer([]).tags, 'key-exempt-until': '2026-02-01' };
    assert.deepEqual(questionsOf({ on: 1, user: { tags } }), [1]);
    const key = aKey(NEW_KEY, 0, { lastUsed: { unknown: 'nobody asked' } });
    assert.deepEqual(questionsOf({ on: 1, key }), [1]);
  });

  it('is not asked twice, whoever was first: an event, or another run', () => {
    assert.deepEqual(questionsOf({ on: 1, ledger: ledgerWith(wasAsked(1, 1)) }), []);
    // The event was planned after the time that a late run is for.
    const ofEvent = planned({ ...aQuestion(1, 1), plannedAt: day(1, '10:00:00').toISOString() });
    assert.deepEqual(questionsOf({ on: 1, ledger: ledgerWith(ofEvent) }), []);
  });
});

describe('a question that was not delivered', () => {
  const open = ledgerWith(planned(aQuestion(1, 0)));

  it('is asked again, as the one that it was, however long that takes', () => {
    for (const on of [1, 3, 4, 30])
      assert.deepEqual(questionsOf({ on, ledger: open }), [1], `${on}`);
    const again = decisionsOf({ on: 4, ledger: open }).flatMap((decision) =>
      decision.do === 'send' && decision.notice.kind === 'key-question' ? [decision] : [],
    );
    assert.deepEqual(
      again.map((each) => [each.again, each.notice.plannedAt]),
      [[true, day(0).toISOString()]],
    );
  });

  it('goes to whom the tags name now', () => {
    const tags = { type: 'engineer', 'slack-id': 'U0BOB000001' };
    const decisions = decisionsOf({ on: 1, ledger: open, user: { tags } });
    assert.deepEqual(
      sent(decisions, 'key-question').map(({ owner }) => owner.slackId),
      ['U0BOB000001'],
    );
  });

  it('waits for the team, where its owner can’t be told, and for no copy', () => {
    const failed = wasAsked(1, 0, { owner: { failed: 'user_not_found' } });
    assert.deepEqual(questionsOf({ on: 1, ledger: ledgerWith(failed) }), [1]);
    const stoodIn = { ...failed, team: { at: day(0, '18:00:00'), channel: 'C1', ts: '1' } };
    assert.deepEqual(questionsOf({ on: 1, ledger: ledgerWith(stoodIn) }), []);
    assert.deepEqual(
      questionsOf({ on: 1, ledger: ledgerWith(wasAsked(1, 0)), settings: askingAfter(0) }),
      [],
    );
  });

  const over: readonly [what: string, given: Partial<GivenRun>][] = [
    ['the key is off', { key: aKey(NEW_KEY, 0, { status: 'Inactive' }) }],
    ['the key is gone', { key: aKey('AKIAROTATED000000001', 0, { status: 'Inactive' }) }],
    ['nobody is asked any more', { settings: defaultSettings }],
  ];
  for (const [why, given] of over)
    it(`is withdrawn where ${why}`, () =>
      assert.deepEqual(questionsOf({ on: 1, ledger: open, ...given }), [-1]));

  it('is withdrawn where its owner has answered the other one', () => {
    const answer = { said: 'mine', by: 'U0ALICE0001', at: day(2) } as const;
    const ledger = ledgerWith(wasAsked(1, 0, { answer }), planned(aQuestion(2, 2)));
    assert.deepEqual(questionsOf({ on: 3, ledger }), [-2]);
  });

  it('that was withdrawn before is asked of a key that is still new, and not of an old one', () => {
    const ledger = ledgerWith({ ...planned(aQuestion(1, 0)), withdrawn: 'not enabled' });
    assert.deepEqual(questionsOf({ on: 2, ledger }), [1]);
    assert.deepEqual(questionsOf({ on: 40, ledger }), []);
  });
});
