import assert from 'node:assert/strict';
import { addTo, movesByStepSchema, movesInWords, type MovesByStep } from './moves-by-step';

describe('how many people are at which step', () => {
  it('adds up', () => {
    const sums: MovesByStep = { open: 1, closed: 2 };
    addTo(sums, { open: 2, quiet: 1 });
    assert.deepEqual(sums, { open: 3, closed: 2, quiet: 1 });
  });

  it('is said in words, from the end', () => {
    const all = { open: 1, told: 2, proved: 3, quiet: 4, warned: 5, disabled: 6, closed: 7 };
    assert.equal(
      movesInWords(all),
      '7 done, 6 disabled, 5 warned, 4 quiet, 3 proved, 2 waiting for proof, 1 not told yet',
    );
    assert.equal(movesInWords({}), '');
  });

  it('is of steps that there are, and of somebody', () => {
    assert.deepEqual(movesByStepSchema.parse({ open: 1 }), { open: 1 });
    for (const wrong of [{ open: 0 }, { open: 0.5 }, { 'not-moving': 1 }])
      assert.equal(movesByStepSchema.safeParse(wrong).success, false);
  });
});
