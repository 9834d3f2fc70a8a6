import assert from 'node:assert/strict';
import { AccountHistory } from './account-history';
import { composeEvidence, type EvidenceInput } from './compose-evidence';
import { DayTally } from './day-tally';
import type { EvidenceBreach, EvidenceEvent, EvidenceKey } from './evidence';
import { MOST_KEPT, PeriodTotals } from './period-totals';
import { Sample } from './sample';
import { identity, limits, production, sha256 } from './testing/days';

const period = { from: '2026-07-01', to: '2026-07-10' };
const base = { accountId: identity.id, account: 'identity', userName: 'alice' };
const day = (n: number) => `2026-07-${String(n).padStart(2, '0')}`;

function key(keyId: string, more: Partial<EvidenceKey> = {}): EvidenceKey {
  return {
    ...{ ...base, keyId, knownFrom: 'report', seen: { from: day(1), to: day(10) } },
    ...{ atEnd: 'enabled', exemptions: [], events: [], createdAt: '2026-06-01T10:00:00.000Z' },
    ...more,
  };
}
const event = (what: EvidenceEvent['what'], more: Partial<EvidenceEvent> = {}): EvidenceEvent => ({
  ...{ what, at: `${day(2)}T08:00:00.000Z`, accountId: identity.id, userName: 'alice' },
  ...{ text: '', source: 'report', ...more },
});
const breach = (rule: string, isUnseen = false): EvidenceBreach => ({
  ...{ rule, accountId: identity.id, account: 'identity', isUnseen },
  ...{ from: day(1), to: day(1), days: 1, text: 'x' },
});

const totalsOf = (timeZone = 'Etc/UTC', sample = new Sample(0, '', sha256)) =>
  new PeriodTotals(period, timeZone, sample);

interface Given {
  readonly keys?: readonly EvidenceKey[];
  readonly breaches?: readonly EvidenceBreach[];
  readonly history?: (history: AccountHistory) => void;
}
function added({ keys = [], breaches = [], history: change }: Given, totals = totalsOf()) {
  const history = new AccountHistory(identity);
  change?.(history);
  totals.add(history, { keys, breaches, otherEvents: [] });
  return totals;
}
const none = { all: 0, beforeReminder: 0, afterReminder: [], afterDisabling: 0 };

describe('the totals of a period', () => {
  it('count keys: all, made in it, gone, and those that no report has', () => {
    const made = (at: string) => key('K', { createdAt: at });
    const {
      keys,
      made: count,
      gone,
      unseen,
      unseenKeys,
    } = added({
      keys: [
        made('2026-06-30T23:59:59.000Z'),
        made('2026-07-01T00:00:00.000Z'),
        made('2026-07-10T23:59:59.000Z'),
        made('2026-07-11T00:00:00.000Z'),
        key('G', { atEnd: 'gone' }),
        key('U', { seen: undefined, createdAt: undefined, atEnd: 'gone' }),
      ],
    });
    assert.deepEqual([keys, count, gone, unseen], [6, 2, 2, 1]);
    assert.deepEqual(
      unseenKeys.map(({ keyId }) => keyId),
      ['U'],
    );
    const berlin = added({ keys: [made('2026-06-30T22:00:00.000Z')] }, totalsOf('Europe/Berlin'));
    assert.equal(berlin.made, 1);
  });

  it('count what was told and done: of warnings those that did not arrive, and whom Keyturn disabled', () => {
    const { warnings, undelivered, disabledByKeyturn } = added({
      keys: [
        key('A', {
          events: [
            event('warned', { arrived: true }),
            event('warned', { arrived: true }),
            event('warned', { arrived: false }),
            event('warned', { arrived: false }),
            event('warned'),
            event('told', { arrived: false }),
            event('disabled', { by: 'keyturn' }),
            event('disabled', { by: 'keyturn' }),
            event('disabled', { by: 'eve' }),
            event('enabled', { by: 'keyturn' }),
          ],
        }),
      ],
    });
    assert.deepEqual([warnings, undelivered, disabledByKeyturn], [5, 3, 2]);
  });

  it('keep as exceptions what was enabled for too long, or exempt', () => {
    const over = (exempt: number) => ({ from: day(1), to: day(2), days: 2, exempt });
    const exemption = { until: day(9), from: day(1), to: day(2) };
    const { exceptions, tooOld } = added({
      keys: [
        key('A', { over90: over(1), type: 'engineer' }),
        key('B', { over90: over(2) }),
        key('C', { over90: over(2), type: 'machine' }),
        key('D', { exemptions: [exemption] }),
        key('E'),
      ],
    });
    assert.deepEqual(
      exceptions.map(({ keyId }) => keyId),
      ['A', 'B', 'C', 'D'],
    );
    assert.deepEqual(tooOld, {
      people: { exceptions: 2, exempt: 1 },
      machines: { exceptions: 1, exempt: 1 },
    });
  });

  it('keep broken rules, and count them by rule', () => {
    const breaches = [breach('mfa'), breach('mfa'), breach('mfa', true), breach('root', true)];
    const totals = added({ breaches });
    assert.deepEqual(totals.breaches, breaches);
    assert.deepEqual(
      totals.ofRules,
      new Map([
        ['mfa', { broken: 2, unseen: 1 }],
        ['root', { broken: 0, unseen: 1 }],
      ]),
    );
  });

  it('keep the first 5,000 of each, and say how many are left out', () => {
    assert.equal(MOST_KEPT, 5000);
    const over90 = { from: day(1), to: day(2), days: 2, exempt: 0 };
    const totals = added({
      keys: Array.from({ length: 5002 }, () => key('K', { over90, seen: undefined })),
      breaches: Array.from({ length: 5001 }, () => breach('mfa')),
    });
    assert.deepEqual([totals.exceptions.length, totals.breaches.length], [5000, 5000]);
    assert.deepEqual([totals.leftOut, totals.unseen, totals.unseenKeys.length], [3, 5002, 5000]);
  });

  it('count rotations within the period, of each account and of all', () => {
    const replaced = (at: string) => key('K', { replacedBy: { keyId: 'N', at } });
    const keys = [
      replaced('2026-06-30T23:59:59.000Z'),
      replaced('2026-07-05T12:00:00.000Z'),
      replaced('2026-07-11T00:00:00.000Z'),
    ];
    const totals = added({ keys: [replaced('2026-07-05T12:00:00.000Z')] }, added({ keys }));
    const one = { ...none, all: 1, beforeReminder: 1 };
    assert.deepEqual(
      totals.accounts.map(({ rotations }) => rotations),
      [one, one],
    );
    assert.deepEqual(totals.rotations, { ...one, all: 2, beforeReminder: 2 });
  });

  it('have each account: how it was read, and its keys at first and at last', () => {
    const totals = added({
      keys: [key('A')],
      history: (history) => {
        history.readings.push({ on: day(1), at: '', unseenUsers: new Set() });
        history.unread(day(4), 'b');
        history.unread(day(3), 'a');
        history.unread(day(2), 'a');
        history.unread(day(6), 'a');
        history.agesAtFirst = [1, 9, 5, 400];
        history.agesAtLast = [1, 1, 1, 5, 6];
        history.looks.people = 3;
        history.looks.machines = 4;
        history.withoutCredentialReport.push(day(1), day(2));
      },
    });
    assert.deepEqual(totals.accounts, [
      {
        ...{ ...identity, daysRead: 1, keys: 1, rotations: none },
        unread: [`${day(2)} to ${day(3)}: a`, `${day(6)}: a`, `${day(4)}: b`],
        ...{ enabledAtFirst: 4, enabledAtLast: 5, medianAtFirst: 5, medianAtLast: 1 },
      },
    ]);
    assert.deepEqual(totals.looks, { people: 3, machines: 4 });
    assert.deepEqual(totals.withoutCredentialReport, [
      { name: 'identity', days: [`${day(1)} to ${day(2)}`] },
    ]);
    const two = added({ history: ({ looks }) => (looks.people = looks.machines = 2) }, totals);
    assert.deepEqual(two.looks, { people: 5, machines: 6 });
    assert.equal(two.withoutCredentialReport.length, 1);
  });

  it('have no median where there was no key, and the lower one of two', () => {
    const [account] = added({ history: (history) => (history.agesAtFirst = [4, 2]) }).accounts;
    assert.deepEqual(account, {
      ...{ ...identity, daysRead: 0, keys: 0, unread: [], rotations: none },
      ...{ enabledAtFirst: 2, enabledAtLast: 0, medianAtFirst: 2 },
    });
    const [unread] = added({}).accounts;
    assert.deepEqual([unread?.enabledAtFirst, unread && 'medianAtFirst' in unread], [0, false]);
  });
});

describe('a sample', () => {
  const taken = (size: number, seed: string, ids: readonly string[]) => {
    const sample = new Sample(size, seed, sha256);
    added({ keys: ids.map((id) => key(id)) }, totalsOf('Etc/UTC', sample));
    return sample.keys.map(({ keyId }) => keyId);
  };
  const ids = Array.from({ length: 12 }, (_, i) => `K${i}`);
  const byHash = (seed: string) =>
    ids
      .map((id) => [sha256(`${seed}/${id}`), id] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, id]) => id);

  it('is of the lowest hashes of the seed and the key’s id, in whatever order the keys come', () => {
    for (const size of [1, 5, 12])
      for (const order of [ids, ids.toReversed(), ids.toSorted()])
        assert.deepEqual(taken(size, 's', order), byHash('s').slice(0, size));
    assert.deepEqual(taken(3, 't', ids), byHash('t').slice(0, 3));
    assert.notDeepEqual(byHash('t'), byHash('s'));
  });

  it('is of all where there are fewer, and of none where none was asked for', () => {
    assert.deepEqual(taken(20, 's', ids), byHash('s'));
    assert.deepEqual(taken(0, 's', ids), []);
  });

  it('does not go on hashing where none was asked for', () =>
    new Sample(0, '', () => assert.fail('hashed')).offer(key('A')));
});

describe('evidence', () => {
  const tally = new DayTally();
  tally.count(day(1), 38);
  const input: EvidenceInput = {
    ...{ keyturnVersion: '0.1.0', generatedAt: new Date('2026-08-01T08:00:00Z'), period },
    ...{ timeZone: 'Etc/UTC', source: 's3://x', chain: [], limits, tally },
    days: [
      { on: day(1), is: 'report', generatedAt: 'g', keyturnVersion: '0.1.0' },
      { on: day(2), is: 'missing' },
    ],
    totals: totalsOf(),
    reportsOfRule: new Map([['mfa', 1]]),
  };

  it('has all that is said of a period', () => {
    const totals = added({
      keys: [
        key('A', { over90: { from: day(1), to: day(1), days: 1, exempt: 0 }, seen: undefined }),
      ],
      breaches: [breach('mfa', true)],
      history: ({ looks }) => (looks.people = 1),
    });
    const found = composeEvidence({ ...input, totals });
    const { lacks, controls, ...others } = found;
    assert.deepEqual(
      lacks.map(({ weight }) => weight),
      ['missing', 'missing', 'note', 'note'],
    );
    assert.deepEqual(
      controls
        .filter(({ looks }) => looks > 0)
        .map(({ number, verdict }) => `${number} ${verdict}`),
      [
        ...['1.13 exceptions', '2.12 exceptions', 'IAM.3 exceptions', '8.3.9 exceptions'],
        ...['1.9 incomplete', '2.10 incomplete'],
      ],
    );
    assert.deepEqual(others, {
      ...{ format: 'keyturn-evidence/1', keyturnVersion: '0.1.0', period, timeZone: 'Etc/UTC' },
      ...{ generatedAt: '2026-08-01T08:00:00.000Z', source: 's3://x', days: input.days },
      totals: {
        ...{ keys: 1, made: 0, gone: 0, unseen: 1, warnings: 0, undelivered: 0 },
        disabledByKeyturn: 0,
      },
      ...{ exceptions: totals.exceptions, breaches: totals.breaches, leftOut: 0 },
      ...{ unseenKeys: totals.unseenKeys, accounts: totals.accounts },
      trend: {
        bands: [{ from: 0, to: 37 }, { from: 38, to: 75 }, { from: 76, to: 90 }, { from: 91 }],
        days: [{ on: day(1), enabled: 1, medianAge: 38, bands: [0, 1, 0, 0] }],
        rotations: none,
      },
    });
  });

  it('passes what was looked at where nothing is missing', () => {
    const totals = added({ history: ({ looks }) => (looks.people = 1) });
    const days = input.days.slice(0, 1);
    const [first] = composeEvidence({ ...input, days, totals }).controls;
    assert.equal(first?.verdict, 'pass');
    assert.equal(composeEvidence({ ...input, totals }).controls[0]?.verdict, 'incomplete');
  });

  it('has a sample and what CloudTrail was asked, where somebody wanted them', () => {
    const asked = { since: 'a', until: 'b', accountsAsked: 2, notAsked: [] };
    const sample = { seed: 's', size: 1, keys: [] };
    const found = composeEvidence({ ...input, sample, trail: { ...asked, unread: new Map() } });
    assert.deepEqual([found.sample, found.cloudTrail], [sample, asked]);
  });

  it('has its accounts by name, and no bands where there is no report', () => {
    const totals = totalsOf();
    for (const account of [production, identity])
      totals.add(new AccountHistory(account), { keys: [], breaches: [], otherEvents: [] });
    const { accounts, trend } = composeEvidence({ ...input, totals, limits: undefined });
    assert.deepEqual(
      accounts.map(({ name }) => name),
      ['identity', 'production'],
    );
    assert.deepEqual(trend.bands, []);
  });
});
