import assert from 'node:assert/strict';
import { emptyLedger } from '../ledger';
import type { IamUser } from '../model';
import { planDay } from '../plan-day';
import { defaultSettings, settingsSchema } from '../settings';
import { aReminder } from '../testing/decided';
import {
  account,
  aKey,
  anEngineer,
  day,
  inventoryOf,
  ledgerOf,
  planned,
} from '../testing/one-account';
import { composeReport, type ReportInput } from './compose-report';
import type { Report } from './report';
import { reportSchema } from './report-schema';
import { exampleInput, exampleReport } from './testing/example-report';
import { breaches, reading, reportOf, timeline } from './testing/reports';

const KEY = 'AKIAKEY00000000000001';
/** Nobody in a list. */
const NOTHING = '';
const SECOND = 'AKIAKEY00000000000002';
const machine = { type: 'machine' };

describe('the report', () => {
  it('is plain JSON as its schema says: nothing is lost on the way to a file', () => {
    const report = exampleReport();
    assert.deepEqual(reportSchema.parse(JSON.parse(JSON.stringify(report))), report);
  });

  it('names accounts in order, and one that could not be read with the reason, never as empty', () => {
    assert.deepEqual(
      exampleReport().accounts.map((each) => [each.name, each.outcome, 'users' in each]),
      [
        ['identity', 'read', true],
        ['production', 'read', true],
        ['sandbox', 'unread', false],
      ],
    );
    for (const { notSeen = '' } of exampleReport().rules)
      assert.match(notSeen, /1 account could not be read\.$/);
  });

  it('has every user and every key of what was read, once, and what comes next for each', () => {
    const { readings } = exampleInput();
    const users = readings.flatMap((each) => (each.outcome === 'read' ? each.inventory.users : []));
    const { users: told, keys } = exampleReport();
    assert.equal(told.length, users.length);
    const ids = users.flatMap((user) => user.keys.map(({ id }) => id));
    assert.deepEqual(keys.map(({ keyId }) => keyId).sort(), ids.sort());
    for (const { next, keyId } of keys) assert.notEqual(next, '', keyId);
  });

  it('does not depend on the order in which accounts were read', () => {
    const input = exampleInput();
    const turned = { ...input, readings: [...input.readings].reverse() };
    assert.deepEqual(composeReport(turned), exampleReport());
  });

  it('counts ages at the time of the reading, and the day in the time zone', () => {
    const settings = settingsSchema.parse({ timeZone: 'Pacific/Auckland' });
    const now = new Date('2026-01-31T20:00:00Z');
    const report = reportOf([anEngineer([aKey(KEY, 0)])], 0, { settings, now });
    assert.equal(report.on, '2026-02-01');
    assert.equal(report.keys[0]?.age, 30);
  });
});

describe('the five rules in the report', () => {
  const rotation: [string, IamUser, number, string[]][] = [
    ['a key of 90 days', anEngineer([aKey(KEY, 0)]), 90, []],
    [
      'a key of 91 days',
      anEngineer([aKey(KEY, 0)]),
      91,
      ['alice 1: the key is 91 days old: at most 90 are allowed'],
    ],
    ['a key that is off', anEngineer([aKey(KEY, 0, { status: 'Inactive' })]), 200, []],
    [
      "a machine's key",
      anEngineer([aKey(KEY, 0)], { tags: machine }),
      91,
      [
        "alice 1: the key is 91 days old: at most 90 are allowed; a machine's key is never disabled",
      ],
    ],
    [
      'a key of nobody known',
      anEngineer([aKey(KEY, 0)], { tags: {} }),
      91,
      [
        'alice 1: the key is 91 days old: at most 90 are allowed; its owner has no valid type, so nobody is told and nothing disabled',
      ],
    ],
    ['a password of 90 days', anEngineer([], { password: { changedAt: day(0) } }), 90, []],
    [
      'a password of 91 days',
      anEngineer([], { password: { changedAt: day(0) } }),
      91,
      ['alice -: the console password is 91 days old: at most 90 are allowed'],
    ],
  ];
  for (const [what, user, on, expected] of rotation)
    it(`rotation: ${what}`, () =>
      assert.deepEqual(breaches(reportOf([user], on), 'rotation'), expected));

  it('rotation: an exemption holds through its last day', () => {
    const tags = { ...anEngineer([]).tags, 'key-exempt-until': '2026-04-30' };
    const on = (n: number) =>
      breaches(reportOf([anEngineer([aKey(KEY, 0)], { tags })], n), 'rotation').length;
    // Day 119 is 2026-04-30.
    assert.deepEqual([on(118), on(119), on(120)], [0, 0, 1]);
  });

  it('one-key: names the older of two enabled keys', () => {
    const keys = [aKey(KEY, 5), aKey(SECOND, 1)];
    assert.deepEqual(breaches(reportOf([anEngineer(keys)], 9), 'one-key'), [
      'alice 2: two enabled keys: this one, 8 days old, and …0001, 4 days old',
    ]);
  });

  it('one-key: lets one of two be off', () => {
    const keys = [aKey(KEY, 5), aKey(SECOND, 1, { status: 'Inactive' })];
    assert.deepEqual(breaches(reportOf([anEngineer(keys)], 9), 'one-key'), []);
  });

  const password = { changedAt: day(0) };
  const mfa: [string, Partial<IamUser>, string[]][] = [
    ['an engineer without', { hasMfa: false }, ['alice -: an engineer without an MFA device']],
    ['an engineer with', { hasMfa: true, password }, []],
    ['a machine without', { hasMfa: false, tags: machine }, []],
    [
      'a machine with a password and without',
      { hasMfa: false, tags: machine, password },
      ['alice -: a console password without an MFA device'],
    ],
    [
      'somebody with a password and without',
      { hasMfa: false, tags: {}, password },
      ['alice -: a console password without an MFA device'],
    ],
  ];
  for (const [what, more, expected] of mfa)
    it(`mfa: ${what}`, () =>
      assert.deepEqual(breaches(reportOf([anEngineer([], more)], 1), 'mfa'), expected));

  const why = { unknown: 'throttled' };
  const nobody = { tags: {}, hasMfa: true };
  const then = day(0, '05:12:00');
  /** Of each: what is broken, and of what it can't be said. */
  const unknown: [string, Partial<IamUser>, Record<string, readonly string[]>][] = [
    [
      'an engineer of whose device nothing is known',
      { hasMfa: why },
      { mfa: [NOTHING, 'whether there is an MFA device is not known: throttled'] },
    ],
    [
      'a machine without a password, of whose device nothing is known',
      { tags: machine, hasMfa: why },
      {},
    ],
    [
      'a password without a device, of which it is not known whether it is there',
      { tags: {}, hasMfa: false, mfaAsOf: then, password: why },
      {
        mfa: [
          NOTHING,
          'without an MFA device, as of 2026-01-01 05:12 UTC; whether there is a console password is not known: throttled',
        ],
        rotation: [NOTHING, 'whether there is a console password is not known: throttled'],
        unused: [NOTHING, 'whether there is a console password is not known: throttled'],
      },
    ],
    [
      'a device, and a password of which nothing is known',
      { ...nobody, password: why },
      {
        rotation: [NOTHING, 'whether there is a console password is not known: throttled'],
        unused: [NOTHING, 'whether there is a console password is not known: throttled'],
      },
    ],
    [
      'a password of unknown age, which is there: it asks for a device',
      { tags: {}, hasMfa: false, password: { changedAt: why } },
      {
        mfa: ['a console password without an MFA device', NOTHING],
        rotation: [NOTHING, 'the age of the console password is not known: throttled'],
        unused: [NOTHING, 'the age of the console password is not known: throttled'],
      },
    ],
    [
      'what was so when the credential report was made',
      { hasMfa: false, mfaAsOf: then, password: { changedAt: day(-91), asOf: then } },
      {
        mfa: ['an engineer without an MFA device, as of 2026-01-01 05:12 UTC', NOTHING],
        rotation: [
          'the console password is 92 days old, as of 2026-01-01 05:12 UTC: at most 90 are allowed',
          NOTHING,
        ],
        unused: [
          'the console password, 92 days old, was never used, as of 2026-01-02 09:00 UTC',
          NOTHING,
        ],
      },
    ],
  ];
  for (const [what, more, expected] of unknown)
    it(`is neither broken nor kept: ${what}`, () => {
      const report = reportOf([anEngineer([], more)], 1);
      const found = report.rules.flatMap(({ rule }) => {
        const texts = (['breaches', 'notSeenOf'] as const).map((list) =>
          breaches(report, rule, list)
            .map((text) => text.slice('alice -: '.length))
            .join(),
        );
        return texts.join('') === '' ? [] : [[rule, texts] as const];
      });
      assert.deepEqual(Object.fromEntries(found), expected);
    });

  it('one-user: two users of one Slack id are one person, whatever their names', () => {
    const tags = (slackId: string) => ({ type: 'engineer', 'slack-id': slackId });
    const users = [
      anEngineer([], { name: 'alice', tags: tags('U0ALICE0001') }),
      anEngineer([], { name: 'alice-admin', tags: tags('U0ALICE0001') }),
      anEngineer([], { name: 'bob', tags: tags('U0BOB000001') }),
    ];
    assert.deepEqual(breaches(reportOf(users, 1), 'one-user'), [
      'alice -: one of several users of one person: also alice-admin in identity',
      'alice-admin -: one of several users of one person: also alice in identity',
    ]);
  });

  it('one-user: an engineer outside the account of most, unless two accounts have as many', () => {
    const other = { id: '222222222222', name: 'production' };
    const slackTags = (n: number) => ({ type: 'engineer', 'slack-id': `U00000000${n}` });
    const at = (home: number, away: number) => {
      const users = Array.from({ length: home + away }, (_, n) =>
        anEngineer([], { name: `user-${n}`, tags: slackTags(n) }),
      );
      const readings = [
        reading({ account, users: users.slice(0, home) }, day(1)),
        reading({ account: other, users: users.slice(home) }, day(1)),
      ];
      return breaches(reportOf([], 1, { readings }), 'one-user');
    };
    assert.deepEqual(at(2, 1), [
      "user-2 -: an engineer's user outside identity, where most engineers' users are",
    ]);
    assert.deepEqual(at(1, 1), []);
    assert.deepEqual(at(1, 0), []);
  });

  it('report an engineer with policies of their own, and nobody else', () => {
    const ownPolicies = [
      { name: 'arn:aws:iam::aws:policy/AdministratorAccess' },
      { name: 'assume-roles', allows: ['sts:AssumeRole'] },
      { name: 'old', allows: ['s3:*', 'ec2:*', 'iam:PassRole', 'sts:AssumeRole'] },
      { name: 'deny', allows: [] },
    ];
    const of = (more: Partial<IamUser>) =>
      breaches(reportOf([anEngineer([], { ownPolicies, ...more })], 1), 'self-management');
    assert.deepEqual(of({}), [
      'alice -: the managed policy arn:aws:iam::aws:policy/AdministratorAccess on the user itself: permissions come by groups alone',
      'alice -: the inline policy assume-roles on the user itself (sts:AssumeRole): permissions come by groups alone',
      'alice -: the inline policy old on the user itself (s3:*, ec2:*, iam:PassRole and 1 more): permissions come by groups alone',
      'alice -: the inline policy deny on the user itself (allows nothing): permissions come by groups alone',
    ]);
    assert.deepEqual(of({ tags: machine }), []);
    assert.deepEqual(of({ ownPolicies: undefined }), []);
  });

  it('say what the report can not see', () => {
    const { rules } = reportOf([anEngineer([])], 1);
    assert.deepEqual(
      rules.map(({ rule, notSeen }) => [rule, notSeen !== undefined]),
      [
        ['one-user', false],
        ['root', false],
        ['self-management', true],
        ['mfa', true],
        ['one-key', false],
        ['rotation', false],
        ['unused', false],
        ['service-credentials', false],
        ['signing-certificates', false],
        ['ssh-keys', false],
      ],
    );
    const [oneUser] = reportOf([anEngineer([], { tags: {} })], 1).rules;
    assert.match(oneUser?.notSeen ?? '', /without a valid tag type \(1\)/);
  });
});

describe('the forecast', () => {
  it('plays the days as the rules would: three reminders, the last day, nothing after it', () =>
    assert.deepEqual(timeline(reportOf([anEngineer([aKey(KEY, 0)])], 70)), [
      '2026-03-18 remind 1',
      '2026-03-23 remind 1',
      '2026-03-28 remind 1',
      '2026-04-02 disable 1',
    ]));

  it('ends after 30 days', () => {
    const last = (on: number) => timeline(reportOf([anEngineer([aKey(KEY, 0)])], on)).at(-1);
    // The key is 91 days old on the last of the 30 days, or a day later.
    assert.equal(last(91 - 29), '2026-04-02 disable 1');
    assert.equal(last(91 - 30), '2026-03-28 remind 1');
  });

  it('gives everybody the days of grace on the first run over old keys', () =>
    assert.deepEqual(timeline(reportOf([anEngineer([aKey(KEY, -400)])], 0)), [
      '2026-01-01 remind 1',
      '2026-01-06 disable 1',
    ]));

  it('shows what the circuit breaker would hold back, once a key', () => {
    const users = Array.from({ length: 6 }, (_, n) =>
      anEngineer([aKey(`AKIA000000000000000${n}`, -400)], { name: `user-${n}` }),
    );
    const events = reportOf(users, 0).forecast.map(({ on, event }) => `${on} ${event}`);
    assert.deepEqual(events, [
      ...users.map(() => '2026-01-01 remind'),
      ...users.map(() => '2026-01-06 held-back'),
    ]);
  });

  it('tells the end of an exemption, and what follows it', () => {
    const tags = { ...anEngineer([]).tags, 'key-exempt-until': '2026-05-05' };
    assert.deepEqual(timeline(reportOf([anEngineer([aKey(KEY, 0)], { tags })], 120)), [
      '2026-05-05 exemption-ends 1',
      '2026-05-06 remind 1',
      '2026-05-11 disable 1',
    ]);
  });

  it('has the first of two keys disabled, and goes on with the other', () => {
    const keys = [aKey(KEY, 0), aKey(SECOND, 74)];
    assert.deepEqual(timeline(reportOf([anEngineer(keys)], 75)), [
      '2026-03-17 remind 1',
      '2026-03-19 disable 1',
    ]);
  });

  it('goes on from what the ledger remembers', () => {
    const inventory = inventoryOf(anEngineer([aKey(KEY, 0)]));
    const [decision] = planDay(inventory, emptyLedger(account.id), defaultSettings, day(86));
    assert.ok(decision?.do === 'send' && decision.notice.kind === 'key-reminder');
    const delivery = { at: day(86), channel: 'D1', ts: '1' };
    const record = {
      id: decision.notice.id,
      plannedAt: day(86),
      notice: decision.notice,
      owner: delivery,
      team: delivery,
      toldStopsOn: decision.notice.stopsOn,
    };
    const ledger = { ...emptyLedger(account.id), notices: new Map([[record.id, record]]) };
    const on = (n: number, ledgers?: ReportInput['ledgers']) =>
      timeline(reportOf(inventory.users, n, { ledgers }));
    assert.deepEqual(on(91, new Map([[account.id, ledger]])), ['2026-04-02 disable 1']);
    assert.deepEqual(on(91), ['2026-04-02 remind 1', '2026-04-07 disable 1']);
  });

  it('leaves users without a type alone, unless told what to take them for', () => {
    const users = [anEngineer([aKey(KEY, -400)], { tags: {} })];
    assert.deepEqual(timeline(reportOf(users, 0)), []);
    const taken = reportOf(users, 0, { untaggedAs: 'engineer' });
    assert.equal(taken.untaggedAs, 'engineer');
    assert.deepEqual(timeline(taken), ['2026-01-01 remind 1', '2026-01-06 disable 1']);
    // Only in the forecast: the user is what the tags say.
    assert.equal(taken.users[0]?.type, undefined);
    const wrong = [anEngineer([aKey(KEY, -400)], { tags: { type: 'robot' } })];
    assert.deepEqual(timeline(reportOf(wrong, 0, { untaggedAs: 'engineer' })), []);
  });

  it('begins with the next run, not with the reading', () => {
    const users = [anEngineer([aKey(KEY, 0)])];
    // Read an hour after the day's run, half an hour after the key turned 76.
    const report = reportOf(users, 76, { now: day(76, '10:00:00'), nextRun: day(77) });
    assert.equal(timeline(report)[0], '2026-03-19 remind 1');
  });

  it('is what planDay decides, day by day, for all of the example', () => {
    const { readings, ledgers, settings, now } = exampleInput();
    const today = readings.flatMap((reading) =>
      reading.outcome === 'unread'
        ? []
        : planDay(
            reading.inventory,
            ledgers?.get(reading.inventory.account.id) ?? emptyLedger(''),
            settings,
            now,
          ),
    );
    const planned = today.filter((each) => each.do === 'send' || each.do === 'disable').length;
    const { forecast, on } = exampleReport();
    assert.ok(planned > 0);
    assert.equal(forecast.filter((each) => each.on === on).length, planned);
  });
});

describe('what comes next for a key', () => {
  const next = (user: IamUser, on: number) => reportOf([user], on).keys.map((key) => key.next);
  it('is the first thing that the forecast has for it', () =>
    assert.deepEqual(next(anEngineer([aKey(KEY, 0)]), 70), [
      '2026-03-18: reminded: 76 days old, past 76; it stops on 2026-04-02',
    ]));

  it('is not said where the forecast that is given knows nothing of it', () => {
    const forecasts = new Map([[account.id, { entries: [], firstRun: [] }]]);
    const { keys } = reportOf([anEngineer([aKey(KEY, 0)])], 70, { forecasts });
    assert.deepEqual(
      keys.map((key) => key.next),
      [''],
    );
  });

  const nothing: [string, IamUser, RegExp][] = [
    ['a young key', anEngineer([aKey(KEY, 0)]), /: 1 day old; the first reminder comes at 76$/],
    ['a key that is off', anEngineer([aKey(KEY, 0, { status: 'Inactive' })]), /: not enabled$/],
    ['a key of nobody', anEngineer([aKey(KEY, 0)], { tags: {} }), /no valid type/],
  ];
  for (const [what, user, expected] of nothing)
    it(`is nothing for ${what}, and why`, () => {
      const [text = ''] = next(user, 1);
      assert.match(text, /^nothing in the next 30 days: /);
      assert.match(text, expected);
    });
});

describe('who could do without keys', () => {
  const alice = { accountId: account.id, userName: 'alice' };
  const withoutKeys: Report['withoutKeys'] = [
    { ...alice, verdict: 'could', reason: 'never-used', text: '', restsOn: [], notKnown: [] },
  ];

  it('is in the report of an audit, of the users that were read', () => {
    const asked: string[] = [];
    const report = reportOf([anEngineer([aKey(KEY, 0)])], 1, {
      withoutKeys: (users) => {
        asked.push(...users.map(({ user }) => user.name));
        return withoutKeys;
      },
    });
    assert.deepEqual(report.withoutKeys, withoutKeys);
    assert.deepEqual(asked, ['alice']);
  });

  it('is not said where it is not asked', () =>
    assert.ok(!('withoutKeys' in reportOf([anEngineer([aKey(KEY, 0)])], 1))));
});

describe('what the monitor did', () => {
  it('is not told where no ledger was read', () => assert.equal('deeds' in reportOf([], 1), false));

  it('is told with time and reason, oldest first, from the ledgers', () => {
    const { deeds } = exampleReport();
    const times = deeds?.entries.map(({ at }) => at) ?? [];
    assert.ok(times.length > 0);
    assert.deepEqual(times, [...times].sort());
    const texts = deeds?.entries.map(({ userName, text }) => `${userName}: ${text}`) ?? [];
    assert.ok(texts.includes('grace: disabled: it was 91 days old'));
    assert.ok(
      texts.includes(
        "dave: reminded that the key is 86 days old; told that it stops on 2027-01-17, in the team's channel: no private message was possible (account_inactive)",
      ),
    );
  });

  it('has all that did not arrive, of whatever account, oldest first', () => {
    const of = (id: string, ...days: number[]) => {
      const notices = days.map((n) => planned(aReminder(`AKIA${id}${n}`, 76, n)));
      return [id, ledgerOf({ notices })] as const;
    };
    const ledgers = new Map([of('1', 12), of('2', 11, 13)]);
    assert.deepEqual(
      reportOf([], 20, { ledgers }).deeds?.undelivered?.map(({ at }) => at),
      [11, 12, 13].map((n) => day(n).toISOString()),
    );
  });
});
