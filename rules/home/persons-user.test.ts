import assert from 'node:assert/strict';
import { day } from '../testing/one-account';
import { isCurrent, keptUntil } from './persons-user';

describe('what a reading found for a person', () => {
  const user = { readAt: day(10) };

  it('is kept for eight days', () => {
    assert.deepEqual(keptUntil(user), day(18));
    assert.equal(isCurrent(user, undefined, new Date(day(18).getTime() - 1)), true);
    assert.equal(isCurrent(user, undefined, day(18)), false);
  });

  it('is over once a later reading did not name them', () => {
    assert.equal(isCurrent(user, day(10), day(11)), true);
    assert.equal(isCurrent(user, day(9), day(11)), true);
    assert.equal(isCurrent(user, day(11), day(11)), false);
  });
});
