import assert from 'node:assert/strict';
import { accessKeyRef, passwordRef, type CredentialRef } from '../credentials/credential';
import { emptyLedger } from '../ledger';
import { findingsOfLedger } from './findings-due';

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
