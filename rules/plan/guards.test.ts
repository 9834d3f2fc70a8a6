import assert from 'node:assert/strict';
import { credentialOfKey } from '../credentials/access-key';
import { accessKeyRef } from '../credentials/credential';
import type { DueBy } from '../decisions';
import type { AccountLedger, NoticeRecord } from '../ledger';
import type { AccessKey } from '../model';
import { readTags } from '../read-tags';
import { defaultSettings } from '../settings';
import { stillDue } from '../disabling/still-due';
import { aReminder, aSecondKeyNotice, dateOf } from '../testing/decided';
import {
  account,
  aKey,
  anEngineer,
  day,
  delivered,
  keyRecord,
  ledgerOf,
} from '../testing/one-account';
import { noticesAbout } from './context';
import { gatherFacts } from './facts';
import { guards, whyLeftAlone, whyNotDue } from './guards';

const KEY = 'AKIAKEY00000000000001';
const NEW = 'AKIANEW00000000000002';
const due = [delivered(aReminder(KEY, 86))];

interface Given {
  readonly on?: number;
  /** More than the older key itself. */
  readonly key?: Partial<AccessKey>;
  readonly newer?: AccessKey;
  readonly tags?: Readonly<Record<string, string>>;
  readonly notices?: readonly NoticeRecord[];
  readonly ledger?: Partial<AccountLedger>;
  readonly isGone?: boolean;
}

function worldOf({ key: more, newer, tags = {} }: Given) {
  const key = aKey(KEY, 0, more);
  const user = anEngineer(newer ? [key, newer] : [key]);
  const all = Object.entries({ ...user.tags, ...tags }).filter(([, value]) => value !== '');
  return { key, user: { ...user, tags: Object.fromEntries(all) } };
}

function asPlanned(given: Given) {
  const { on = 91, notices = due, ledger: more } = given;
  const { key, user } = worldOf(given);
  const ledger = { ...ledgerOf({ notices }), ...more };
  const [settings, now, today] = [defaultSettings, day(on), dateOf(on)];
  const about = noticesAbout(ledger);
  const plan = { account, ledger, noticesAbout: about, settings, now, today };
  const owner = { user, tags: readTags(user.tags, now, settings) };
  return gatherFacts(plan, owner, credentialOfKey(key));
}

const planCode = (given: Given) => whyLeftAlone(asPlanned(given))?.code;

/** Asked for the age, by which it is due. */
function lookCode(given: Given): string | undefined {
  const { keys, tags } = worldOf(given).user;
  const found = { keys: given.isGone ? [] : keys, tags };
  const verdict = stillDue(accessKeyRef(KEY), found, 'age', defaultSettings, day(given.on ?? 91));
  if (verdict.is === 'off') return 'inactive';
  return verdict.is === 'not-due' ? verdict.why.code : undefined;
}

type Trait = readonly [code: string, Given];
const isOff: Trait = ['inactive', { key: { status: 'Inactive' } }];
const hasNoType: Trait = ['invalid-tags', { tags: { type: '' } }];
const isMachines: Trait = ['machine', { tags: { type: 'machine' } }];
const isExempt: Trait = ['exempt', { tags: { 'key-exempt-until': dateOf(95) } }];
const isMadeLater: Trait = ['made-later', { key: { createdAt: day(92) } }];
const hasNewerRecord: Trait = [
  'newer-record',
  { ledger: { newer: { credentials: new Map([[KEY, accessKeyRef(KEY)]]), others: 0 } } },
];

function both([, a]: Trait, [, b]: Trait): Given {
  return { ...a, ...b, key: { ...a.key, ...b.key }, tags: { ...a.tags, ...b.tags } };
}

/** The order that people are promised, written down once more. */
const orders: readonly [string, (given: Given) => string | undefined, readonly Trait[]][] = [
  ['plan', planCode, [hasNewerRecord, isOff, hasNoType, isExempt, isMadeLater, isMachines]],
  ['last look', lookCode, [['gone', { isGone: true }], isOff, hasNoType, isMachines, isExempt]],
];

describe('the order of the rules', () => {
  for (const [asker, ask, order] of orders) {
    it(`has nothing against a key that is due: ${asker}`, () => assert.equal(ask({}), undefined));
    order.forEach((first, i) => {
      it(`leaves a key alone, ${asker}: ${first[0]}`, () => assert.equal(ask(first[1]), first[0]));
      for (const second of order.slice(i + 1)) {
        // A user has one type.
        if (first === hasNoType && second === isMachines) continue;
        it(`gives the first of two reasons, ${asker}: ${first[0]}, not ${second[0]}`, () =>
          assert.equal(ask(both(first, second)), first[0]));
      }
    });
  }

  it('says in words why a key is left alone', () => {
    const text = (given: Given) => whyLeftAlone(asPlanned(given))?.text;
    assert.deepEqual(
      [hasNewerRecord, isOff, hasNoType, isExempt, isMadeLater].map(([, given]) => text(given)),
      [
        'its record was written by a newer version of Keyturn, which alone knows what it says',
        'not enabled',
        'its owner has no valid type and is never touched',
        `exempt until ${dateOf(95)}`,
        'made after the time that the run is for',
      ],
    );
  });

  it('of a key made later says so in the plan, and its age at the last look', () => {
    assert.equal(planCode(isMadeLater[1]), 'made-later');
    assert.equal(lookCode(isMadeLater[1]), 'young');
  });

  it('heeds a found exemption in the plan, where the tag is gone', () => {
    const credentials = new Map([[KEY, keyRecord(aKey(KEY, 0), { lastExemptOn: dateOf(91) })]]);
    assert.deepEqual(whyLeftAlone(asPlanned({ ledger: { credentials } })), {
      code: 'exempt',
      text: `found exempt on ${dateOf(91)}`,
    });
  });
});

describe('the order of each rule’s guards, in the plan', () => {
  const newer = aKey(NEW, 50);
  const told = [delivered(aSecondKeyNotice(KEY, NEW, 51))];
  const toldOf = (stopsOn: number) => [delivered(aReminder(KEY, 76, 76, stopsOn))];
  const cases: [string, DueBy, Given, string | undefined][] = [
    ['due', 'age', {}, undefined],
    ['before the first reminder, and told of no day', 'age', { on: 75, notices: [] }, 'young'],
    ['before the first reminder, though told of a day', 'age', { on: 10, notices: due }, 'young'],
    ['old, and never told', 'age', { on: 200, notices: [] }, 'waiting-for-delivery'],
    ['young, and never told', 'age', { on: 80, notices: [] }, 'waiting-for-delivery'],
    ['old, and told of a later day', 'age', { notices: toldOf(97) }, 'waiting-for-its-day'],
    [
      'young, though its day has come',
      'age',
      { on: 90, notices: toldOf(85) },
      'waiting-for-its-day',
    ],
    ['due', 'second-key', { on: 60, newer, notices: told }, undefined],
    ['alone, and never told', 'second-key', { on: 60, notices: [] }, 'overtaken'],
    ['alone, though its day has come', 'second-key', { on: 60, notices: told }, 'overtaken'],
    [
      'never told of the newer one',
      'second-key',
      { on: 60, newer, notices: due },
      'waiting-for-delivery',
    ],
    ['told of a later day', 'second-key', { on: 52, newer, notices: told }, 'waiting-for-its-day'],
  ];
  for (const [what, dueBy, given, code] of cases)
    it(`${dueBy}: ${what}`, () => assert.equal(whyNotDue(dueBy, asPlanned(given))?.code, code));

  it('has no guard that speaks where another one has to', () => {
    const codes = (dueBy: DueBy, given: Given) =>
      guards[dueBy].flatMap((guard) => guard(asPlanned(given))?.code ?? []);
    assert.deepEqual(codes('age', { notices: [] }), ['waiting-for-delivery']);
    assert.deepEqual(codes('age', { notices: toldOf(97) }), ['waiting-for-its-day']);
    assert.deepEqual(codes('second-key', { on: 60, newer, notices: [] }), ['waiting-for-delivery']);
    assert.deepEqual(codes('second-key', { on: 52, newer, notices: told }), [
      'waiting-for-its-day',
    ]);
    // In use, closed to nobody, and told of neither.
    assert.deepEqual(codes('unused', {}), ['used', 'waiting-for-delivery']);
    assert.deepEqual(codes('moved', {}), ['key-open', 'not-proved', 'waiting-for-delivery']);
  });

  it('says in words what is waited for', () => {
    const text = (dueBy: DueBy, given: Given) => whyNotDue(dueBy, asPlanned(given))?.text;
    assert.equal(text('age', { on: 75 }), '75 days old; the first reminder comes at 76');
    assert.equal(text('age', { on: 80, notices: [] }), 'no warning of it has arrived');
    assert.equal(text('age', { notices: toldOf(97) }), `told that it stops on ${dateOf(97)}`);
    assert.equal(text('second-key', { on: 60 }), 'no newer key is enabled');
    assert.equal(
      text('moved', { tags: { access: 'sign-in' } }),
      '`key` is closed to its owner, and no other way of theirs is proved',
    );
  });
});

describe('the order of each rule’s guards, at the last look', () => {
  const look = (dueBy: DueBy, on: number, ...keys: readonly AccessKey[]) => {
    const found = { keys: [aKey(KEY, 0), ...keys], tags: anEngineer([]).tags };
    const verdict = stillDue(accessKeyRef(KEY), found, dueBy, defaultSettings, day(on));
    return verdict.is === 'not-due' ? `${verdict.why.code}: ${verdict.why.text}` : verdict.is;
  };
  const alone = 'overtaken: no newer key is enabled';
  it('of a second key asks for a newer one that is enabled, and is not of later', () => {
    assert.equal(look('second-key', 60), alone);
    // However old: of its age nobody may have been warned.
    assert.equal(look('second-key', 95), alone);
    assert.equal(look('second-key', 60, aKey(NEW, 50, { status: 'Inactive' })), alone);
    assert.equal(look('second-key', 60, aKey(NEW, 61)), alone);
    assert.equal(look('second-key', 60, aKey(NEW, 50)), 'due');
  });

  it('of a key’s age asks for that, whether or not a newer one is enabled', () => {
    assert.equal(look('age', 60, aKey(NEW, 50)), 'young: 60 days old');
    assert.equal(look('age', 90), 'young: 90 days old');
    assert.equal(look('age', 91), 'due');
  });

  it('of a key that nobody uses, or that is closed to its owner, says in words that it is otherwise', () => {
    assert.equal(look('unused', 91), 'used: somebody uses it');
    assert.equal(look('moved', 91), 'key-open: `key` is open to its owner');
  });
});
