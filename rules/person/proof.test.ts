import assert from 'node:assert/strict';
import { day } from '../testing/one-account';
import type { NewWay } from '../ways-in';
import type { MoveRecord } from './move-record';
import { provedOf } from './proof';

const by = 'arn:aws:iam::111111111111:user/admin';
const nobody: MoveRecord = { userId: 'AIDAALICE', userName: 'alice', seen: {}, said: {} };
const seen = (way: NewWay): MoveRecord['seen'] => ({
  [way]: { days: ['2026-02-09', '2026-02-06'], last: { at: day(39), way } },
});
const withPassword = { password: { changedAt: day(0) } };

function proved(record: Partial<MoveRecord>, open: readonly NewWay[], user: object = withPassword) {
  return provedOf({ ...nobody, ...record }, open, { provedDays: 2 }, user);
}

describe('the proof that somebody needs no key', () => {
  it('is what was seen, where another way was only said', () => {
    const record = { seen: seen('sign-in'), said: { 'identity-center': { at: day(35), by } } };
    assert.deepEqual(proved(record, ['sign-in', 'identity-center']), {
      by: 'seen',
      ways: ['sign-in', 'identity-center'],
    });
  });

  it('needs a password of whoever signs in as their IAM user, and of nobody else', () => {
    const of = (way: NewWay) => proved({ seen: seen(way) }, [way], {});
    assert.equal(of('sign-in'), undefined);
    assert.deepEqual(of('identity-center'), { by: 'seen', ways: ['identity-center'] });
  });

  it('is none where no way is open that needs no key, though it was forced', () => {
    const forced = { forced: { at: day(35), by } };
    assert.equal(proved(forced, []), undefined);
    assert.deepEqual(proved(forced, ['sign-in']), { by: 'forced', ways: ['sign-in'] });
  });
});
