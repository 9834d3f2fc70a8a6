import assert from 'node:assert/strict';
import { allOf, anyOf } from './decided';

const yes = () => true;
const no = () => false;
const unknown = () => {
  throw new Error('first');
};
const unknownToo = () => {
  throw new Error('second');
};

describe('what is decided though not all is known', () => {
  it('any of them', () => {
    assert.equal(anyOf([]), false);
    assert.equal(anyOf([no, no]), false);
    assert.equal(anyOf([no, yes, unknown]), true);
    assert.equal(anyOf([unknown, yes]), true);
    assert.throws(() => anyOf([no, unknown, unknownToo, no]), /first/);
  });

  it('all of them', () => {
    assert.equal(allOf(), true);
    assert.equal(allOf(yes, yes), true);
    assert.equal(allOf(unknown, no), false);
    assert.equal(allOf(no, unknown), false);
    assert.throws(() => allOf(yes, unknown, unknownToo), /first/);
  });
});
