import assert from 'node:assert/strict';
import { accessKeyRef, keyIdOf } from '../credentials/credential';
import type { CredentialRecord, NoticeRecord } from '../ledger';
import type { AccessKey, IamUser } from '../model';
import { planDay } from '../plan-day';
import { defaultSettings, settingsSchema } from '../settings';
import {
  aboutKey,
  aReminder,
  aSecondKeyNotice,
  dateOf,
  noticeBase,
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

const KEY = 'AKIAKEY00000000000001';
const NEW = 'AKIANEW00000000000002';
const key = aKey(KEY, 0);
const off = aKey(KEY, 0, { status: 'Inactive' });

interface Given {
  readonly on: number;
  readonly notices?: readonly NoticeRecord[];
  readonly known?: Partial<CredentialRecord>;
  readonly firstReadAt?: Date;
}

function plan(user: IamUser, { on, notices, known, firstReadAt }: Given) {
  const keys = known && [keyRecord(user.keys[0] ?? key, known)];
  const ledger = ledgerOf({ notices, keys, firstReadAt });
  return planDay(inventoryOf(user), ledger, defaultSettings, day(on));
}

function exempt(keys: readonly AccessKey[], until: number): IamUser {
  const tags = { ...anEngineer([]).tags, 'key-exempt-until': dateOf(until) };
  return anEngineer(keys, { tags });
}

describe('keys that may not be listed', () => {
  const keysUnknown = { unknown: 'denied' };
  const text = 'which keys there are is not known: denied';
  const disabling = { noticeId: `key/${KEY}/disabled/x`, since: day(91), attempts: ['a'] };

  for (const type of ['engineer', 'machine', undefined])
    it(`have nothing planned, whatever is known of them: ${type ?? 'no type'}`, () => {
      const tags = { 'slack-id': 'U0ALICE0001', ...(type !== undefined && { type }) };
      const user = anEngineer([], { keysUnknown, tags });
      const ledger = ledgerOf({
        notices: [delivered(aReminder(KEY, 86))],
        keys: [keyRecord(key, { disabling })],
        firstReadAt: day(0),
      });
      const decisions = planDay(inventoryOf(user), ledger, defaultSettings, day(200));
      const about = decisions.filter((each) => !('why' in each) || each.why.code !== 'no-password');
      assert.deepEqual(
        about.map((each) =>
          each.do === 'nothing'
            ? `${each.why.code}: ${each.why.text}`
            : each.do === 'report' && each.finding.kind !== 'invalid-tags'
              ? `${each.userId}#${each.finding.kind}: ${each.finding.text}`
              : each.do,
        ),
        [
          `not-known: ${text}`,
          `AIDAALICE#keys-not-seen: ${text}`,
          ...(type === undefined ? ['report'] : []),
        ],
      );
    });
});

describe('a disabling that a run began', () => {
  const since = (n: number) => ({
    disabling: { noticeId: `key/${KEY}/disabled/x`, since: day(n), attempts: ['a'] },
  });

  it('of a key that is exempt now is forgotten, with the reason', () => {
    const abandoned = plan(exempt([key], 99), { on: 92, known: since(91) }).flatMap((each) =>
      each.do === 'abandon' ? [each] : [],
    );
    assert.deepEqual(
      abandoned.map(({ begun, why }) => [begun.attempts, why.text]),
      [[['a'], 'a disabling was begun by an earlier run and no longer applies']],
    );
  });

  it('is left alone where this day’s own run began it', () => {
    const decisions = plan(exempt([key], 99), { on: 92, known: since(92) });
    assert.deepEqual(aboutKey(decisions, KEY), ['nothing exempt', 'remember-exemption']);
  });

  it('is told of as one for its age, where nobody knows any more for what it was', () => {
    const causes = plan(exempt([key], 99), { on: 92, known: since(91) }).flatMap((each) =>
      each.do === 'abandon' ? [each.notice.cause] : [],
    );
    assert.deepEqual(causes, ['age']);
  });

  it('is gone on with, and not ended, whatever else there is to remember', () => {
    const user = anEngineer([key, aKey(NEW, 50, { status: 'Inactive' })]);
    const notices = [delivered(aReminder(KEY, 86)), delivered(aSecondKeyNotice(KEY, NEW, 51))];
    assert.deepEqual(aboutKey(plan(user, { on: 92, notices, known: since(91) }), KEY), [
      'disable past-its-day',
      'remember-alone',
    ]);
  });

  const owners: [string, IamUser][] = [
    ['an engineer’s', anEngineer([off])],
    ['an exempt engineer’s', exempt([off], 99)],
    ['a machine’s', anEngineer([off], { tags: { type: 'machine' } })],
    ['nobody’s, whose tags were taken away', anEngineer([off], { tags: {} })],
  ];
  for (const [whose, user] of owners)
    it(`and that was done is told of, whoever’s key it is by now: ${whose}`, () => {
      const notices = [delivered(aReminder(KEY, 86))];
      const decisions = plan(user, { on: 92, notices, known: since(91) });
      const [first, ...others] = aboutKey(decisions, KEY);
      assert.equal(first, 'disable unfinished');
      assert.ok(!others.includes('abandon overtaken'));
      const [disabling] = decisions;
      assert.ok(disabling?.do === 'disable' && disabling.tellOnly);
      assert.equal(disabling.notice.cause, 'age');
    });
});

describe('a key of which a newer version has written what this one can’t read', () => {
  it('is left to that one, with its news and what is to be remembered', () => {
    const newer = { credentials: new Map([[KEY, accessKeyRef(KEY)]]), others: 0 };
    const disabling = { noticeId: `key/${KEY}/disabled/x`, since: day(80), attempts: [] };
    const keys = [keyRecord(key, { disabling })];
    const known = { ...ledgerOf({ firstReadAt: day(-1), keys }), newer };
    for (const user of [exempt([key], 99), exempt([off], 99), anEngineer([key])]) {
      const decisions = planDay(inventoryOf(user), known, defaultSettings, day(91));
      assert.deepEqual(aboutKey(decisions, KEY), ['nothing newer-record']);
      const readable = { ...known, newer: undefined };
      const without = planDay(inventoryOf(user), readable, defaultSettings, day(91));
      assert.ok(aboutKey(without, KEY).length > 1, 'it would do more without that');
    }
  });
});

describe('a notice of which a newer version has written what this one can’t read', () => {
  it('is not sent a second time', () => {
    const id = `key/${KEY}/reminder-76`;
    const notices: NoticeRecord[] = [{ id, plannedAt: day(76), newer: 'record' }];
    const [first] = plan(anEngineer([key]), { on: 77, notices });
    assert.ok(first?.do === 'nothing');
    assert.deepEqual(first.why, {
      code: 'newer-record',
      text: 'recorded by a newer version of Keyturn: 77 days old, past 76',
    });
  });
});

describe('of two keys that are both to stop', () => {
  it('the older one goes first: the newer one is its reason', () => {
    const [older, newer] = [aKey(KEY, 0), aKey(NEW, 1)];
    const notices = [
      delivered(aSecondKeyNotice(KEY, NEW, 88)),
      delivered(aReminder(NEW, 86, 87, 92)),
    ];
    for (const keys of [
      [older, newer],
      [newer, older],
    ]) {
      const disabled = plan(anEngineer(keys), { on: 92, notices }).flatMap((each) =>
        each.do === 'disable' ? [[each.credential.ref.id, each.notice.cause]] : [],
      );
      assert.deepEqual(disabled, [
        [KEY, 'second-key'],
        [NEW, 'age'],
      ]);
    }
  });
});

describe('why a key is disabled', () => {
  const two = anEngineer([key, aKey(NEW, 50)]);
  const cases: [string, IamUser, Given, string, string][] = [
    [
      'its age',
      anEngineer([key]),
      { on: 91, notices: [delivered(aReminder(KEY, 86))] },
      'past-its-day',
      'age',
    ],
    [
      'a second key',
      two,
      { on: 53, notices: [delivered(aSecondKeyNotice(KEY, NEW, 51))] },
      'second-key-past-its-day',
      'second-key',
    ],
    [
      'that somebody enabled it again',
      anEngineer([key]),
      { on: 95, notices: [delivered(aReminder(KEY, 86))], known: { disabledAt: day(91) } },
      're-enabled',
      're-enabled',
    ],
  ];
  for (const [what, user, given, code, cause] of cases)
    it(`is said to programs too: ${what}`, () => {
      const [first] = plan(user, given);
      assert.ok(first?.do === 'disable');
      assert.deepEqual([first.why.code, first.notice.cause], [code, cause]);
    });
});

describe('an exemption', () => {
  const notices = [delivered(aReminder(KEY, 76))];
  it('is remembered once a date, whether a warning was given before or not', () => {
    const remembered = (given: Given) =>
      aboutKey(plan(exempt([key], 99), given), KEY).filter((each) => each !== 'nothing exempt');
    assert.deepEqual(remembered({ on: 80, notices }), ['remember-exemption']);
    assert.deepEqual(remembered({ on: 80, notices, known: { lastExemptOn: dateOf(79) } }), [
      'remember-exemption',
    ]);
    assert.deepEqual(remembered({ on: 80, notices, known: { lastExemptOn: dateOf(80) } }), []);
    assert.deepEqual(remembered({ on: 80 }), ['remember-exemption']);
  });

  it('that is over is remembered as of its last day, so that the tag may go', () => {
    const rememberedOn = (until: number, known?: Given['known']) =>
      plan(exempt([key], until), { on: 80, notices, known }).flatMap((each) =>
        each.do === 'remember-exemption' ? [each.on] : [],
      );
    assert.deepEqual(rememberedOn(79), [dateOf(79)]);
    assert.deepEqual(rememberedOn(79, { lastExemptOn: dateOf(78) }), [dateOf(79)]);
    assert.deepEqual(rememberedOn(79, { lastExemptOn: dateOf(79) }), []);
    assert.deepEqual(rememberedOn(78, { lastExemptOn: dateOf(79) }), []);
  });

  it('that is not valid is reported as that, and other bad tags as tags', () => {
    const kinds = (tags: Record<string, string>) =>
      plan(anEngineer([], { tags }), { on: 1 }).flatMap((each) =>
        each.do === 'report' ? [each.finding.kind] : [],
      );
    const good = anEngineer([]).tags;
    assert.deepEqual(kinds({ ...good, 'key-exempt-until': 'ever' }), ['invalid-exemption']);
    assert.deepEqual(kinds({ ...good, 'slack-id': 'alice' }), ['invalid-tags']);
  });
});

describe('that a key is alone again', () => {
  const newerOff = aKey(NEW, 50, { status: 'Inactive' });
  const user = anEngineer([key, newerOff]);
  const notice = aSecondKeyNotice(KEY, NEW, 51);
  const remembered = (on: number, record: NoticeRecord) =>
    plan(user, { on, notices: [record] }).flatMap((each) =>
      each.do === 'remember-alone' ? [each.at] : [],
    );

  it('is remembered where it was told of the other one', () =>
    assert.deepEqual(remembered(60, delivered(notice)), [day(60)]));

  it('needs no memory where nobody was told', () => {
    assert.deepEqual(remembered(60, planned(notice)), []);
    assert.deepEqual(remembered(60, { ...planned(notice), withdrawn: 'was off' }), []);
    assert.deepEqual(remembered(60, { ...delivered(notice), notice: undefined }), []);
  });

  it('counts from the warning where an older day is caught up on', () =>
    assert.deepEqual(remembered(50, delivered(notice)), [day(51)]));
});

describe('the announcement of a key', () => {
  const created = (createdAt: Date, firstReadAt: Date) =>
    plan(anEngineer([aKey(KEY, 0, { createdAt })]), { on: 12, firstReadAt }).filter(
      (each) => each.do === 'send',
    );
  it('is of keys that were made after the first run', () => {
    assert.deepEqual(created(day(10), day(10)), []);
    const [send] = created(day(10, '09:00:01'), day(10));
    assert.equal(send?.why.code, 'created-unannounced');
  });

  it('once made, is no more spoken of', () => {
    const told = { ...noticeBase(KEY, 10), kind: 'key-created', id: `key/${KEY}/created` } as const;
    const team = { at: day(10), channel: 'C1', ts: '1.1' };
    const notices = [{ ...planned(told), team }];
    const decisions = plan(anEngineer([key]), { on: 12, notices, firstReadAt: day(-1) });
    assert.deepEqual(aboutKey(decisions, KEY), ['nothing young']);
  });
});

describe('programs are told', () => {
  const code = (user: IamUser, given: Given, keyId?: string) =>
    plan(user, given).flatMap((each) =>
      keyIdOf(each.subject.credential) === keyId && 'why' in each
        ? [`${each.do} ${each.why.code}`]
        : [],
    );
  const withPassword = anEngineer([], { password: { changedAt: day(0) } });
  const machine = anEngineer([key], { tags: { type: 'machine' } });
  it('of a password: young, then its stage', () => {
    assert.deepEqual(code(withPassword, { on: 75 }), ['nothing young']);
    assert.deepEqual(code(withPassword, { on: 76 }), ['send stage-crossed']);
    const [notice] = sent(plan(withPassword, { on: 76 }), 'password-reminder');
    assert.ok(notice);
    const notices = [delivered(notice)];
    assert.deepEqual(code(withPassword, { on: 77, notices }), ['nothing already-told']);
  });
  it('of a password as of when, where that is not now', () => {
    const asOfNotice = (asOf?: Date) => {
      const user = anEngineer([], { password: { changedAt: day(0), asOf } });
      const [notice] = sent(plan(user, { on: 76 }), 'password-reminder');
      assert.ok(notice);
      return 'asOf' in notice ? notice.asOf : 'now';
    };
    assert.deepEqual([asOfNotice(), asOfNotice(day(75))], ['now', day(75).toISOString()]);
  });
  it('of a machine’s key: young, then its stage', () => {
    assert.deepEqual(code(machine, { on: 75 }, KEY), ['nothing young']);
    assert.deepEqual(code(machine, { on: 76 }, KEY), ['send stage-crossed']);
  });
});

describe('only of an engineer', () => {
  const password = { changedAt: day(0) };
  const others: Record<string, string>[] = [{ type: 'machine' }, {}];
  for (const tags of others)
    it(`the password and a missing MFA device are spoken of: not with ${JSON.stringify(tags)}`, () => {
      const decisions = plan(anEngineer([], { tags, password, hasMfa: false }), { on: 80 });
      assert.deepEqual(sent(decisions, 'password-reminder'), []);
      assert.ok(!decisions.some((each) => 'why' in each));
      assert.ok(!decisions.some((each) => each.do === 'report' && each.finding.kind === 'no-mfa'));
    });
});

describe('a reminder', () => {
  it('is new the first time', () => {
    const [send] = plan(anEngineer([key]), { on: 76 });
    assert.ok(send?.do === 'send' && !send.again);
  });

  it('says that it is not known when the key was last used, and why, never that it was not', () => {
    const unknown = 'access-denied at iam:GetAccessKeyLastUsed';
    const factsOf = (lastUsed: AccessKey['lastUsed']) => {
      const owner = anEngineer([{ ...key, lastUsed }]);
      return sent(plan(owner, { on: 76 }), 'key-reminder').map((notice) => notice.key);
    };
    const [known] = factsOf(undefined);
    assert.deepEqual(factsOf({ unknown }), [{ ...known, lastUseUnknown: unknown }]);
  });

  it('keeps to a later day that a late one has named', () => {
    const late = delivered(aReminder(KEY, 76), day(88, '18:00:00'));
    const notices = [{ ...late, toldStopsOn: dateOf(93) }];
    const [next] = sent(plan(anEngineer([key]), { on: 89, notices }), 'key-reminder');
    assert.deepEqual([next?.stage, next?.stopsOn, next?.graceDays], [86, dateOf(93), 0]);
  });

  it('names the dead key that stands in the way of a rotation, and no other', () => {
    const deadKeyOf = (other?: AccessKey) => {
      const keys = other ? [key, other] : [key];
      const [reminder] = sent(plan(anEngineer(keys), { on: 76 }), 'key-reminder');
      assert.equal(reminder?.key.id, KEY);
      return reminder.deadKeyId;
    };
    assert.equal(deadKeyOf(), undefined);
    assert.equal(deadKeyOf(aKey(NEW, -9, { status: 'Inactive' })), NEW);
    assert.equal(deadKeyOf(aKey(NEW, -9)), undefined);
  });

  it('gives days of grace anew where the settings let keys grow older than it was told', () => {
    const settings = settingsSchema.parse({ reminderAges: [76, 110], disableAge: 115 });
    const known = [delivered(aReminder(KEY, 76))];
    const ledger = ledgerOf({ notices: known });
    const [late] = sent(
      planDay(inventoryOf(anEngineer([key])), ledger, settings, day(111)),
      'key-reminder',
    );
    assert.deepEqual([late?.stopsOn, late?.graceDays], [dateOf(116), 5]);
    const two = anEngineer([key, aKey(NEW, 90)]);
    const [second] = sent(planDay(inventoryOf(two), ledger, settings, day(95)), 'second-key');
    assert.deepEqual([second?.stopsOn, second?.graceDays], [dateOf(97), 2]);
  });
});

describe('the tool that a tag names', () => {
  const tagged = (tool: string) => {
    const { tags } = anEngineer([]);
    return anEngineer([key], { tags: { ...tags, 'rotate-with': tool } });
  };
  const told = (tool: string) =>
    sent(plan(tagged(tool), { on: 76 }), 'key-reminder').map(({ owner }) => owner.rotateWith);

  it('is in what its owner is told', () => assert.deepEqual(told('aws-vault'), ['aws-vault']));

  it('is left out where nobody knows it, and reported', () => {
    assert.deepEqual(told('aws-valt'), [undefined]);
    const findings = plan(tagged('aws-valt'), { on: 76 }).flatMap((each) =>
      each.do === 'report' && each.finding.kind === 'invalid-tags' ? [each.finding.text] : [],
    );
    assert.deepEqual(findings, [
      'the tag rotate-with is "aws-valt": expected one of keyturn, aws-vault, aws-cli, custom, or no such tag',
    ]);
  });

  it('keeps no key from being disabled', () => {
    const notices = [delivered(aReminder(KEY, 86))];
    const disabled = (user: IamUser) =>
      plan(user, { on: 91, notices }).filter((each) => each.do === 'disable').length;
    assert.equal(disabled(tagged('aws-valt')), 1);
  });
});
