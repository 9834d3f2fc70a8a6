import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AccountLedger } from '../ledger';
import type { IamUser, Inventory } from '../model';
import { forecastOf, playRuns } from '../report/forecast';
import { FORECAST_DAYS } from '../report/play-month';
import { anySettings, anyWorld, TODAY } from '../report/testing/any-world';
import { settingsSchema, type SettingsInput } from '../settings';
import { aReminder, aSecondKeyNotice, dateOf } from '../testing/decided';
import {
  account,
  aKey,
  anEngineer,
  day,
  delivered,
  inventoryOf,
  keyRecord,
  ledgerOf,
} from '../testing/one-account';
import { personsUsers, type EndedRun } from './persons-users';

const OLD = 'AKIAOLD0000000000001';
const NEW = 'AKIANEW0000000000001';
const ALICE = 'U0ALICE0001';

interface Given {
  readonly ledger?: AccountLedger;
  readonly settings?: SettingsInput;
  readonly more?: Partial<EndedRun>;
}

/** What the run of that day leaves of those users. */
function leftOn(on: number, users: readonly IamUser[], { ledger, settings, more }: Given = {}) {
  const world = { inventory: inventoryOf(...users), ledger: ledger ?? ledgerOf({}) };
  const rules = settingsSchema.parse(settings ?? {});
  const forecast = forecastOf(world, rules, day(on));
  const run = { ...world, forecast, settings: rules, now: day(on), isDryRun: false };
  return personsUsers({ ...run, disabled: new Set(), ...more });
}

const alices = (...keys: IamUser['keys']) => anEngineer(keys);
const tagged = (tags: Readonly<Record<string, string>>, ...keys: IamUser['keys']) =>
  anEngineer(keys, { tags: { type: 'engineer', 'slack-id': ALICE, ...tags } });
const old = aKey(OLD, 0, { lastUsed: { at: day(0) } });
const off = aKey(OLD, 0, { status: 'Inactive' });
const young = aKey(NEW, 60);
const warned = ledgerOf({ notices: [delivered(aReminder(OLD, 76))] });
const severalDue = ['bob', 'carol', 'dave', 'erin', 'frank'].map((name) =>
  anEngineer([aKey(`AKIA${name.toUpperCase()}0001`, 0)], { name }),
);

describe('what a run leaves for people of a key', () => {
  const states: readonly [string, number, IamUser, string, string | undefined, Given?][] = [
    ['young', 10, alices(old), 'fine', dateOf(91)],
    ['so young that no run to come is played so far', 0, alices(old), 'fine', dateOf(91)],
    ['of a reminder’s age', 76, alices(old), 'rotate-soon', dateOf(91), { ledger: warned }],
    ['of which nobody was warned in time', 100, alices(old), 'rotate-soon', dateOf(105)],
    [
      'of which a later day was named',
      92,
      alices(old),
      'rotate-soon',
      dateOf(95),
      { ledger: ledgerOf({ notices: [delivered(aReminder(OLD, 86, 90, 95))] }) },
    ],
    ['the older of two', 62, alices(old, young), 'second', dateOf(64)],
    [
      'the older of two, as it was told',
      62,
      alices(old, young),
      'second',
      dateOf(63),
      { ledger: ledgerOf({ notices: [delivered(aSecondKeyNotice(OLD, NEW, 61))] }) },
    ],
    [
      'that nobody uses',
      50,
      alices(aKey(OLD, 0)),
      'unused',
      dateOf(55),
      { settings: { unused: 'disable' } },
    ],
    ['that nobody uses, where that is only reported', 50, alices(aKey(OLD, 0)), 'fine', dateOf(91)],
    ['off, alone', 50, alices(off), 'disabled', undefined],
    ['off, beside one that works', 62, alices(off, young), 'left-over', undefined],
    ['exempt', 100, tagged({ 'key-exempt-until': dateOf(120) }, old), 'exempt', dateOf(126)],
    ['a machine’s, young', 10, tagged({ type: 'machine' }, old), 'machine', undefined],
    ['a machine’s, old', 200, tagged({ type: 'machine' }, old), 'machine-old', undefined],
    ['of a user of no valid type', 200, tagged({ type: 'robot' }, old), 'untouched', undefined],
    [
      'that a newer version knows more of',
      91,
      alices(old),
      'unclear',
      undefined,
      {
        ledger: {
          ...warned,
          newer: { credentials: new Map([[OLD, { kind: 'access-key', id: OLD }]]), others: 0 },
        },
      },
    ],
  ];
  for (const [what, on, user, state, stopsOn, given] of states)
    it(`that is ${what}: ${state}`, () => {
      const [left] = leftOn(on, [user], given);
      const seen = left?.keys.find((each) => each.seen.key.id === OLD)?.seen;
      assert.deepEqual([seen?.state, seen?.stopsOn, seen?.key.age], [state, stopsOn, on]);
    });

  it('that the circuit breaker holds back: that its day has come, and no day to come', () => {
    const users = [alices(old), ...severalDue];
    const notices = users.flatMap(({ keys }) => keys.map(({ id }) => delivered(aReminder(id, 76))));
    const [seen] = leftOn(91, users, { ledger: ledgerOf({ notices }) })[0]?.keys ?? [];
    assert.deepEqual([seen?.seen.state, seen?.seen.stopsOn], ['held', undefined]);
  });

  it('that the run itself has disabled: that it is off, and the other is no second one', () => {
    const ledger = ledgerOf({ notices: [delivered(aSecondKeyNotice(OLD, NEW, 60))] });
    const more = { disabled: new Set([OLD]) };
    const [left] = leftOn(62, [alices(old, young)], { ledger, more });
    assert.deepEqual(
      left?.keys.map(({ seen }) => [seen.status, seen.state, seen.stopsOn]),
      [
        ['Inactive', 'left-over', undefined],
        ['Active', 'fine', dateOf(151)],
      ],
    );
  });

  it('with the newer one where this one has to go, and a dead one that is in the way', () => {
    const ofTwo = leftOn(62, [alices(old, young)])[0]?.keys.map(({ seen }) => seen.newer?.id);
    assert.deepEqual(ofTwo, [NEW, undefined]);
    const oneOff = leftOn(62, [alices(off, young)])[0]?.keys.map(({ seen }) => seen);
    assert.deepEqual(
      oneOff?.map(({ newer, deadKeyId }) => [newer?.id, deadKeyId]),
      [
        [NEW, undefined],
        [undefined, OLD],
      ],
    );
    // The dead one is the newer: that it works on is not said of it.
    const newerOff = leftOn(62, [alices(old, { ...young, status: 'Inactive' })])[0]?.keys;
    assert.equal(newerOff?.[1]?.seen.newer, undefined);
  });

  it('with when it was disabled before, so that a press is seen afterwards', () => {
    const record = keyRecord(old, { disabledAt: day(5) });
    const [left] = leftOn(10, [alices(old)], { ledger: ledgerOf({ keys: [record] }) });
    assert.deepEqual(left?.keys[0]?.disabledBefore, day(5));
  });
});

describe('whom a run leaves anything for', () => {
  const whoIsLeft = (...users: readonly IamUser[]) =>
    leftOn(10, users).map(({ owner }) => `${owner.slackId} ${owner.userName}`);

  it('is every person that a tag names, with all their users, also those without keys', () => {
    const named = (name: string, slackId: string, keys: IamUser['keys'] = []) =>
      anEngineer(keys, { name, tags: { type: 'engineer', 'slack-id': slackId } });
    assert.deepEqual(
      whoIsLeft(named('a', ALICE, [old]), named('b', 'W0GRID00001'), named('c', ALICE)),
      [`${ALICE} a`, 'W0GRID00001 b', `${ALICE} c`],
    );
  });

  it('is nobody for a channel, nor for what is no id, nor without the tag', () => {
    const ofTags = (tags: Readonly<Record<string, string>>, i: number) =>
      anEngineer([old], { name: `user-${i}`, tags });
    const tags: readonly Readonly<Record<string, string>>[] = [
      { type: 'machine', 'slack-id': 'C0DEPLOYERS' },
      { type: 'engineer', 'slack-id': 'alice' },
      { type: 'engineer', 'slack-id': `${ALICE}#111111111111` },
      { type: 'engineer' },
      {},
    ];
    assert.deepEqual(whoIsLeft(...tags.map(ofTags)), []);
  });

  it('says with which tool they rotate, where they have said so', () => {
    const toolOf = (tags: Readonly<Record<string, string>>) =>
      leftOn(10, [tagged(tags, old)])[0]?.owner.rotateWith;
    assert.equal(toolOf({ 'rotate-with': 'aws-vault' }), 'aws-vault');
    assert.equal(toolOf({ 'rotate-with': 'by-hand' }), undefined);
    assert.equal(toolOf({}), undefined);
  });

  it('says where the keys could not be read, and where it was a rehearsal', () => {
    const user = anEngineer([], { keysUnknown: { unknown: 'access-denied' } });
    const [left] = leftOn(10, [user], { more: { isDryRun: true } });
    assert.deepEqual(left, {
      account,
      owner: { userName: 'alice', slackId: ALICE, type: 'engineer' },
      readAt: day(10),
      keys: [],
      keysUnknown: true,
      isDryRun: true,
    });
  });
});

describe('the day on which a key stops, as people see it', () => {
  it('is that on which the runs disable it, where they do so within a month, and never a later one', () => {
    let [near, far] = [0, 0];
    fc.assert(
      fc.property(anyWorld, anySettings, (world, settings) => {
        const now = day(TODAY);
        const forecast = forecastOf(world, settings, now);
        const run = { ...world, forecast, settings, now, isDryRun: false, disabled: new Set('') };
        const stopped = new Map<string, string>();
        const held = new Set<string>();
        const month = new Date(now.getTime() + FORECAST_DAYS * 86_400_000).toISOString();
        const users = personsUsers(run);
        const named = users.flatMap(({ keys }) => keys.flatMap(({ seen }) => seen.stopsOn ?? []));
        const until = [month.slice(0, 10), ...named].toSorted().at(-1) ?? '';
        for (const { on, decisions } of playRuns(world, settings, now)) {
          if (on > until) break;
          for (const { do: what, subject, ...rest } of decisions) {
            if (what === 'hold' && subject.credential) held.add(subject.credential.id);
            if (what === 'disable' && !('tellOnly' in rest && rest.tellOnly) && subject.credential)
              if (!stopped.has(subject.credential.id)) stopped.set(subject.credential.id, on);
          }
        }
        for (const { seen } of users.flatMap(({ keys }) => keys)) {
          const on = stopped.get(seen.key.id);
          if (on === undefined || seen.status !== 'Active') continue;
          // Others' keys may have the circuit breaker hold it, from a day on that nobody can name before.
          const isHeld = seen.state === 'held' || held.has(seen.key.id);
          if (on < month.slice(0, 10) && !isHeld) {
            assert.equal(seen.stopsOn, on, JSON.stringify(seen));
            near += 1;
          } else if (
            seen.stopsOn !== undefined &&
            settings.unused === 'report' &&
            !hasOtherWays(world, seen.key.id)
          ) {
            // Else it may stop before it is old, if nobody uses it from now on, or since its owner comes otherwise.
            assert.ok(seen.stopsOn <= on, `${seen.stopsOn}, and is disabled on ${on}`);
            far += 1;
          }
        }
      }),
      { numRuns: 400, seed: 1 },
    );
    assert.ok(near > 10 && far > 2, `${near} within a month, ${far} later`);
  });
});

/** Whether the key's owner may be leaving it: a warning of its own says then until when. */
function hasOtherWays({ inventory }: { readonly inventory: Inventory }, keyId: string): boolean {
  const owner = inventory.users.find(({ keys }) => keys.some(({ id }) => id === keyId));
  return owner?.tags['access'] !== undefined || owner?.tags['key-until'] !== undefined;
}
