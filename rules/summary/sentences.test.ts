import assert from 'node:assert/strict';
import { accessKeyRef, passwordRef } from '../credentials/credential';
import type { NoticeRecord } from '../ledger';
import type { UserNotice } from '../notices';
import { defaultSettings as settings } from '../settings';
import { account, aKey, anEngineer, day, planned } from '../testing/one-account';
import {
  disablingSentence,
  lineOf,
  nameOfNotice,
  nameOfSubject,
  notDisabledSentence,
  perhapsDisabledSentence,
} from './sentences';
import { undeliveredSentence } from './undelivered';

const key = { id: 'AKIAOLD000000000ABCD', createdAt: day(0).toISOString(), age: 91 };
const owner = { userName: 'alice', slackId: 'U0ALICE0001' };
const base = { id: 'x', account, plannedAt: day(91).toISOString(), owner };
const warning = { ...base, key, stopsOn: '2026-04-02', graceDays: 5, timeZone: 'Etc/UTC' };
const disabled = { ...base, kind: 'key-disabled', key, cause: 'age' } as const;
const reminder = { ...warning, kind: 'key-reminder', stage: 86 } as const;
const password = {
  ...base,
  kind: 'password-reminder',
  age: 76,
  stage: 76,
  expiresOn: '2026-04-02',
} as const;

const maker = { arn: 'arn:aws:iam::111111111111:user/bob', isOwner: false };
const credential = { kind: 'service-specific', id: 'ACCAEXAMPLE0000ANNAKLM' } as const;

describe('the summary names a notice in some words', () => {
  const cases: [UserNotice, string][] = [
    [reminder, 'reminder to alice about key …ABCD'],
    [
      { ...warning, kind: 'second-key', newer: key },
      'notice to alice to finish the rotation of key …ABCD',
    ],
    [
      { ...warning, kind: 'key-unused', since: key.createdAt, unusedDays: 45 },
      'notice to alice that nobody uses key …ABCD',
    ],
    [disabled, 'notice to alice that key …ABCD is disabled'],
    [{ ...base, kind: 'key-created', key }, 'news that key …ABCD of alice was created'],
    [
      { ...base, kind: 'key-question', key, asked: 2 },
      'question to alice whether they made key …ABCD',
    ],
    [
      { ...base, kind: 'key-reenabled', keyId: key.id },
      'news that key …ABCD of alice was enabled again',
    ],
    [
      { ...base, maker, kind: 'credential-created', credential, how: 'reset', neverEnds: true },
      'news that service-specific credential …AKLM of alice was given another secret',
    ],
    [{ ...base, maker, kind: 'console-user-created' }, 'news that a console made the user alice'],
    [
      { ...base, maker, kind: 'login-profile-changed', how: 'created' },
      'news that the console password of alice was created',
    ],
    [
      { ...base, maker, kind: 'mfa-deactivated', serialNumber: 'GAHT12345678' },
      'news that an MFA device of alice was deactivated',
    ],
    [
      { ...base, kind: 'machine-key-old', key, stage: 91 },
      'notice about key …ABCD of machine alice',
    ],
    [password, 'reminder to alice about the console password'],
  ];
  for (const [notice, words] of cases) it(words, () => assert.equal(nameOfNotice(notice), words));
});

describe('the summary says', () => {
  const subject = { account, userName: 'alice', credential: accessKeyRef(key.id) };
  const decision = {
    do: 'disable',
    subject,
    user: anEngineer([]),
    key: aKey(key.id, 0),
    notice: disabled,
    tellOnly: false,
    why: { code: 'past-its-day', text: 'the day had come' },
  } as const;
  const undelivered = (record: Partial<NoticeRecord>, notice: UserNotice = reminder) =>
    undeliveredSentence({ ...planned(notice), ...record }, settings);
  const told = { at: day(91), channel: 'D1', ts: '1' };
  const abandoned = (isEnabledAgain: true | undefined) => ({
    do: 'abandon' as const,
    subject,
    begun: { since: day(91), attempts: [] },
    notice: { ...decision.notice, isEnabledAgain },
    why: { code: 'gone' as const, text: 'the key is gone' },
  });
  const cases: [() => string, string][] = [
    [() => lineOf(account, false, 'done'), 'identity: done'],
    [() => lineOf(account, true, 'done'), 'identity (dry run): done'],
    [() => nameOfSubject(subject), 'key …ABCD of alice'],
    [
      () => nameOfSubject({ account, userName: 'alice', credential: passwordRef('AIDAALICE') }),
      'console password of alice',
    ],
    [() => nameOfSubject({ account, userName: 'alice' }), 'alice'],
    [() => disablingSentence(decision), 'key …ABCD of alice disabled: the day had come'],
    [
      () => disablingSentence({ ...decision, tellOnly: true }),
      'notice to alice that key …ABCD is disabled: the day had come',
    ],
    [
      () => perhapsDisabledSentence(abandoned(true), { text: 'not for you' }),
      'key …ABCD of alice may have been disabled and enabled again: not for you',
    ],
    [
      () => perhapsDisabledSentence(abandoned(undefined), { text: 'not for you' }),
      'key …ABCD of alice may have been disabled and deleted: not for you',
    ],
    [
      () => notDisabledSentence(subject, { text: 'exempt' }),
      'key …ABCD of alice not disabled: exempt',
    ],
    [
      () => undelivered({}),
      'reminder to alice about key …ABCD, planned on 2026-04-02, not delivered to owner and channel',
    ],
    [
      () => undelivered({ team: told }),
      'reminder to alice about key …ABCD, planned on 2026-04-02, not delivered to owner',
    ],
    [
      () => undelivered({ owner: told }),
      'reminder to alice about key …ABCD, planned on 2026-04-02, not delivered to channel',
    ],
    [
      () => undelivered({ owner: { failed: 'account_inactive' } }),
      'reminder to alice about key …ABCD, planned on 2026-04-02, not delivered to channel',
    ],
    [
      () => undelivered({}, { ...base, kind: 'key-created', key }),
      'news that key …ABCD of alice was created, planned on 2026-04-02, not delivered to channel',
    ],
    [
      () => undelivered({ notice: undefined }),
      'the daily summary, planned on 2026-04-02, not delivered to channel',
    ],
  ];
  for (const [say, expected] of cases) it(expected, () => assert.equal(say(), expected));
});
