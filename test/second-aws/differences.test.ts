import assert from 'node:assert/strict';
import { differences } from './differences';

const of = (expected: readonly unknown[], found: readonly unknown[]) =>
  differences('x', expected, found);

describe('differences', () => {
  it('are none between the same things in another order, with fields in another order', () => {
    assert.deepEqual(of([{ a: 1, b: 2 }, 3], [3, { b: 2, a: 1 }]), []);
    assert.deepEqual(of([{ a: 1, b: undefined }], [{ a: 1 }]), []);
  });

  it('name what is missing and what nobody expects', () => {
    assert.deepEqual(of([{ a: 1 }], [{ a: 2 }]), ['x: missing {"a":1}', 'x: unexpected {"a":2}']);
    assert.deepEqual(of([], [false]), ['x: unexpected false']);
  });

  it('count: a message that comes twice is one too many', () => {
    assert.deepEqual(of([1], [1, 1]), ['x: unexpected 1']);
    assert.deepEqual(of([1, 1], [1]), ['x: missing 1']);
  });
});
