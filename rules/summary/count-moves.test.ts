import assert from 'node:assert/strict';
import { emptyLedger } from '../ledger';
import { defaultSettings } from '../settings';
import { account, aKey, anEngineer, day } from '../testing/one-account';
import { countMoves } from './count-moves';

const access = (ways: string) => ({ type: 'engineer', 'slack-id': 'U0ALICE0001', access: ways });
const counted = (...users: readonly ReturnType<typeof anEngineer>[]) =>
  countMoves({ account, users }, emptyLedger(account.id), defaultSettings, day(40));

describe('the moves of an account', () => {
  it('are counted by step, without those who do not move', () => {
    const open = anEngineer([aKey('K', 0)], { tags: access('key+sign-in') });
    const closed = anEngineer([], { tags: access('sign-in') });
    assert.deepEqual(counted(open, closed, open, anEngineer([])), { open: 2, closed: 1 });
  });

  it('are none where nobody moves', () => {
    assert.equal(counted(anEngineer([])), undefined);
    assert.equal(counted(), undefined);
  });
});
