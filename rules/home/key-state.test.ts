import assert from 'node:assert/strict';
import type { AccountLedger } from '../ledger';
import type { AccessKey, IamUser } from '../model';
import type { KeyAtHome } from '../notices/home-view';
import { readTags } from '../read-tags';
import { forecastOf, type Forecast } from '../report/forecast';
import type { ForecastEntry } from '../report/report';
import { defaultSettings } from '../settings';
import { aReminder, dateOf } from '../testing/decided';
import {
  account,
  aKey,
  anEngineer,
  day,
  delivered,
  inventoryOf,
  ledgerOf,
} from '../testing/one-account';
import { keyAtHome, outlookOf } from './key-state';

const OLD = 'AKIAOLD0000000000001';
const NEW = 'AKIANEW0000000000001';

interface Given {
  readonly tags?: Readonly<Record<string, string>>;
  readonly ledger?: AccountLedger;
  /** In place of what the runs that are played say. */
  readonly forecast?: Forecast;
}

/** The first of these keys as their owner sees it after the run of that day. */
function seen(on: number, keys: readonly AccessKey[], given: Given = {}): KeyAtHome {
  const alice = anEngineer(keys);
  const user: IamUser = { ...alice, tags: { ...alice.tags, ...given.tags } };
  const { ledger = ledgerOf({}) } = given;
  const world = { inventory: inventoryOf(user), ledger };
  const forecast = given.forecast ?? forecastOf(world, defaultSettings, day(on));
  const outlook = outlookOf(forecast, ledger, defaultSettings, day(on));
  const tags = readTags(user.tags, day(on), defaultSettings);
  return keyAtHome({ user, tags }, keys[0] ?? assert.fail(), outlook);
}

const old = aKey(OLD, 0);
const off = aKey(OLD, 0, { status: 'Inactive' });
const young = aKey(NEW, 60);
const youngOff = aKey(NEW, 60, { status: 'Inactive' });
const exempt = { 'key-exempt-until': dateOf(120) };

describe('a key in its owner’s home', () => {
  it('that is alone and young has its day, and nothing else is said of it', () =>
    assert.deepEqual(seen(10, [old]), {
      key: { id: OLD, createdAt: old.createdAt.toISOString(), age: 10 },
      status: 'Active',
      state: 'fine',
      stopsOn: dateOf(91),
    }));

  it('has by its age the day that no run plays so far, and none that they would play', () => {
    const forecast = { entries: [], firstRun: [] };
    assert.equal(seen(61, [old], { forecast }).stopsOn, dateOf(91));
    assert.equal(seen(62, [old], { forecast }).stopsOn, undefined);
  });

  it('that is off has no day', () =>
    assert.deepEqual(seen(10, [off]), {
      key: { id: OLD, createdAt: off.createdAt.toISOString(), age: 10 },
      status: 'Inactive',
      state: 'disabled',
    }));

  it('names the dead one beside it, which takes the second of two places', () => {
    assert.equal(seen(62, [old, youngOff]).deadKeyId, NEW);
    assert.equal(seen(62, [old, young]).deadKeyId, undefined);
    assert.equal(seen(62, [off, youngOff]).deadKeyId, undefined);
  });

  it('names the newer one only where this one has to go', () => {
    assert.equal(seen(62, [old, young]).newer?.id, NEW);
    assert.equal(seen(62, [off, young]).newer?.id, NEW);
    assert.equal(seen(62, [old, young], { tags: exempt }).newer, undefined);
    assert.equal(seen(62, [old, young], { tags: { type: 'machine' } }).newer, undefined);
  });

  it('has the last day of an exemption while it holds, and where there is anything to be spared', () => {
    const until = (keys: readonly AccessKey[], on: number) =>
      seen(on, keys, { tags: exempt }).exemptUntil;
    assert.deepEqual([until([old], 120), until([old], 121)], [dateOf(120), undefined]);
    assert.equal(until([off], 100), undefined);
    assert.ok(!('exemptUntil' in seen(100, [old])));
  });

  it('has the ways that its owner has in its place, where they can make no new one', () => {
    const ways = (access: string, last?: Date) => {
      const move = { userId: 'AIDAALICE', userName: 'alice', said: {} };
      const known = { way: 'sign-in', at: last ?? day(0) } as const;
      const record = { ...move, seen: { 'sign-in': { days: [], last: known } } };
      const moves = new Map(last ? [['AIDAALICE', record]] : []);
      return seen(10, [old], { tags: { access }, ledger: { ...ledgerOf({}), moves } }).ways;
    };
    assert.deepEqual(ways('sign-in+identity-center', day(8)), [
      { way: 'sign-in', lastUsedAt: day(8).toISOString() },
      { way: 'identity-center' },
    ]);
    assert.deepEqual(ways('sign-in'), [{ way: 'sign-in' }]);
    assert.equal(ways('key+sign-in', day(8)), undefined);
  });
});

describe('of what the next runs do to a key its owner sees', () => {
  const entry = (on: number, event: ForecastEntry['event'], keyId: string | null = OLD) => ({
    ...{ on: dateOf(on), event, accountId: account.id, userName: 'alice', text: '' },
    ...(keyId !== null && { keyId }),
  });
  const shown = (on: number, ...entries: readonly ForecastEntry[]) => {
    const { state, stopsOn } = seen(on, [old], { forecast: { entries, firstRun: [] } });
    return [state, stopsOn];
  };

  it('the first by which it stops', () => {
    const reminded = entry(76, 'remind');
    assert.deepEqual(shown(76, reminded, entry(93, 'disable'), entry(95, 'disable')), [
      'rotate-soon',
      dateOf(93),
    ]);
    // Another user's credential may end by itself, and then there are fewer than the circuit breaker holds back.
    assert.deepEqual(shown(91, entry(91, 'held-back'), entry(94, 'disable')), ['held', undefined]);
    assert.deepEqual(shown(90, entry(91, 'held-back')), ['rotate-soon', dateOf(91)]);
  });

  it('nothing of what is to come of others', () => {
    const password = entry(20, 'disable', null);
    assert.deepEqual(shown(10, entry(20, 'disable', NEW), password), ['fine', dateOf(91)]);
  });

  it('that a newer version knows more of it, and nothing of others of which one does', () => {
    const newer = (id: string) => ({
      ...ledgerOf({ notices: [delivered(aReminder(OLD, 76))] }),
      newer: { credentials: new Map([[id, { kind: 'access-key' as const, id }]]), others: 0 },
    });
    const stateOf = (id: string) => seen(80, [old], { ledger: newer(id) }).state;
    assert.deepEqual([stateOf(OLD), stateOf(NEW)], ['unclear', 'rotate-soon']);
  });
});
