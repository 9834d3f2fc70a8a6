import assert from 'node:assert/strict';
import { accessKeyRef } from '../credentials/credential';
import { recordChanges } from './credential-records';
import type { AccountLedger, CredentialRecord, NoticeRecord } from '../ledger';
import type { AccessKey, IamUser, Inventory } from '../model';
import type { UserNotice } from '../notices';
import { planDay } from '../plan-day';
import { defaultSettings } from '../settings';
import { stillDue } from '../disabling/still-due';
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
const engineer = anEngineer([]).tags;

interface Given {
  /** The day that the run is for. */
  readonly on: number;
  /** When it really looks. */
  readonly at?: Date;
  readonly notices?: readonly NoticeRecord[];
  readonly known?: Partial<CredentialRecord>;
  readonly ledger?: Partial<AccountLedger>;
}

function plan(user: IamUser, { on, at, notices, known, ledger }: Given) {
  const keys = known && [keyRecord(key, known)];
  const inventory: Inventory = { ...inventoryOf(user), readAt: at ?? day(on) };
  return planDay(
    inventory,
    { ...ledgerOf({ notices, keys }), ...ledger },
    defaultSettings,
    day(on),
  );
}

const about = (user: IamUser, given: Given, keyId = KEY) => aboutKey(plan(user, given), keyId);
const due = [delivered(aReminder(KEY, 86))];

describe('a run for an older day than the last one that handled the account', () => {
  const twice = anEngineer([key, aKey(NEW, 50)]);
  const exempt = anEngineer([key], { tags: { ...engineer, 'key-exempt-until': dateOf(80) } });
  const begun = { disabling: { noticeId: `key/${KEY}/disabled/x`, since: day(90), attempts: [] } };
  const cases: [string, IamUser, Given][] = [
    ['disables no key', anEngineer([key]), { on: 91, notices: due }],
    ['warns nobody', anEngineer([key]), { on: 76 }],
    ['speaks of no second key', twice, { on: 60 }],
    ['remembers no exemption', exempt, { on: 76 }],
    ['gives up no disabling', anEngineer([key], { tags: {} }), { on: 91, known: begun }],
    ['withdraws nothing', anEngineer([]), { on: 91, notices: [planned(aReminder(KEY, 86))] }],
  ];
  for (const [what, user, given] of cases)
    it(`${what}: that one did what was left to do`, () => {
      const decisions = plan(user, { ...given, ledger: { lastReadAt: day(given.on + 1) } });
      assert.deepEqual(
        decisions.map((each) => each.do),
        user.keys.map(() => 'nothing'),
      );
      for (const { id } of user.keys)
        assert.deepEqual(aboutKey(decisions, id), ['nothing later-run']);
      assert.notDeepEqual(
        plan(user, given).map((each) => each.do),
        decisions.map((each) => each.do),
        'it would do something without that',
      );
    });

  it('says so of what Keyturn stops alone', () => {
    const user = anEngineer([key], { password: { changedAt: day(0) } });
    const decisions = plan(user, { on: 91, ledger: { lastReadAt: day(92) } });
    assert.deepEqual(
      decisions.map(({ subject }) => subject.credential),
      [accessKeyRef(KEY)],
    );
  });

  it('says whose run it leaves all to', () => {
    const decisions = plan(anEngineer([key]), { on: 91, ledger: { lastReadAt: day(92) } });
    assert.deepEqual(
      decisions.flatMap((each) => ('why' in each ? [each.why.text] : [])),
      [`the run of ${dateOf(92)} has handled the account: it did what this one had left to do`],
    );
  });

  it('is no run of the same date, whatever its hour', () => {
    for (const last of [day(91), day(91, '23:59:59')])
      assert.deepEqual(
        about(anEngineer([key]), { on: 91, notices: due, ledger: { lastReadAt: last } }),
        ['disable past-its-day'],
      );
  });
});

describe('a key that was made after the time that the run is for', () => {
  const at = day(56, '13:00:00');
  const newer = aKey(NEW, 0, { createdAt: day(52, '11:00:00') });

  it('is left to the next run', () => {
    const alone = anEngineer([newer]);
    assert.deepEqual(about(alone, { on: 52, at }, NEW), ['nothing made-later']);
    assert.deepEqual(about(alone, { on: 53, at }, NEW), ['nothing young']);
  });

  it('is no second key yet: nobody is told of a day that is over', () => {
    const both = anEngineer([key, newer]);
    assert.deepEqual(about(both, { on: 52, at }), ['nothing made-later']);
    const [why] = plan(both, { on: 52, at }).flatMap((each) => ('why' in each ? [each.why] : []));
    assert.equal(why?.text, 'its second key is one of after the time that the run is for');
    assert.deepEqual(about(both, { on: 53, at }), ['send second-key-found']);
  });

  it('of the run’s own second is one', () => {
    const both = anEngineer([key, aKey(NEW, 0, { createdAt: day(52) })]);
    assert.deepEqual(about(both, { on: 52, at }), ['send second-key-found']);
  });

  it('keeps its owner, who is rotating, from a reminder of the old one', () => {
    const both = anEngineer([key, aKey(NEW, 79)]);
    assert.deepEqual(about(both, { on: 78, at: day(79) }), ['nothing made-later']);
  });

  it('holds up no key whose own day has come', () => {
    const both = anEngineer([key, aKey(NEW, 93)]);
    assert.deepEqual(about(both, { on: 91, at: day(93), notices: due }), ['disable past-its-day']);
  });

  it('takes no warning of it back', () => {
    const both = anEngineer([key, newer]);
    const notices = [delivered(aSecondKeyNotice(KEY, NEW, 54))];
    assert.deepEqual(about(both, { on: 51, at, notices }), ['nothing waiting-for-its-day']);
  });

  it('is no reason to disable the older one at the last look', () => {
    const look = (on: number) =>
      stillDue(
        accessKeyRef(KEY),
        { readAt: at, tags: engineer, keys: [key, newer] },
        'second-key',
        defaultSettings,
        day(on),
      );
    assert.equal(look(52).is, 'not-due');
    assert.equal(look(53).is, 'due');
  });

  it('is news at once, as old as it is', () => {
    const decisions = plan(anEngineer([newer]), { on: 52, at, ledger: { firstReadAt: day(40) } });
    const [created] = sent(decisions, 'key-created');
    assert.deepEqual([created?.plannedAt, created?.key.age], [newer.createdAt.toISOString(), 0]);
  });

  it('says so of a password that was changed later, too', () => {
    const user = anEngineer([], { password: { changedAt: day(53) } });
    const codes = (on: number) =>
      plan(user, { on, at }).flatMap((each) => ('why' in each ? [each.why.code] : []));
    assert.deepEqual(codes(52), ['made-later']);
    assert.deepEqual(codes(53), ['young']);
  });
});

describe('an exemption that was set after the day that the run is for', () => {
  const until = (n: number) =>
    anEngineer([key], { tags: { ...engineer, 'key-exempt-until': dateOf(n) } });
  const found = (user: IamUser, given: Given) =>
    plan(user, given).flatMap((each) =>
      each.do === 'report' && each.finding.kind !== 'unused' ? [each.finding.kind] : [],
    );

  it('is as far ahead as it was then: the key is not disabled', () => {
    // 90 days from day 95, when it was set and is seen.
    const user = until(185);
    const given = { on: 91, at: day(95), notices: due };
    assert.deepEqual(about(user, given), ['nothing exempt', 'remember-exemption']);
    assert.deepEqual(found(user, given), []);
  });

  it('is too far ahead where it was so when it was seen', () => {
    const user = until(186);
    const given = { on: 91, at: day(95), notices: due };
    assert.deepEqual(about(user, given), ['disable past-its-day']);
    assert.deepEqual(found(user, given), ['invalid-exemption']);
  });

  it('is heeded at the last look', () => {
    const look = (n: number) =>
      stillDue(
        accessKeyRef(KEY),
        { readAt: day(95), keys: [key], tags: until(n).tags },
        'age',
        defaultSettings,
        day(91),
      ).is;
    assert.deepEqual([look(185), look(186)], ['not-due', 'due']);
  });

  it('is too far ahead for a run of today until its days have come, whenever it was seen', () => {
    assert.deepEqual(found(until(185), { on: 94, at: day(90) }), ['invalid-exemption']);
    assert.deepEqual(found(until(185), { on: 95, at: day(90) }), []);
  });
});

describe('what runs of this time or later ones have found', () => {
  it('of an exemption holds to the end of its date, whatever became of the tag', () => {
    const exemptOn = (n: number) =>
      about(anEngineer([key]), { on: 91, notices: due, known: { lastExemptOn: dateOf(n) } });
    assert.deepEqual(exemptOn(91), ['nothing exempt']);
    assert.deepEqual(exemptOn(93), ['nothing exempt']);
    // Over: what was told before it does not count.
    assert.deepEqual(exemptOn(90), ['send stage-crossed']);
  });

  it('of a key without a second one leaves the second one to the next run', () => {
    const both = anEngineer([key, aKey(NEW, 40)]);
    const aloneAt = (lastAloneAt: Date) => about(both, { on: 52, known: { lastAloneAt } });
    assert.deepEqual(aloneAt(day(52)), ['nothing made-later']);
    assert.deepEqual(aloneAt(day(53)), ['nothing made-later']);
    assert.deepEqual(aloneAt(day(51)), ['send second-key-found']);
  });

  const open: [string, AccessKey[], UserNotice, number][] = [
    ['a warning that is no longer true', [], aReminder(KEY, 86), 85],
    ['a warning that is due', [key], aReminder(KEY, 76), 75],
    ['news', [], { ...noticeBase(KEY, 60), kind: 'key-created', id: `key/${KEY}/created` }, 59],
  ];
  for (const [what, keys, notice, on] of open)
    it(`and planned stays theirs to send or to withdraw: ${what}`, () => {
      const given = { on, at: day(90), notices: [planned(notice)] };
      assert.deepEqual(
        plan(anEngineer(keys), given).filter(
          ({ do: what }) => what === 'send' || what === 'withdraw',
        ),
        [],
      );
    });

  it('and planned is not sent by it as of an older day', () => {
    const late = { ...planned(aReminder(KEY, 76)), plannedAt: day(78) };
    const given = { on: 77, at: day(78), notices: [late] };
    assert.deepEqual(about(anEngineer([key]), given), ['nothing later-run']);
    const [first] = plan(anEngineer([key]), given);
    assert.ok(first?.do === 'nothing');
    assert.equal(first.why.text, 'planned later than the run is for: 77 days old, past 76');
  });
});

describe('runs for two days at once, of which neither knows of the other', () => {
  const warned = (on: number, notices: readonly NoticeRecord[]) => {
    const known = { lastExemptOn: dateOf(88) };
    const decisions = plan(anEngineer([key]), { on, at: day(90), notices, known });
    return sent(decisions, 'key-reminder').map(({ id }) => id);
  };
  const before = [76, 81].map((stage) => delivered(aReminder(KEY, stage)));

  const cases: [string, readonly NoticeRecord[]][] = [
    ['of a stage that was told of before', [...before, delivered(aReminder(KEY, 86, 87))]],
    ['of a stage that was told of for the first time', before],
  ];
  for (const [what, notices] of cases)
    it(`warn anew after an exemption by one and the same notice: ${what}`, () => {
      const [id = '', ...more] = warned(90, notices);
      assert.ok(id.startsWith(`key/${KEY}/reminder-86`), id);
      assert.ok(!notices.some((record) => record.id === id), id);
      assert.deepEqual(more, []);
      assert.deepEqual(warned(89, notices), [id]);
    });

  it('give every round of exemptions a notice of its own', () => {
    const rounds = [delivered(aReminder(KEY, 86))];
    for (let round = 2; round < 5; round += 1) {
      const [id = ''] = warned(90, rounds);
      assert.equal(id, `key/${KEY}/reminder-86/${round}`);
      rounds.push({ ...delivered(aReminder(KEY, 86)), id });
    }
  });
});

it('what is known of a key that a run for an older day misses is kept for 14 days from then on', () => {
  const ledger = ledgerOf({ keys: [keyRecord(key)] });
  const missed = (readAt?: Date) =>
    recordChanges({ ...inventoryOf(), readAt }, new Map(), ledger, day(9)).keptUntil;
  assert.deepEqual([missed(), missed(day(39)), missed(day(2))], [day(23), day(53), day(23)]);
});
