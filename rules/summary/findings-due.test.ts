import assert from 'node:assert/strict';
import { accessKeyRef, passwordRef, type CredentialRef } from '../credentials/credential';
import { emptyLedger } from '../ledger';
import { planDay } from '../plan-day';
import { defaultSettings } from '../settings';
import { anEngineer, day, inventoryOf, ledgerOf } from '../testing/one-account';
import { findingsDue, findingsOfLedger } from './findings-due';

describe('of records that a newer version has written the summary says', () => {
  const cases: [readonly CredentialRef[], number, string][] = [
    [[accessKeyRef('AKIA1')], 0, '1 key left alone'],
    [[accessKeyRef('AKIA1'), accessKeyRef('AKIA2')], 3, '2 keys left alone, 3 records passed by'],
    [[accessKeyRef('AKIA1'), passwordRef('AIDA1')], 0, '2 credentials left alone'],
    [[], 1, '1 record passed by'],
  ];
  for (const [refs, others, words] of cases)
    it(words, () => {
      const credentials = new Map(refs.map((ref) => [ref.id, ref]));
      const ledger = { ...emptyLedger('111111111111'), newer: { credentials, others } };
      const [finding] = findingsOfLedger(ledger);
      assert.ok(finding?.sentence.endsWith(`: ${words}`), finding?.sentence);
      // The ledger remembers it by these: where there are more of them, it is news.
      assert.equal(finding?.key, `account#newer-records-${refs.length}-${others}`);
    });

  it('nothing where there are none', () =>
    assert.deepEqual(findingsOfLedger(emptyLedger('111111111111')), []));
});

describe('what many users have alike', () => {
  const holders = (count: number) =>
    Array.from({ length: count }, (_, i) => ({
      ...anEngineer([], { name: `user${i}`, id: `AIDA${i}` }),
      sshKeys: [{ id: `APKA${i}`, status: 'Active', createdAt: day(0) } as const],
    }));
  const due = (count: number, on: number, findings: ReadonlyMap<string, Date> = new Map()) => {
    const ledger = { ...ledgerOf({}), findings };
    const decisions = planDay(inventoryOf(...holders(count)), ledger, defaultSettings, day(on));
    return findingsDue(decisions, ledger, defaultSettings, day(on));
  };

  it('has a line each, where they are few', () =>
    assert.deepEqual(
      due(3, 100).map(({ key, sentence, others }) => [key, sentence.split(':')[0], others]),
      [0, 1, 2].map((i) => [`AIDA${i}#old-ssh-key`, `user${i}`, undefined]),
    ));

  it('has a line each, however many, where each is to be told what to mend', () => {
    const untyped = [1, 2, 3, 4].map((i) =>
      anEngineer([], { name: `user${i}`, id: `AIDA${i}`, tags: {} }),
    );
    const ledger = ledgerOf({});
    const decisions = planDay(inventoryOf(...untyped), ledger, defaultSettings, day(1));
    const [, , , fourth, ...none] = findingsDue(decisions, ledger, defaultSettings, day(1));
    assert.deepEqual(none, []);
    assert.match(fourth?.sentence ?? '', /^user4: .*the tag type is missing/);
  });

  it('has one line, and each is remembered', () => {
    const [all, ...none] = due(300, 100);
    assert.ok(all && none.length === 0);
    assert.equal(
      all.sentence,
      '300 users hold SSH keys older than 90 days: user0, user1, user2 and 297 more, whom the report names',
    );
    const keys = [all.key, ...(all.others ?? [])];
    assert.equal(new Set(keys).size, 300);
    const named = new Map(keys.map((key) => [key, day(100)]));
    assert.deepEqual(due(300, 101, named), []);
    // Who is new to it is named at once, all of them again after a week.
    assert.deepEqual(
      due(301, 101, named).map(({ key }) => key),
      ['AIDA300#old-ssh-key'],
    );
    assert.equal(due(300, 107, named).length, 1);
  });
});
