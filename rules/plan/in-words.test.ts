import assert from 'node:assert/strict';
import type { Decision } from '../decisions';
import type { NoticeRecord } from '../ledger';
import type { IamUser } from '../model';
import { noticeSchema, type UserNotice } from '../notices';
import { planDay } from '../plan-day';
import { defaultSettings, settingsSchema } from '../settings';
import * as one from '../testing/one-account';

const { account, aKey, anEngineer, day, delivered, inventoryOf, keyRecord, ledgerOf, planned } =
  one;
const KEY = 'AKIAOLD0000000000001';
const NEW = 'AKIANEW0000000000002';
const old = aKey(KEY, 0);

interface Given {
  readonly users?: readonly IamUser[];
  /** Made by the rules themselves, so not before the test runs. */
  readonly notices?: () => readonly NoticeRecord[];
  readonly keys?: Parameters<typeof ledgerOf>[0]['keys'];
  readonly firstReadAt?: Date;
  readonly on: number;
}

function plan({ users = [anEngineer([old])], on, ...known }: Given): readonly Decision[] {
  const ledger = ledgerOf({ ...known, notices: known.notices?.() });
  return planDay(inventoryOf(...users), ledger, defaultSettings, day(on));
}

/** What is done and why, of keys and passwords; without what a quiet password has to say. */
function said(given: Given): readonly string[] {
  return plan(given).flatMap((decision) => {
    if (!('why' in decision)) return [];
    const { text } = decision.why;
    return text === 'no console password' ? [] : [`${decision.do}: ${text}`];
  });
}

function noticeOf(given: Given): UserNotice {
  const notices = plan(given).flatMap((each) => ('notice' in each ? [each.notice] : []));
  const [notice] = notices;
  assert.ok(notice && notices.length === 1);
  return notice;
}

const reminder = () => noticeOf({ on: 76 });
const machine = anEngineer([old], { tags: { type: 'machine' } });
const two = anEngineer([old, aKey(NEW, 50)]);
const secondKey = () => noticeOf({ users: [two], on: 50 });
const exempt = (until: string) =>
  anEngineer([old], {
    tags: { type: 'engineer', 'slack-id': 'U0ALICE0001', 'key-exempt-until': until },
  });

describe('every decision says why', () => {
  const cases: [string, Given, readonly string[]][] = [
    ['young', { on: 75 }, ['nothing: 75 days old; the first reminder comes at 76']],
    ['due for a reminder', { on: 80 }, ['send: 80 days old, past 76']],
    [
      'a reminder that never arrived',
      { on: 77, notices: () => [planned(reminder())] },
      ['send: planned before and not delivered: 77 days old, past 76'],
    ],
    [
      'told',
      { on: 77, notices: () => [delivered(reminder())] },
      ['nothing: told that it stops on 2026-04-02'],
    ],
    [
      'past its day',
      { on: 91, notices: () => [delivered(reminder())] },
      ['disable: 91 days old; warned on 2026-03-18 that it stops on 2026-04-02'],
    ],
    [
      'enabled again',
      {
        on: 92,
        notices: () => [delivered(reminder())],
        keys: [keyRecord(old, { disabledAt: day(91) })],
      },
      [
        'disable: disabled before and enabled again by somebody; 92 days old; warned on 2026-03-18 that it stops on 2026-04-02',
      ],
    ],
    [
      'off',
      { on: 92, users: [anEngineer([aKey(KEY, 0, { status: 'Inactive' })])] },
      ['nothing: not enabled'],
    ],
    ['exempt', { on: 80, users: [exempt('2026-03-22')] }, ['nothing: exempt until 2026-03-22']],
    [
      'of nobody',
      { on: 80, users: [anEngineer([old], { tags: {} })] },
      ['nothing: its owner has no valid type and is never touched'],
    ],
    ['a young machine’s', { on: 75, users: [machine] }, ["nothing: a machine's key, 75 days old"]],
    [
      'an old machine’s',
      { on: 91, users: [machine] },
      ["send: a machine's key, 91 days old, past 91"],
    ],
    [
      'a machine’s that was told of',
      {
        on: 77,
        users: [machine],
        notices: () => [delivered(noticeOf({ users: [machine], on: 76 }))],
      },
      [
        "nothing: a machine's key is never disabled; told already: a machine's key, 77 days old, past 76",
      ],
    ],
    [
      'the older of two',
      { on: 52, users: [two] },
      [
        'send: a second key is enabled, made 2 days ago',
        'nothing: 2 days old; the first reminder comes at 76',
      ],
    ],
    [
      'the older of two, told',
      { on: 51, users: [two], notices: () => [delivered(secondKey())] },
      [
        'nothing: told that it stops on 2026-02-22',
        'nothing: 1 days old; the first reminder comes at 76',
      ],
    ],
    [
      'the older of two, past its day',
      { on: 52, users: [two], notices: () => [delivered(secondKey())] },
      [
        'disable: a second key is enabled; told on 2026-02-20 that this one stops on 2026-02-22',
        'nothing: 2 days old; the first reminder comes at 76',
      ],
    ],
    [
      'made since the first run',
      { on: 10, firstReadAt: day(-1) },
      [
        'send: made since the last run, and no event has told of it',
        'nothing: 10 days old; the first reminder comes at 76',
      ],
    ],
    [
      'gone',
      { on: 77, users: [anEngineer([])], notices: () => [planned(reminder())] },
      ['withdraw: the key is gone'],
    ],
    [
      'off, with a reminder that never arrived',
      {
        on: 77,
        users: [anEngineer([aKey(KEY, 0, { status: 'Inactive' })])],
        notices: () => [planned(reminder())],
      },
      ['nothing: not enabled', 'withdraw: the key is not enabled'],
    ],
    [
      'overtaken',
      { on: 81, notices: () => [planned(reminder())] },
      ['send: 81 days old, past 81', 'withdraw: no longer what is to be said today'],
    ],
    [
      'disabled by a run that died',
      {
        on: 92,
        users: [anEngineer([aKey(KEY, 0, { status: 'Inactive' })])],
        keys: [
          keyRecord(old, {
            disabling: { noticeId: `key/${KEY}/disabled/2026-04-02`, since: day(91), attempts: [] },
          }),
        ],
      },
      ['disable: disabled by a run that ended before it could tell'],
    ],
  ];
  for (const [name, given, expected] of cases)
    it(`about a key that is ${name}`, () => assert.deepEqual(said(given), expected));

  it('about passwords', () => {
    const withPassword = (changedOn: number) =>
      anEngineer([], { password: { changedAt: day(changedOn) } });
    assert.deepEqual(said({ on: 75, users: [withPassword(0)] }), [
      'nothing: the password is 75 days old',
    ]);
    assert.deepEqual(said({ on: 76, users: [withPassword(0)] }), [
      'send: the password is 76 days old, past 76',
    ]);
    const [none] = plan({ on: 76, users: [anEngineer([])] });
    assert.ok(none?.do === 'nothing');
    assert.deepEqual(none.why, { code: 'no-password', text: 'no console password' });
  });

  it('about what the circuit breaker holds', () => {
    const settings = settingsSchema.parse({ circuitBreaker: { keys: 1, percent: 10 } });
    const users = ['a', 'b'].map((name) =>
      anEngineer([aKey(`${KEY}${name}`, 0)], { name, id: `AIDA${name}` }),
    );
    const notices = users.flatMap((user) => delivered(noticeOf({ users: [user], on: 76 })));
    const decisions = planDay(inventoryOf(...users), ledgerOf({ notices }), settings, day(91));
    const held = decisions.filter((each) => each.do === 'hold');
    assert.deepEqual(
      held.map(({ why }) => why.text),
      Array(2).fill(
        '2 of 2 enabled engineer keys would be disabled at once; the limit is the larger of 1 and 10 %',
      ),
    );
  });

  it('about what is wrong with a user', () => {
    const findings = plan({ on: 0, users: [anEngineer([], { hasMfa: false })] }).flatMap((each) =>
      each.do === 'report' ? [each.finding] : [],
    );
    assert.deepEqual(findings, [{ kind: 'no-mfa', text: 'an engineer without an MFA device' }]);
  });

  it('about an engineer who had no MFA device when the credential report was made', () => {
    const user = anEngineer([], { hasMfa: false, mfaAsOf: day(0, '05:12:07') });
    const [text] = plan({ on: 0, users: [user] }).flatMap((each) =>
      each.do === 'report' ? [each.finding.text] : [],
    );
    assert.equal(text, 'an engineer without an MFA device, as of 2026-01-01 05:12 UTC');
  });

  it('about what is not known of an engineer, with why', () => {
    const unknown = 'access-denied at iam:ListMFADevices';
    const of = (more: Parameters<typeof anEngineer>[1]) =>
      plan({ on: 0, users: [anEngineer([], more)] }).flatMap((each) =>
        each.do === 'nothing' ? [`${each.why.code}: ${each.why.text}`] : [each.do],
      );
    assert.deepEqual(of({ hasMfa: { unknown } }), [
      'no-password: no console password',
      `not-known: whether there is an MFA device is not known: ${unknown}`,
    ]);
    assert.deepEqual(of({ password: { unknown } }), [
      `not-known: whether there is a console password is not known: ${unknown}`,
    ]);
    assert.deepEqual(of({ password: { changedAt: { unknown } } }), [
      `not-known: the age of the console password is not known: ${unknown}`,
    ]);
    // Nobody is told of a machine's device or password.
    const tags = { type: 'machine' };
    assert.deepEqual(of({ tags, hasMfa: { unknown }, password: { unknown } }), []);
  });
});

describe('a notice says whose key, which, how old and until when', () => {
  const owner = {
    userName: 'alice',
    type: 'engineer',
    fullName: 'Alice A.',
    slackId: 'U0ALICE0001',
  };
  const used = { at: day(70), service: 's3', region: 'eu-central-1' };
  const alice = anEngineer([aKey(KEY, 0, { lastUsed: used })], {
    tags: { type: 'engineer', 'slack-id': 'U0ALICE0001', 'full-name': 'Alice A.' },
  });
  const key = {
    id: KEY,
    createdAt: '2026-01-01T08:00:00.000Z',
    lastUsed: { ...used, at: day(70).toISOString() },
  };
  const told = () => [delivered(noticeOf({ users: [alice], on: 76 }))];
  const password = anEngineer([], { tags: alice.tags, password: { changedAt: day(0) } });
  const cases: [string, Given, Record<string, unknown>][] = [
    [
      'reminder',
      { users: [alice], on: 76 },
      {
        kind: 'key-reminder',
        id: `key/${KEY}/reminder-76`,
        key: { ...key, age: 76 },
        stopsOn: '2026-04-02',
        graceDays: 5,
        timeZone: 'Etc/UTC',
        stage: 76,
      },
    ],
    [
      'late reminder of a day that is known',
      { users: [alice], on: 89, notices: told },
      {
        kind: 'key-reminder',
        id: `key/${KEY}/reminder-86`,
        key: { ...key, age: 89 },
        stopsOn: '2026-04-02',
        graceDays: 0,
        timeZone: 'Etc/UTC',
        stage: 86,
      },
    ],
    [
      'disabling',
      { users: [alice], on: 91, notices: told },
      {
        kind: 'key-disabled',
        id: `key/${KEY}/disabled/2026-04-02`,
        key: { ...key, age: 91 },
        cause: 'age',
      },
    ],
    [
      'disabling of a key that was enabled again',
      {
        users: [alice],
        on: 92,
        notices: told,
        keys: [keyRecord(old, { disabledAt: day(91) })],
      },
      {
        kind: 'key-disabled',
        id: `key/${KEY}/disabled/2026-04-03`,
        key: { ...key, age: 92 },
        cause: 're-enabled',
      },
    ],
    [
      'password',
      { users: [password], on: 81 },
      {
        kind: 'password-reminder',
        id: 'password/AIDAALICE/2026-01-01/reminder-81',
        age: 81,
        stage: 81,
        expiresOn: '2026-04-01',
      },
    ],
  ];
  for (const [name, given, expected] of cases)
    it(`of a ${name}`, () => {
      // As the queue carries it.
      const notice: unknown = JSON.parse(JSON.stringify(noticeOf(given)));
      assert.deepEqual(noticeSchema.parse(notice), notice);
      assert.deepEqual(notice, {
        account,
        owner,
        plannedAt: day(given.on).toISOString(),
        ...expected,
      });
    });

  it('of a second key: both keys', () => {
    const notice = secondKey();
    assert.ok(notice.kind === 'second-key');
    assert.deepEqual([notice.key.id, notice.key.age], [KEY, 50]);
    assert.deepEqual([notice.newer.id, notice.newer.age], [NEW, 0]);
    assert.deepEqual([notice.stopsOn, notice.graceDays], ['2026-02-22', 2]);
    assert.equal(notice.timeZone, 'Etc/UTC');
    assert.equal(notice.id, `key/${KEY}/second-key/${NEW}`);
  });
});
