import assert from 'node:assert/strict';
import { noticeId } from '../notices';
import { aKey, day, ledgerOf } from '../testing/one-account';
import { ownKeys } from './disowned';

const [MINE, NOT_MINE] = ['AKIAMINE000000000001', 'AKIAOTHER00000000001'];

describe('the keys of a user that are theirs', () => {
  const answer = { said: 'not-mine', by: 'U0ALICE0001', at: day(1) } as const;
  const ledger = ledgerOf({
    notices: [{ id: noticeId.keyQuestion(NOT_MINE, 1), plannedAt: day(0), answer }],
  });
  const ids = (status: 'Active' | 'Inactive', keyId: string) =>
    ownKeys(ledger, [aKey(MINE, 0), aKey(NOT_MINE, 0, { status })], keyId).map(({ id }) => id);

  it('are not those enabled ones of which they have said that they are not', () =>
    assert.deepEqual(ids('Active', MINE), [MINE]));

  it('are all the others, one that is off and the one in question among them', () => {
    assert.deepEqual(ids('Inactive', MINE), [MINE, NOT_MINE]);
    assert.deepEqual(ids('Active', NOT_MINE), [MINE, NOT_MINE]);
  });
});
