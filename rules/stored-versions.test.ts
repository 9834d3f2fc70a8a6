import assert from 'node:assert/strict';
import type { NoticeOf, UserNotice } from './notices';
import { copiesForTeam, type PrivateMessage, type QueueMessage } from './notices/team-copies';
import {
  isNewer,
  messageVersions,
  newerKindOf,
  numberedMessage,
  storedVersions,
  type StoredThing,
} from './stored-versions';
import { defaultSettings } from './settings';
import { DaySummary } from './summary/compose-summary';
import { aReminder, noticeBase } from './testing/decided';
import { day } from './testing/one-account';

const reminder = aReminder('AKIAOLD0000000000001', 76);

describe('the numbers of what is stored and queued', () => {
  // Deployed ledgers and queues hold these: another number, and the version before passes the thing by.
  it('are still the first ones, but for a key that was disabled', () => {
    assert.deepEqual(storedVersions, {
      account: 1,
      credential: 1,
      notice: 1,
      finding: 1,
      run: 1,
      person: 1,
      move: 1,
    });
    assert.deepEqual(messageVersions, {
      'key-reminder': 1,
      'second-key': 1,
      'key-unused': 1,
      'key-closing': 1,
      'way-opened': 1,
      'console-user-created': 1,
      'credential-created': 1,
      'credential-disabled': 1,
      'credential-old': 1,
      'credential-reminder': 1,
      'login-profile-changed': 1,
      'mfa-deactivated': 1,
      'key-disabled': 4,
      'key-created': 1,
      'key-question': 1,
      'key-reenabled': 1,
      'machine-key-old': 1,
      'password-reminder': 1,
      'daily-summary': 1,
      'private-message': 1,
      'team-copies': 1,
      'press-answer': 1,
      'show-answer': 1,
      'home-view': 1,
    });
  });
});

describe('an item of the ledger', () => {
  const cases: readonly [what: string, v: unknown, newer: boolean][] = [
    ['of before there were numbers', undefined, false],
    ['of this version', 1, false],
    ['of an older number', 0, false],
    ['of the next number', 2, true],
    ['of a number in between', 1.5, true],
    ['whose number is a text', '1', true],
    ['whose number is nothing', null, true],
    ['whose number is a list', [1], true],
  ];
  for (const [what, v, newer] of cases)
    it(`${what} ${newer ? 'is a newer version’s' : 'is read'}`, () => {
      for (const thing of Object.keys(storedVersions) as StoredThing[])
        assert.equal(
          isNewer(thing, { keyId: 'AKIA1', ...(v !== undefined && { v }) }),
          newer,
          thing,
        );
    });
});

describe('a message, or a notice of the ledger', () => {
  const known = Object.keys(messageVersions);

  it('of a kind and a number that this version knows is no newer version’s', () => {
    for (const kind of known)
      for (const number of [{}, { v: 1 }])
        assert.equal(newerKindOf({ kind, id: 'x', ...number }), undefined, kind);
  });

  it('of the next number is, whatever its kind', () => {
    for (const [kind, v] of Object.entries(messageVersions)) {
      const version = String(v + 1);
      assert.deepEqual(newerKindOf({ kind, v: v + 1 }), { kind, version }, kind);
    }
  });

  const newer: readonly [what: string, value: object, version: string][] = [
    ['a kind that this version does not know', { kind: 'greeting' }, '1'],
    ['such a kind with its number', { kind: 'greeting', v: 3 }, '3'],
    ['a kind whose name every object knows', { kind: 'constructor', v: 1 }, '1'],
    ['a number that is none', { kind: 'key-reminder', v: '1' }, '1'],
  ];
  for (const [what, value, version] of newer)
    it(`is a newer version’s with ${what}`, () =>
      assert.deepEqual(newerKindOf(value), { kind: (value as { kind: string }).kind, version }));

  const none: readonly unknown[] = [undefined, null, 'key-reminder', [], {}, { v: 2 }];
  for (const value of [...none, { kind: '', v: 2 }, { kind: 7, v: 2 }])
    it(`of no kind is nobody’s: ${JSON.stringify(value)}`, () =>
      assert.equal(newerKindOf(value), undefined));
});

describe('a message on its way into the queue', () => {
  it('has the number that older versions know, where they can read it', () => {
    const disabled = (cause: NoticeOf<'key-disabled'>['cause']) =>
      numberedMessage({ ...noticeBase('AKIA1', 91), kind: 'key-disabled', id: 'x', cause }).v;
    assert.deepEqual(
      [
        disabled('age'),
        disabled('second-key'),
        disabled('re-enabled'),
        disabled('unused'),
        disabled('reported'),
        disabled('moved'),
      ],
      [1, 1, 1, 2, 3, 4],
    );
  });

  it('has the number of its kind, and else what it had', () => {
    const messages: readonly QueueMessage[] = [
      reminder,
      ...copiesForTeam([{ accountId: '111111111111', noticeId: 'x' }], new Date(0), '1970-01-01'),
    ];
    assert.equal(messages.length, 2);
    for (const message of messages)
      assert.deepEqual(numberedMessage(message), { ...message, v: 1 }, message.kind);
  });

  it('has the number of its kind, also where it tells of no notice', () => {
    const common = { id: 'x', plannedAt: day(0).toISOString() };
    const [to, keyId] = ['U0ALICE0001', 'AKIA1'];
    const messages: readonly QueueMessage[] = [
      {
        ...{ kind: 'press-answer', ...common, to: { slackId: to, channel: 'C1', ts: '1' } },
        ...{ button: 'mine', outcome: 'recorded', code: 'mine', text: '', tellsTeam: false },
      },
      {
        ...{ kind: 'show-answer', ...common, accountId: '111111111111' },
        answer: { said: 'mine', by: to, at: common.plannedAt },
        noticeIds: [`key/${keyId}/created`],
      },
      {
        ...{ kind: 'home-view', ...common, to, keys: [], leftOut: 0 },
        timeZone: 'Etc/UTC',
      },
      new DaySummary(defaultSettings).compose(day(0), false),
    ];
    for (const message of messages) assert.equal(numberedMessage(message).v, 1, message.kind);
  });

  it('has a number for the notice within it, too', () => {
    const notice: UserNotice = reminder;
    const message: PrivateMessage = { kind: 'private-message', id: notice.id, notice };
    assert.deepEqual(numberedMessage(message), { ...message, v: 1, notice: { ...notice, v: 1 } });
  });
});
