import assert from 'node:assert/strict';
import type { NoticeRecord } from '../ledger';
import type { NoticeOf, UserNotice } from '../notices';
import { aReminder, noticeBase } from '../testing/decided';
import { aKey, day, delivered, keyRecord, planned } from '../testing/one-account';
import { counts, disables, isSent, type PressCheck } from './checks';
import type { PressFacts } from './facts';
import { judge } from './judge';
import type { Button, Press } from './press';

const KEY = 'AKIAPRESSED000000001';
const ALICE = 'U0ALICE0001';
const reminder = aReminder(KEY, 76);

function pressOf(button: Button, on: Partial<Press['on']> = {}): Press {
  const credential = { kind: 'access-key', id: KEY } as const;
  return {
    ...{ kind: 'press', id: 'a'.repeat(64), at: day(77).toISOString(), button },
    on: { v: 1, account: '111111111111', user: 'alice', credential, notice: reminder.id, ...on },
    by: { id: ALICE },
    message: { channel: 'D1', ts: '1.1' },
  };
}

/** Of a press of which nothing is found: no notice, no user, no key. */
function factsOf(press: Press, more: Partial<PressFacts> = {}): PressFacts {
  return {
    ...{ press, notice: undefined, answer: undefined, record: undefined },
    ...{ owner: undefined, key: undefined, responders: [] },
    ...{ isOfNewerVersion: false, isUnfinishedReport: false, isDryRun: false },
    isDeactivated: false,
    ...more,
  };
}

describe('each check of a press', () => {
  const codes = (checks: readonly PressCheck[], facts: PressFacts) =>
    checks.map((check) => check(facts)?.code);

  it('by itself refuses what it can’t see, whatever was checked before', () => {
    const nothing = factsOf(pressOf('not-mine'));
    assert.deepEqual(codes(isSent, nothing), [
      ...['unknown-notice', undefined, 'another-thing', 'another-button', 'copied'],
      ...[undefined, undefined],
    ]);
    assert.deepEqual(codes(counts, nothing), ['user-gone', undefined, 'nobody', undefined]);
    assert.deepEqual(codes(disables, nothing), [
      ...[undefined, 'gone', 'off', 'no-type', undefined, undefined],
    ]);
  });

  it('refuses where a notice is recorded that this version can’t read, and nobody is named', () => {
    const unread: NoticeRecord = { id: reminder.id, plannedAt: day(76), newer: 'record' };
    const facts = factsOf(pressOf('not-mine'), { notice: unread, owner: { type: 'engineer' } });
    assert.deepEqual(codes(isSent, facts), [
      ...[undefined, 'newer-notice', 'another-thing', 'another-button', 'copied'],
      ...[undefined, undefined],
    ]);
    assert.deepEqual(codes(counts, facts), [undefined, undefined, 'nobody', undefined]);
  });

  it('takes a button for older where it is not known when its message was sent', () => {
    const record = keyRecord(aKey(KEY, 0), { disabledAt: day(1) });
    for (const notice of [undefined, planned(reminder)]) {
      const facts = factsOf(pressOf('not-mine'), { notice, record });
      assert.deepEqual(codes(disables.slice(4, 5), facts), ['older-button']);
    }
  });
});

describe('a press under a message', () => {
  const codeUnder = (notice: UserNotice) =>
    judge(
      factsOf(pressOf('look-now', { notice: notice.id }), {
        notice: delivered(notice),
        owner: { type: 'engineer', slackId: ALICE },
      }),
    ).why.code;

  it('is of the credential that the message was of, of its kind, too', () => {
    assert.equal(codeUnder(reminder), 'look');
    const { key, ...base } = reminder;
    const ofSshKey: NoticeOf<'credential-reminder'> = {
      ...{ ...base, kind: 'credential-reminder', id: `credential/${KEY}/reminder-76` },
      credential: { ...key, kind: 'ssh-key' },
    };
    assert.equal(codeUnder(ofSshKey), 'another-thing');
  });

  it('is of none where the message was of no credential', () => {
    const { account, plannedAt, owner } = noticeBase(KEY, 76);
    const opened: NoticeOf<'way-opened'> = {
      ...{ kind: 'way-opened', id: 'user/AIDAALICE/way/sign-in', account, plannedAt, owner },
      way: 'sign-in',
    };
    assert.equal(codeUnder(opened), 'another-thing');
  });
});
