import assert from 'node:assert/strict';
import {
  eventOfChange,
  isInTrail,
  joinDisablings,
  taggerOf,
  type AccountTrail,
  type TrailChange,
} from './account-trail';
import type { EvidenceEvent, SeenChange } from './evidence';
import type { ToldEvent } from './read-deeds';
import { identity } from './testing/days';

const KEY = 'AKIAALICE0000000001';
const PLANNED = '2026-07-02T08:00:00.000Z';
const base = { accountId: identity.id, userName: 'alice', keyId: KEY };

/** A call so many milliseconds after the run of 2 July. */
function call(after: number, what: TrailChange['what'] = 'disabled', eventId = 'e'): TrailChange {
  const at = new Date(Date.parse(PLANNED) + after).toISOString();
  return { what, at, userName: 'alice', keyId: KEY, by: 'arn:x/monitor', eventId };
}
const disabling: ToldEvent = {
  ...{ ...base, what: 'disabled', at: PLANNED, by: 'keyturn', text: 'disabled', source: 'report' },
};
const [SECOND, MINUTE, DAY] = [1000, 60_000, 86_400_000];

it('a call is an event of its key, by who called', () =>
  assert.deepEqual(eventOfChange(call(0, 'enabled', 'e-1'), identity.id), {
    ...{ ...base, what: 'enabled', at: PLANNED, by: 'arn:x/monitor' },
    ...{ text: 'enabled by arn:x/monitor', source: 'cloudtrail', eventId: 'e-1' },
  }));

describe('Keyturn’s own disabling', () => {
  it('is the call that CloudTrail has of it, up to a day after its run, or some minutes before', () => {
    const joined = { ...disabling, eventId: 'e' };
    for (const after of [-5 * MINUTE + SECOND, 0, 40 * SECOND, DAY - SECOND])
      assert.deepEqual(joinDisablings([disabling], [call(after)]), { told: [joined], others: [] });
    for (const after of [-5 * MINUTE, DAY])
      assert.deepEqual(joinDisablings([disabling], [call(after)]), {
        ...{ told: [disabling], others: [call(after)] },
      });
  });

  it('is one call, and no other one is taken for it', () => {
    const calls = [
      call(-DAY),
      call(SECOND, 'enabled'),
      call(MINUTE, 'disabled', 'f'),
      call(2 * MINUTE),
    ];
    assert.deepEqual(joinDisablings([disabling], calls), {
      told: [{ ...disabling, eventId: 'f' }],
      others: [calls[0], calls[1], calls[3]],
    });
    const twice = joinDisablings([disabling, disabling], [call(0, 'disabled', 'f'), call(SECOND)]);
    assert.deepEqual(
      twice.told.map(({ eventId }) => eventId),
      ['f', 'e'],
    );
  });

  it('is nothing else that was told', () => {
    const warned = { ...disabling, what: 'warned' } as const;
    assert.deepEqual(joinDisablings([warned], [call(0)]), { told: [warned], others: [call(0)] });
    assert.deepEqual(joinDisablings([disabling], []), { told: [disabling], others: [] });
  });
});

describe('what two reports show', () => {
  const between = (what: EvidenceEvent['what']): SeenChange => ({
    ...{ ...base, what, text: '', source: 'report' },
    between: [PLANNED, '2026-07-03T08:00:00.000Z'],
  });

  it('is in CloudTrail where a call of it was between them, or while the first one was made', () => {
    const isIn = (after: number) => isInTrail(between('enabled'), [call(after, 'enabled')]);
    assert.deepEqual(
      [-DAY - SECOND, -DAY, 0, DAY, DAY + SECOND].map((after) => isIn(after)),
      [false, true, true, true, false],
    );
    assert.equal(
      isInTrail(between('enabled'), [call(0, 'disabled'), call(SECOND, 'enabled')]),
      true,
    );
    assert.equal(isInTrail(between('enabled'), [call(0, 'disabled')]), false);
    assert.equal(isInTrail(between('enabled'), []), false);
  });

  it('is in CloudTrail whenever a key was deleted, which happens once', () => {
    assert.equal(isInTrail(between('deleted'), [call(-9 * DAY, 'deleted')]), true);
    assert.equal(isInTrail(between('deleted'), [call(0, 'disabled')]), false);
  });
});

describe('who put an exemption on a user', () => {
  const tag = (n: number, eventId: string, more = {}) => ({
    ...{ at: `2026-07-0${n}T10:00:00.000Z`, userName: 'Alice', until: '2026-08-01' },
    ...{ by: 'arn:x/bob', eventId, ...more },
  });
  const trailOf = (...exemptions: AccountTrail['exemptions']): AccountTrail => ({
    ...{ from: '2026-07-01T00:00:00.000Z', changes: [], exemptions, unread: 0 },
  });
  const held = { until: '2026-08-01', to: '2026-07-05' };

  it('is the last who did before its last day', () => {
    const trail = trailOf(tag(1, 'a'), tag(5, 'b'), tag(6, 'c'));
    const found = { at: '2026-07-05T10:00:00.000Z', by: 'arn:x/bob', eventId: 'b' };
    assert.deepEqual(taggerOf(trail, 'alice', held), found);
  });

  it('is nobody who put another one on them, or this one on somebody else', () => {
    const trail = trailOf(tag(1, 'a', { until: '2026-08-02' }), tag(1, 'b', { userName: 'bob' }));
    assert.equal(taggerOf(trail, 'alice', held), undefined);
    assert.equal(taggerOf(trailOf(), 'alice', held), undefined);
    assert.equal(taggerOf(undefined, 'alice', held), undefined);
  });
});
