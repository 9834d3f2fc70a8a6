import assert from 'node:assert/strict';
import { stillDue } from '../disabling/still-due';
import { accessKeyRef } from '../credentials/credential';
import type { AccountLedger, CredentialRecord, NoticeRecord } from '../ledger';
import type { AccessKey, IamUser } from '../model';
import type { MoveRecord } from '../person/move-record';
import { planDay } from '../plan-day';
import { settingsSchema, type SettingsInput } from '../settings';
import {
  aboutKey,
  aClosingNotice,
  aReminder,
  aSecondKeyNotice,
  anUnusedNotice,
  dateOf,
  sent,
} from '../testing/decided';
import {
  aKey,
  anEngineer,
  day,
  delivered,
  inventoryOf,
  keyRecord,
  ledgerOf,
  planned,
} from '../testing/one-account';

const KEY = 'AKIAOLD0000000000001';
const NEWER = 'AKIANEWER00000000002';
const by = 'arn:aws:iam::111111111111:user/alice';
const proved: Partial<MoveRecord> = {
  seen: {
    'sign-in': {
      days: [dateOf(8), dateOf(7), dateOf(6)],
      last: { way: 'sign-in', at: day(8) },
    },
  },
};
const said: Partial<MoveRecord> = { said: { 'sign-in': { at: day(8), by } } };
const forced = { forced: { at: day(8), by } } satisfies Partial<MoveRecord>;
const told = delivered(wayOpened('sign-in'));

function wayOpened(way: 'sign-in' | 'identity-center') {
  const plannedAt = day(5).toISOString();
  const owner = { userName: 'alice', type: 'engineer', slackId: 'U0ALICE0001' } as const;
  const account = { id: '111111111111', name: 'identity' };
  return {
    kind: 'way-opened',
    id: `user/AIDAALICE/way/${way}`,
    account,
    plannedAt,
    owner,
    way,
  } as const;
}

interface Given {
  readonly on?: number;
  readonly tags?: Readonly<Record<string, string>>;
  readonly keys?: readonly AccessKey[];
  readonly move?: Partial<MoveRecord>;
  readonly notices?: readonly NoticeRecord[];
  readonly known?: Partial<CredentialRecord>;
  readonly settings?: SettingsInput;
  readonly password?: IamUser['password'];
}

const closed = { access: 'sign-in' };
const open = { access: 'key+sign-in' };

function worldOf({ tags = closed, keys = [aKey(KEY, 0)], move = proved, ...more }: Given) {
  const password = 'password' in more ? more.password : { changedAt: day(0) };
  const user = anEngineer(keys, { password });
  const owner: IamUser = { ...user, tags: { ...user.tags, ...tags } };
  const record = { userId: user.id, userName: user.name, seen: {}, said: {}, ...move };
  const ledger: AccountLedger = {
    ...ledgerOf({
      notices: [told, ...(more.notices ?? [])],
      keys: more.known ? [keyRecord(aKey(KEY, 0), more.known)] : [],
    }),
    moves: new Map([[user.id, record]]),
  };
  return { owner, ledger, settings: settingsSchema.parse(more.settings ?? {}) };
}

function plan(given: Given) {
  const { owner, ledger, settings } = worldOf(given);
  return planDay(inventoryOf(owner), ledger, settings, day(given.on ?? 10));
}

const about = (given: Given, key = KEY) => aboutKey(plan(given), key);
const findings = (given: Given) =>
  plan(given).flatMap((each) => (each.do === 'report' ? [each.finding.kind] : []));
const findingTexts = (given: Given) =>
  plan(given).flatMap((each) =>
    each.do === 'report' && each.finding.kind === 'not-proved' ? [each.finding.text] : [],
  );
const warned = (on = 10) => delivered(aClosingNotice(KEY, on));

describe('a key whose owner has another way in, and no longer `key`', () => {
  it('is disabled on account of what is proved: another way that is open does not keep it so', () => {
    const tags = { access: 'sign-in+identity-center' };
    const [disabling] = plan({ on: 15, tags, notices: [warned()] }).filter(
      (each) => each.do === 'disable',
    );
    const ways = disabling?.notice.kind === 'key-disabled' ? disabling.notice.ways : undefined;
    // The last look asks whether one of these is still open.
    assert.deepEqual(
      ways?.map(({ way }) => way),
      ['sign-in'],
    );
  });

  it('says why it is disabled: by name or by date, and what its owner has', () => {
    const textOf = (tags: Record<string, string>, on: number) => {
      const decisions = plan({ on, tags, notices: [warned()] });
      return decisions.flatMap((each) => (each.do === 'disable' ? [each.why.text] : []));
    };
    const toldOf = `; told on ${dateOf(10)} that it stops on ${dateOf(15)}`;
    assert.deepEqual(textOf({ access: 'sign-in+identity-center' }, 15), [
      `\`key\` is closed to its owner, who has sign-in and identity-center${toldOf}`,
    ]);
    assert.deepEqual(textOf({ ...open, 'key-until': dateOf(9) }, 15), [
      `\`key\` is closed to its owner since the end of ${dateOf(9)}, who has sign-in${toldOf}`,
    ]);
  });

  it('is warned of, and disabled after the days of grace', () => {
    assert.deepEqual(about({ on: 10 }), ['send key-closed']);
    const [warning] = sent(plan({ on: 10 }), 'key-closing');
    assert.deepEqual(
      [warning?.id, warning?.stopsOn, warning?.graceDays, warning?.proof, warning?.ways],
      [
        `key/${KEY}/closing`,
        dateOf(15),
        5,
        'seen',
        [{ way: 'sign-in', lastUsedAt: day(8).toISOString() }],
      ],
    );
    assert.deepEqual(about({ on: 14, notices: [warned()] }), ['nothing waiting-for-its-day']);
    assert.deepEqual(about({ on: 15, notices: [warned()] }), ['disable key-closed-past-its-day']);
    const [disabling] = plan({ on: 15, notices: [warned()] }).filter(
      (each) => each.do === 'disable',
    );
    assert.ok(disabling && !disabling.tellOnly && disabling.notice.kind === 'key-disabled');
    assert.deepEqual([disabling.dueBy, disabling.notice.cause], ['moved', 'moved']);
    assert.deepEqual(
      disabling.notice.ways?.map(({ way }) => way),
      ['sign-in'],
    );
  });

  it('is disabled by nothing but a warning that arrived, however late', () => {
    const waiting = [planned(aClosingNotice(KEY, 10))];
    for (const on of [15, 40, 74])
      assert.deepEqual(about({ on, notices: waiting }), ['send not-delivered-yet']);
    const late = [
      { ...warned(), owner: { at: day(13), channel: 'D1', ts: '1' }, toldStopsOn: dateOf(18) },
    ];
    assert.deepEqual(about({ on: 17, notices: late }), ['nothing waiting-for-its-day']);
    assert.deepEqual(about({ on: 18, notices: late }), ['disable key-closed-past-its-day']);
  });

  it('is stopped only where another way is proved', () => {
    const unproved: [string, Partial<MoveRecord>, Given['tags']?][] = [
      ['nothing is known', {}],
      [
        'seen on a day too few',
        {
          seen: {
            'sign-in': { days: [dateOf(8), dateOf(7)], last: { way: 'sign-in', at: day(8) } },
          },
        },
      ],
      ['another way was seen that is not open', proved, { access: 'identity-center' }],
      ['said of a way that is not open', said, { access: 'identity-center' }],
      ['forced before they went back', { ...forced, lastOpenAt: day(9) }],
    ];
    for (const [name, move, tags = closed] of unproved)
      for (const notices of [[], [warned()]])
        for (const on of [10, 15, 60]) {
          const given = { on, move, tags, notices };
          assert.deepEqual(about(given), ['nothing young', 'nothing not-proved'], name);
          assert.ok(findings(given).includes('not-proved'), name);
        }
  });

  it('is not stopped where nobody can sign in any more, however often they did', () => {
    for (const move of [proved, said])
      for (const notices of [[], [warned()]]) {
        const given = { on: 15, move, notices };
        assert.ok(about(given).some((each) => /key-closed/.test(each)));
        const without = { ...given, password: undefined };
        assert.deepEqual(about(without), ['nothing young', 'nothing not-proved']);
        assert.ok(findings(without).includes('not-proved'));
        const unknown = { ...given, password: { unknown: 'no credential report' } };
        assert.deepEqual(about(unknown), about(given));
      }
    const answered = { on: 15, move: forced, notices: [warned()] };
    assert.deepEqual(about({ ...answered, password: undefined }), about(answered));
  });

  it('that is not proved is stopped by its age as ever, and the finding says so', () => {
    const reminded = [delivered(aReminder(KEY, 86))];
    const given = { move: {}, notices: reminded };
    assert.match(
      findingTexts({ on: 10, move: {} })[0] ?? '',
      /not stopped for it, but by its age as ever, and they can make no new one/,
    );
    assert.deepEqual(about({ ...given, on: 91 }), ['disable past-its-day']);
    const [reminder] = sent(plan({ on: 76, move: {} }), 'key-reminder');
    assert.deepEqual(reminder?.ways, [{ way: 'sign-in' }]);
    const [disabling] = plan({ ...given, on: 91 }).filter((each) => each.do === 'disable');
    assert.ok(disabling?.notice.kind === 'key-disabled');
    assert.deepEqual(
      [disabling.notice.cause, disabling.notice.ways],
      ['age', [{ way: 'sign-in' }]],
    );
  });

  it('is stopped after what its owner said, or somebody forced, and the warning says so', () => {
    for (const [proof, move] of [
      ['said', said],
      ['forced', forced],
    ] as const) {
      assert.equal(sent(plan({ move }), 'key-closing')[0]?.proof, proof);
      assert.deepEqual(about({ on: 14, move, notices: [warned()] }), [
        'nothing waiting-for-its-day',
      ]);
      assert.deepEqual(about({ on: 15, move, notices: [warned()] }), [
        'disable key-closed-past-its-day',
      ]);
      assert.deepEqual(findings({ move }), []);
    }
  });

  it('of a machine is never stopped for it, nor of whoever has no valid type', () => {
    for (const [type, why] of [
      ['machine', 'nothing young'],
      ['robot', 'nothing invalid-tags'],
    ] as const) {
      const given = { on: 60, tags: { ...closed, type }, notices: [warned()] };
      assert.deepEqual(about(given), [why]);
      assert.deepEqual(sent(plan(given), 'way-opened'), []);
      assert.ok(!findings({ ...given, move: {} }).includes('not-proved'));
    }
  });

  it('that nobody uses any more, or everybody, is stopped on its day all the same', () => {
    for (const lastUsed of [undefined, { at: day(14) }, { unknown: 'denied' }]) {
      const keys = [aKey(KEY, 0, { lastUsed })];
      assert.deepEqual(about({ on: 15, keys, notices: [warned()] }), [
        'disable key-closed-past-its-day',
      ]);
    }
  });

  it('is left while it is exempt, and a warning from before counts no more', () => {
    const tags = { ...closed, 'key-exempt-until': dateOf(20) };
    assert.deepEqual(about({ on: 15, tags, notices: [warned()] }), [
      'nothing exempt',
      'remember-exemption',
    ]);
    const after = plan({ on: 21, tags, notices: [warned()] });
    assert.deepEqual(
      sent(after, 'key-closing').map(({ id, stopsOn }) => [id, stopsOn]),
      [[`key/${KEY}/closing/2`, dateOf(26)]],
    );
  });

  it('that somebody has enabled again is disabled again', () => {
    const given = { on: 20, notices: [warned()], known: { disabledAt: day(15) } };
    assert.deepEqual(about(given), ['disable re-enabled']);
  });
});

describe('whoever goes back', () => {
  it('has a warning withdrawn that did not arrive', () => {
    const notices = [planned(aClosingNotice(KEY, 10))];
    assert.deepEqual(about({ on: 11, tags: open, notices }), [
      'nothing young',
      'withdraw overtaken',
    ]);
  });

  it('has those that arrived count no more, when `key` is closed again', () => {
    const back = plan({ on: 12, tags: open, notices: [warned()] });
    const remembered = back.filter((each) => each.do === 'remember-open');
    assert.deepEqual(
      remembered.map(({ userId, at }) => [userId, at]),
      [['AIDAALICE', day(12)]],
    );
    const move = { ...proved, lastOpenAt: day(12) };
    assert.deepEqual(about({ on: 13, tags: open, move, notices: [warned()] }), ['nothing young']);
    for (const on of [13, 15, 30]) {
      const again = plan({ on, move, notices: [warned()] });
      assert.deepEqual(
        sent(again, 'key-closing').map(({ id, stopsOn }) => [id, stopsOn]),
        [[`key/${KEY}/closing/2`, dateOf(on + 5)]],
      );
    }
    const second = delivered({ ...aClosingNotice(KEY, 30), id: `key/${KEY}/closing/2` });
    const both = [warned(), second];
    assert.deepEqual(about({ on: 34, move, notices: both }), ['nothing waiting-for-its-day']);
    assert.deepEqual(about({ on: 35, move, notices: both }), ['disable key-closed-past-its-day']);
  });

  it('is remembered once, also by `key` alone, and where they are no engineer any more', () => {
    for (const tags of [open, {}, { ...closed, type: 'machine' }] as const) {
      const count = (move: Partial<MoveRecord>) =>
        plan({ on: 12, tags, move, notices: [warned()] }).filter(
          (each) => each.do === 'remember-open',
        ).length;
      assert.equal(count(proved), 1);
      assert.equal(count({ ...proved, lastOpenAt: day(12) }), 0);
    }
  });

  it('has to be forced anew, also where the key that was warned of is gone', () => {
    const NEW = 'AKIANEW0000000000009';
    const keys = [aKey(NEW, 11)];
    const back = plan({ on: 12, tags: open, keys, move: forced, notices: [warned()] });
    const [remembered] = back.filter((each) => each.do === 'remember-open');
    assert.deepEqual(remembered?.at, day(12));
    const move = { ...forced, lastOpenAt: day(12) };
    assert.deepEqual(about({ on: 13, keys, move }, NEW), ['nothing young', 'nothing not-proved']);
    const anew = { forced: { at: day(13, '08:00:00'), by }, lastOpenAt: day(12) };
    assert.deepEqual(about({ on: 13, keys, move: anew }, NEW), ['send key-closed']);
  });

  it('keeps a closing that was forced after the warning from before, until it is deployed', () => {
    const move = { forced: { at: day(11, '20:00:00'), by } };
    for (const notices of [[warned()], [planned(aClosingNotice(KEY, 10))]]) {
      // The run of the morning finds `key` open still.
      const [remembered] = plan({ on: 12, tags: open, move, notices }).filter(
        (each) => each.do === 'remember-open',
      );
      const after = { ...move, lastOpenAt: remembered?.at };
      assert.deepEqual(about({ on: 13, tags: open, move: after, notices })[0], 'nothing young');
      const closing = sent(plan({ on: 13, move: after, notices }), 'key-closing');
      assert.deepEqual(
        closing.map(({ proof, stopsOn }) => [proof, stopsOn]),
        [['forced', dateOf(18)]],
      );
    }
  });

  it('has a closing that was forced, and told of, count no more, however close both were', () => {
    const notice = { ...aClosingNotice(KEY, 10), proof: 'forced' } as const;
    const move = { forced: { at: day(10, '09:00:05'), by } };
    const back = plan({ on: 12, tags: open, move, notices: [delivered(notice)] });
    const [remembered] = back.filter((each) => each.do === 'remember-open');
    assert.deepEqual(remembered?.at, day(12));
  });

  it('has a closing that was forced and never deployed count for no later one', () => {
    const remembered = (on: number) =>
      plan({ on, tags: open, move: forced }).filter((each) => each.do === 'remember-open');
    assert.deepEqual(remembered(22), []);
    const [lapsed] = remembered(23);
    assert.deepEqual(lapsed?.at, day(23));
    // Then a date closes it.
    const tags = { ...open, 'key-until': dateOf(24) };
    const move = { ...forced, lastOpenAt: lapsed.at };
    assert.deepEqual(about({ on: 25, tags, move }), ['nothing young', 'nothing not-proved']);
    assert.deepEqual(
      plan({ on: 24, tags: open, move }).filter((each) => each.do === 'remember-open'),
      [],
    );
  });

  it('has a forced closing that came count for no later one, also where nobody was warned of it', () => {
    const rememberedOn = (on: number, move: Partial<MoveRecord>, tags = closed) =>
      plan({ on, tags, move })
        .filter((each) => each.do === 'remember-closed' || each.do === 'remember-open')
        .map((each) => ({ do: each.do, at: each.at }));
    const { at } = forced.forced;
    const seenClosed = { ...forced, lastClosedAt: new Date(at.getTime() + 1) };
    const [came, back] = ['remember-closed', 'remember-open'];
    // Once, and again when it is forced again.
    assert.deepEqual(rememberedOn(12, forced), [{ do: came, at: day(12) }]);
    assert.deepEqual(rememberedOn(12, { ...forced, lastClosedAt: at }), [
      { do: came, at: day(12) },
    ]);
    assert.deepEqual(rememberedOn(12, seenClosed), []);
    // An older day knows nothing of it, nor does who was not forced, or went back since.
    assert.deepEqual(rememberedOn(12, { forced: { at: day(12), by } }), []);
    assert.deepEqual(rememberedOn(12, proved), []);
    assert.deepEqual(rememberedOn(12, { ...forced, lastOpenAt: at }), []);
    // Open again, that is over: of an older day as of the run that saw it closed.
    assert.deepEqual(rememberedOn(12, seenClosed, open), [{ do: back, at: day(12) }]);
    assert.deepEqual(rememberedOn(12, { ...forced, lastClosedAt: day(13) }, open), [
      { do: back, at: day(13) },
    ]);
    assert.deepEqual(rememberedOn(12, { ...forced, lastClosedAt: at }, open), []);
  });

  it('finds it not due at the last look, whatever the plan had said', () => {
    const { owner, settings } = worldOf({ tags: open });
    const look = (tags: Record<string, string>, ways?: readonly ['sign-in']) => {
      const found = { ...owner, tags: { ...owner.tags, ...tags } };
      const verdict = stillDue(accessKeyRef(KEY), found, 'moved', settings, day(15), ways);
      return verdict.is === 'not-due' ? verdict.why.code : verdict.is;
    };
    assert.equal(look(open), 'key-open');
    assert.equal(look({ access: 'key' }), 'key-open');
    assert.equal(look({ access: 'nonsense' }), 'key-open');
    assert.equal(look({ ...closed, type: 'machine' }), 'machine');
    assert.equal(look({ ...closed, 'key-exempt-until': dateOf(15) }), 'exempt');
    assert.equal(look(closed, ['sign-in']), 'due');
    // What was proved is closed by now, and what is open was not proved.
    assert.equal(look({ access: 'identity-center' }, ['sign-in']), 'not-proved');
  });
});

describe('a run for an older day', () => {
  it('speaks of no closing that a later run found taken back', () => {
    const move = { ...proved, lastOpenAt: day(12) };
    for (const on of [11, 12])
      assert.deepEqual(about({ on, move, notices: [warned()] }), ['nothing later-run']);
  });
});

describe('a date on which `key` closes', () => {
  const until = { ...open, 'key-until': dateOf(20) };

  it('closes nothing through its last day, and then it is warned of', () => {
    assert.deepEqual(about({ on: 19, tags: until }), ['nothing young']);
    assert.deepEqual(about({ on: 20, tags: until }), ['nothing young']);
    const [warning] = sent(plan({ on: 21, tags: until }), 'key-closing');
    assert.equal(warning?.stopsOn, dateOf(26));
  });

  it('that is moved takes a warning back', () => {
    const later = { ...open, 'key-until': dateOf(60) };
    const decisions = plan({ on: 22, tags: later, notices: [delivered(aClosingNotice(KEY, 21))] });
    assert.ok(decisions.some((each) => each.do === 'remember-open'));
    assert.deepEqual(aboutKey(decisions, KEY), ['nothing young']);
  });

  it('is asked of the schedule’s own calendar', () => {
    // 09:00 UTC is the next day there.
    const settings = { timeZone: 'Pacific/Kiritimati' };
    assert.deepEqual(about({ on: 20, tags: { ...open, 'key-until': dateOf(20) }, settings }), [
      'nothing young',
    ]);
    const at = { ...worldOf({ tags: until, settings }) };
    const late = planDay(inventoryOf(at.owner), at.ledger, at.settings, day(20, '11:00:00'));
    assert.deepEqual(aboutKey(late, KEY), ['send key-closed']);
  });

  it('is found a month before of whom it would leave with an old key and nothing proved', () => {
    const tags = { ...open, 'key-until': dateOf(60) };
    const textsOn = (on: number, more: Partial<Given> = {}) =>
      findingTexts({ on, tags, move: {}, ...more });
    assert.deepEqual(textsOn(29), []);
    for (const on of [30, 60])
      assert.deepEqual(textsOn(on), [
        `has \`key\` until ${dateOf(60)}, and no other way of theirs was seen to work: after that they can make no new key; let them use it, or move the date`,
      ]);
    assert.match(textsOn(61)[0] ?? '', /^has `key` closed/);
    assert.deepEqual(textsOn(30, { move: proved }), []);
    assert.deepEqual(textsOn(30, { move: said }), []);
    assert.deepEqual(textsOn(30, { keys: [aKey(KEY, 0, { status: 'Inactive' })] }), []);
    assert.deepEqual(textsOn(30, { tags: { ...tags, type: 'machine' } }), []);
  });

  it('stops nobody who has no other way, and is found', () => {
    const tags = { 'key-until': dateOf(20) };
    assert.deepEqual(findings({ on: 20, tags }), []);
    const given = { on: 21, tags, notices: [warned()] };
    assert.deepEqual(findings(given), ['no-way-in']);
    assert.deepEqual(about(given), ['nothing young']);
  });

  it('that is none closes nothing', () => {
    const tags = { ...open, 'key-until': 'soon' };
    assert.deepEqual(about({ on: 60, tags, notices: [] }), ['nothing young']);
    assert.deepEqual(findings({ on: 60, tags }), ['invalid-tags', 'unused']);
  });
});

describe('a key that is closed, and old, unused or the older of two', () => {
  it('is told of one day alone', () => {
    assert.deepEqual(about({ on: 80 }), ['send key-closed']);
    assert.deepEqual(about({ on: 80, settings: { unused: 'disable' } }), ['send key-closed']);
  });

  it('is left to its age where that stops it no later', () => {
    const notices = [delivered(aReminder(KEY, 86))];
    assert.deepEqual(about({ on: 86, notices }), ['nothing waiting-for-its-day']);
    assert.deepEqual(about({ on: 91, notices }), ['disable past-its-day']);
    // With a day more between them it stops for being closed.
    const early = [delivered(aReminder(KEY, 81))];
    assert.deepEqual(
      sent(plan({ on: 85, notices: early }), 'key-closing').map(({ stopsOn }) => stopsOn),
      [dateOf(90)],
    );
  });

  it('is stopped by whichever day comes first, of those that were told', () => {
    const notices = [warned(84), delivered(aReminder(KEY, 76))];
    assert.deepEqual(about({ on: 89, notices }), ['disable key-closed-past-its-day']);
    const unused: SettingsInput = { unused: 'disable', disableAge: 200, reminderAges: [190] };
    const both = [delivered(anUnusedNotice(KEY, 45)), warned(48)];
    assert.deepEqual(about({ on: 50, notices: both, settings: unused }), [
      'disable unused-past-its-day',
    ]);
  });

  it('is stopped by its age alone on the day of that, whatever else there is to remember', () => {
    const off = aKey(NEWER, 60, { status: 'Inactive' });
    const keys = [aKey(KEY, 0), off];
    const ofSecond = delivered(aSecondKeyNotice(KEY, NEWER, 61));
    const notices = [delivered(aReminder(KEY, 86)), ofSecond];
    assert.deepEqual(about({ on: 91, keys, notices }), ['disable past-its-day', 'remember-alone']);
    // Before that it is warned of its closing, and nothing else of the two is forgotten.
    assert.deepEqual(about({ on: 70, keys, notices: [ofSecond] }), [
      'remember-alone',
      'send key-closed',
    ]);
  });

  it('is stopped by its age, too, where something keeps it past its day', () => {
    const decisions = plan({ on: 81, notices: [warned(70)] });
    assert.deepEqual(aboutKey(decisions, KEY), [
      'send stage-crossed',
      'disable key-closed-past-its-day',
    ]);
  });

  it('as the older of two is told that, and each of the two has its own warning', () => {
    const keys = [aKey(KEY, 0), aKey(NEWER, 9)];
    assert.deepEqual(about({ on: 10, keys }), ['send second-key-found']);
    assert.deepEqual(about({ on: 10, keys }, NEWER), ['send key-closed']);
    const notices = [
      delivered(aSecondKeyNotice(KEY, NEWER, 10)),
      delivered(aClosingNotice(NEWER, 10)),
    ];
    assert.deepEqual(about({ on: 12, keys, notices }), ['disable second-key-past-its-day']);
    assert.deepEqual(about({ on: 12, keys, notices }, NEWER), ['nothing waiting-for-its-day']);
    // A day that was named before a newer key came holds.
    const before = [warned(9), delivered(aSecondKeyNotice(KEY, NEWER, 13))];
    const late = [aKey(KEY, 0), aKey(NEWER, 13)];
    assert.deepEqual(about({ on: 14, keys: late, notices: before }), [
      'disable key-closed-past-its-day',
    ]);
    assert.deepEqual(about({ on: 14, keys: late, notices: before }, NEWER), ['send key-closed']);
  });
});

describe('many keys that are closed at once', () => {
  const names = ['alice', 'bob', 'carol'];
  const users = names.map((name): IamUser => {
    const user = anEngineer([aKey(`AKIA${name.toUpperCase()}`, 0)], {
      ...{ name, id: `AIDA${name}` },
      password: { changedAt: day(0) },
    });
    return { ...user, tags: { ...user.tags, ...closed } };
  });
  const notices = users.flatMap(({ keys, id }) => [
    ...keys.map((key) => {
      const record = delivered(aClosingNotice(key.id, 10));
      // Alice's is delivered to her alone.
      return key.id === 'AKIAALICE' ? { ...record, team: undefined } : record;
    }),
    delivered({ ...wayOpened('sign-in'), id: `user/${id}/way/sign-in` }),
  ]);
  const moves = new Map(
    users.map(({ id, name }) => [id, { userId: id, userName: name, seen: {}, ...said }] as const),
  );
  const ledger = { ...ledgerOf({ notices }), moves: moves as AccountLedger['moves'] };
  const planWith = (circuitBreaker: SettingsInput['circuitBreaker']) =>
    planDay(inventoryOf(...users), ledger, settingsSchema.parse({ circuitBreaker }), day(15));

  it('are held by the circuit breaker, and their owners told what has not been told', () => {
    const held = planWith({ keys: 2, percent: 20 });
    assert.deepEqual(aboutKey(held, 'AKIAALICE'), [
      'hold circuit-breaker',
      'send not-delivered-yet',
    ]);
    assert.deepEqual(aboutKey(held, 'AKIABOB'), ['hold circuit-breaker']);
    assert.equal(sent(held, 'key-closing')[0]?.stopsOn, dateOf(15));
    const released = planWith({ keys: 2, percent: 20, releasedThrough: dateOf(15) });
    assert.equal(released.filter((each) => each.do === 'disable').length, 3);
  });
});

describe('another way in that is open', () => {
  const opened = (given: Given) => sent(plan(given), 'way-opened').map(({ id }) => id);

  it('is told once of each, with the name that they have there', () => {
    const tags = {
      access: 'key+sign-in+identity-center',
      'identity-center-name': 'alice@example.com',
    };
    assert.deepEqual(opened({ tags }), ['user/AIDAALICE/way/identity-center']);
    const [notice] = sent(plan({ tags }), 'way-opened');
    assert.equal(notice?.identityCenterName, 'alice@example.com');
    const both = [delivered(wayOpened('identity-center'))];
    assert.deepEqual(opened({ tags, notices: both }), []);
  });

  it('is no longer told where it was taken back before that arrived', () => {
    const notices = [planned(wayOpened('identity-center'))];
    const decisions = plan({ tags: open, notices });
    assert.deepEqual(
      decisions.flatMap((each) => (each.do === 'withdraw' ? [each.noticeId] : [])),
      ['user/AIDAALICE/way/identity-center'],
    );
    assert.deepEqual(opened({ tags: { access: 'key+identity-center' }, notices }), [
      'user/AIDAALICE/way/identity-center',
    ]);
  });
});
