import assert from 'node:assert/strict';
import { daysOf, spansOf } from './period';

describe('a period', () => {
  it('has every day from the first to the last', () => {
    const days = daysOf({ from: '2026-02-27', to: '2026-03-01' });
    assert.deepEqual(days, ['2026-02-27', '2026-02-28', '2026-03-01']);
    assert.deepEqual(daysOf({ from: '2026-07-01', to: '2026-07-01' }), ['2026-07-01']);
  });

  it('names days in a row by the first and the last', () => {
    const days = ['2026-02-28', '2026-03-01', '2026-03-02', '2026-03-04', '2026-03-05'];
    assert.deepEqual(spansOf(days), ['2026-02-28 to 2026-03-02', '2026-03-04 to 2026-03-05']);
    assert.deepEqual(spansOf(['2026-03-01', '2026-03-03']), ['2026-03-01', '2026-03-03']);
    assert.deepEqual(spansOf([]), []);
  });
});
