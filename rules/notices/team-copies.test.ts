import assert from 'node:assert/strict';
import { pressAnswerId } from '../presses/press-answer';
import {
  copiesForTeam,
  deliveryOf,
  groupOf,
  identityOf,
  queueMessageSchema,
  type QueueMessage,
} from './team-copies';
import { surplusIn } from '../testing/wrong-data';
import { isOwnersNews, type UserNotice } from '.';

const now = new Date('2026-11-23T08:00:00Z');
const items = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ accountId: '111111111111', noticeId: `key/${i}/x` }));

describe('the copies for the team’s channel', () => {
  const cases: [count: number, forms: string[], sizes: number[]][] = [
    [0, [], []],
    [1, ['single'], [1]],
    [20, ['single'], [20]],
    [21, ['digest'], [21]],
    [1500, ['digest'], [1500]],
    [1501, ['digest', 'digest'], [1500, 1]],
  ];
  for (const [count, forms, sizes] of cases)
    it(`of ${count} notices are ${forms.join(' and ') || 'none'}`, () => {
      const copies = copiesForTeam(items(count), now, '2026-11-23');
      assert.deepEqual(
        copies.map(({ as }) => as),
        forms,
      );
      assert.deepEqual(
        copies.map((each) => each.items.length),
        sizes,
      );
      assert.deepEqual(
        copies.flatMap((each) => each.items),
        items(count),
      );
      assert.deepEqual(
        copies.map(({ id }) => id),
        ['', '/2']
          .slice(0, copies.length)
          .map((part) => `team-copies/2026-11-23T08:00:00.000Z${part}`),
      );
      for (const each of copies) {
        assert.ok(queueMessageSchema.safeParse(each).success);
        assert.ok(JSON.stringify(each).length < 256 * 1024);
      }
    });

  it('are told one after the other, and twice where they are others', () => {
    const [one] = copiesForTeam(items(3), now, '2026-11-23');
    const [other] = copiesForTeam(items(4), now, '2026-11-23');
    assert.ok(one && other);
    assert.deepEqual([groupOf(one), groupOf(other)], ['team-copies', 'team-copies']);
    assert.notEqual(identityOf(one), identityOf(other));
  });
});

describe('a message of the queue', () => {
  const message = {
    kind: 'team-copies',
    id: 'team-copies/x',
    plannedAt: now.toISOString(),
    date: '2026-11-23',
    as: 'single',
    items: items(1),
  };
  it('is taken, without what only a newer version knows', () => {
    for (const { path, data } of [{ path: 'as it is', data: message }, ...surplusIn(message)])
      assert.deepEqual(queueMessageSchema.parse(data), message, path);
  });

  const bad: [string, object][] = [
    ['an empty id', { id: '' }],
    ['something before the day', { date: '12026-11-23' }],
    ['something after the day', { date: '2026-11-231' }],
    ['no items', { items: [] }],
    ['an account of 13 digits', { items: [{ accountId: '1'.repeat(13), noticeId: 'x' }] }],
    ['a notice without an id', { items: [{ accountId: '1'.repeat(12), noticeId: '' }] }],
    ['another form', { as: 'letter' }],
  ];
  for (const [what, more] of bad)
    it(`is refused with ${what}`, () =>
      assert.ok(!queueMessageSchema.safeParse({ ...message, ...more }).success));

  it('says what a date looks like', () => {
    const { error } = queueMessageSchema.safeParse({ ...message, date: 'today' });
    assert.equal(error?.issues[0]?.message, 'expected a date, YYYY-MM-DD');
  });
});

describe('a notice of a run', () => {
  const key = { id: 'AKIAOLD0000000000001', createdAt: now.toISOString(), age: 0 };
  const base = {
    id: 'key/AKIAOLD0000000000001/x',
    account: { id: '111111111111', name: 'identity' },
    plannedAt: now.toISOString(),
    key,
  };
  const alice = { userName: 'alice', slackId: 'U0ALICE0001' };
  const nobody = { userName: 'alice' };
  const disabled = (owner: UserNotice['owner']): UserNotice => ({
    ...base,
    kind: 'key-disabled',
    owner,
    cause: 'age',
  });
  const machine = (owner: UserNotice['owner']): UserNotice => ({
    ...base,
    kind: 'machine-key-old',
    owner,
    stage: 91,
  });
  const question = (owner: UserNotice['owner']): UserNotice => ({
    ...base,
    kind: 'key-question',
    owner,
    asked: 1,
  });
  const cases: [string, UserNotice, now: string | undefined, hasCopy: boolean][] = [
    ['for somebody', disabled(alice), 'private-message', true],
    ['that the team must pass on', disabled(nobody), 'key-disabled', false],
    ['for its owner alone', question(alice), 'private-message', false],
    ['for its owner alone, whom nobody can tell', question(nobody), 'key-question', false],
    ['for a machine’s owner', machine(alice), 'private-message', true],
    ['for a machine without an owner', machine(nobody), undefined, true],
    ['for the team alone', { ...base, kind: 'key-created', owner: nobody }, undefined, true],
  ];
  for (const [what, notice, kind, hasCopy] of cases)
    it(`${what} ${kind === undefined ? 'waits for the end' : `goes out at once, as ${kind}`}`, () => {
      const delivery = deliveryOf(notice);
      assert.deepEqual([delivery.now?.kind, delivery.hasCopy], [kind, hasCopy]);
      if (delivery.now) assert.equal(groupOf(delivery.now), notice.id);
    });

  it('is one message, and its private message another: neither stands for the other', () => {
    const notice = disabled(alice);
    const { now: message } = deliveryOf(notice);
    assert.ok(message?.kind === 'private-message');
    assert.deepEqual(queueMessageSchema.parse(message), message);
    assert.deepEqual(message, { kind: 'private-message', id: notice.id, notice });
    assert.ok(!queueMessageSchema.safeParse({ ...message, id: '' }).success);
    assert.deepEqual(
      [identityOf(notice), identityOf(message)],
      [notice.id, `${notice.id} private-message`],
    );
    // One after the other, so that it is not told twice at a time.
    assert.deepEqual([groupOf(notice), groupOf(message)], [notice.id, notice.id]);
  });

  it('is in no group with the day’s summary, which no storm of news holds up', () => {
    const summary: QueueMessage = {
      ...{ kind: 'daily-summary', id: 'summary/2026-11-23', plannedAt: base.plannedAt },
      ...{ date: '2026-11-23', dryRun: false, accountsRead: [], accountsUnread: [], ageBands: [] },
      ...{ done: [], heldBack: [], undelivered: [], findings: [] },
    };
    assert.equal(groupOf(summary), summary.id);
  });

  it('is in no group with what answers presses, of which those of one person wait for each other', () => {
    const answerTo = (slackId: string, press: string): QueueMessage => ({
      kind: 'press-answer',
      id: pressAnswerId(press),
      plannedAt: base.plannedAt,
      to: { slackId, channel: 'C0INFRATEAM', ts: '1700000000.000100' },
      button: 'disable-now',
      outcome: 'nothing',
      code: 'no-responder',
      text: 'only a responder may do that',
      tellsTeam: false,
    });
    const groups = [
      answerTo('U0ALICE0001', 'a'),
      answerTo('U0ALICE0001', 'b'),
      answerTo('U0BOB000001', 'c'),
      disabled(alice),
    ].map(groupOf);
    assert.equal(groups[0], groups[1]);
    assert.equal(new Set(groups).size, 3);
  });

  it('is in one group with all news of events, which hold up nobody else', () => {
    const created = (id: string): UserNotice => ({
      ...base,
      id: `key/${id}/created`,
      kind: 'key-created',
      owner: nobody,
    });
    assert.deepEqual([created('A'), created('B')].map(groupOf), ['news', 'news']);
    for (const other of [disabled(alice), disabled(nobody), machine(nobody)])
      assert.equal(groupOf(other), other.id);
  });

  it('is the owner’s news where a deadline, a disabling or a way in is told, or they are asked', () => {
    const kinds = [
      'key-reminder',
      'second-key',
      'key-disabled',
      'password-reminder',
      'key-unused',
      'key-closing',
      'way-opened',
      'key-question',
      'credential-reminder',
      'credential-disabled',
      'key-created',
      'key-reenabled',
      'machine-key-old',
      'credential-old',
    ] as const;
    // Only the kind is looked at.
    const ofOwner = kinds.filter((kind) =>
      isOwnersNews({ ...disabled(alice), kind } as UserNotice),
    );
    assert.deepEqual(ofOwner, kinds.slice(0, 10));
  });
});
