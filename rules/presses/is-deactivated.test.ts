import assert from 'node:assert/strict';
import type { NoticeRecord } from '../ledger';
import { aReminder } from '../testing/decided';
import { day, delivered, ledgerOf, planned } from '../testing/one-account';
import { isDeactivated } from './is-deactivated';

const ALICE = 'U0ALICE0001';

/** A reminder to Alice that was planned on that day, and delivered, or failed for good. */
function reminder(n: number, failed?: string): NoticeRecord {
  const notice = { ...aReminder(`AKIA${n}`, 76), plannedAt: day(n).toISOString() };
  if (failed === undefined) return delivered(notice);
  return { ...planned(notice), owner: { failed } };
}
const is = (...notices: readonly NoticeRecord[]) => isDeactivated(ledgerOf({ notices }), ALICE);

describe('whether somebody is deactivated', () => {
  it('is what the last message to them says, in whatever order they are recorded', () => {
    for (const code of ['account_inactive', 'user_disabled']) {
      assert.equal(is(reminder(1), reminder(2, code)), true, code);
      assert.equal(is(reminder(2, code), reminder(1)), true, code);
      assert.equal(is(reminder(1, code), reminder(2)), false, code);
      assert.equal(is(reminder(2), reminder(1, code)), false, code);
    }
  });

  it('is of several at a time what any of them says', () => {
    const at = { ...delivered(aReminder('AKIAX', 76), day(1)), plannedAt: day(1) };
    assert.equal(is(at, reminder(1, 'user_disabled')), true);
    assert.equal(is(reminder(1, 'user_disabled'), at), true);
  });

  it('is not any other failure, nor another person’s', () => {
    assert.equal(is(), false);
    assert.equal(is(reminder(1, 'channel_not_found')), false);
    const notice = { ...aReminder('AKIAX', 76) };
    const owner = { ...notice.owner, slackId: 'U0BOB000001' };
    assert.equal(
      is({ ...planned({ ...notice, owner }), owner: { failed: 'user_disabled' } }),
      false,
    );
  });

  it('is not known of a message that a newer version has sent, which alone can say to whom', () => {
    const ofNewer = { id: 'x', plannedAt: day(9), newer: 'record' } as const;
    assert.equal(is({ ...ofNewer, owner: { failed: 'user_disabled' } }), false);
  });

  it('is not known of what is still to be sent, and does not overtake what was', () => {
    const waiting = planned({ ...aReminder('AKIAX', 76), plannedAt: day(9).toISOString() });
    assert.equal(is(reminder(1, 'user_disabled'), waiting), true);
  });
});
