import assert from 'node:assert/strict';
import { ratioRow } from './measured';

describe('the ratio of two builds', () => {
  const pairs = [
    { before: 2, now: 1 },
    { before: 10, now: 6 },
    { before: 1, now: 0.9 },
  ];
  const measured = { what: 'a run', unit: 's', pairs, atMost: 0.6 };

  it('is the median of the rounds’ ratios, not the ratio of the medians', () => {
    assert.deepEqual(ratioRow(measured), {
      what: 'a run',
      before: '2.00 s',
      now: '1.00 s',
      ratio: '0.60 (0.50 to 0.90)',
      target: 'at most 0.6',
      isMet: true,
    });
  });

  it('is not met beyond the target, or where something else was paid for it', () => {
    assert.ok(!ratioRow({ ...measured, atMost: 0.59 }).isMet);
    const provided = [{ text: 'memory at most 256 MB, found 300', isMet: false }];
    const row = ratioRow({ ...measured, provided });
    assert.deepEqual(
      [row.isMet, row.target],
      [false, 'at most 0.6; memory at most 256 MB, found 300'],
    );
  });

  it('of no rounds is an error', () => {
    assert.throws(() => ratioRow({ ...measured, pairs: [] }), RangeError);
  });
});
