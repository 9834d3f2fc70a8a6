import assert from 'node:assert/strict';
import { wrongLeavesOf } from '../testing/wrong-data';
import { accountOutcomeSchema, quietOutcome, type AccountOutcome } from './account-outcome';

const full: AccountOutcome = {
  account: { id: '111111111111', name: 'identity' },
  unread: 'not handled to its end: throttled',
  ageBands: [3, 0, 1],
  done: ['key …0001 of ada disabled'],
  heldBack: ['2 keys not disabled: too many'],
  undelivered: ['nobody was told of key …0002'],
  findings: [{ key: 'AIDA1#no-mfa', sentence: 'ada: an engineer without an MFA device' }],
  unanswered: ['key …0003 of ada: asked on 2026-01-01'],
  teamCopies: ['key-reminder/AKIA1/76'],
  isDryRun: true,
};
const isKept = (outcome: unknown) => accountOutcomeSchema.safeParse(outcome).success;

describe('what is kept of an account', () => {
  it('is read as it was, full or quiet', () => {
    for (const outcome of [full, quietOutcome(full.account, false)])
      assert.deepEqual(accountOutcomeSchema.parse(JSON.parse(JSON.stringify(outcome))), outcome);
  });

  it('is nothing where nothing was done and nothing found', () => {
    const { account, isDryRun, ...lists } = quietOutcome(full.account, true);
    assert.deepEqual([account, isDryRun], [full.account, true]);
    assert.equal(Object.keys(lists).length, 6);
    for (const [name, list] of Object.entries(lists)) assert.deepEqual(list, [], name);
  });

  it('is refused with something else in any field', () => {
    const wrong = wrongLeavesOf(full);
    assert.ok(wrong.length > 10);
    for (const { path, data } of wrong) assert.ok(!isKept(data), path);
  });

  for (const field of Object.keys(quietOutcome(full.account, false)))
    it(`is refused without ${field}`, () => assert.ok(!isKept({ ...full, [field]: undefined })));
});
