import assert from 'node:assert/strict';
import { byName, inOrder } from './order';

describe('the order of texts', () => {
  it('is that of their code units, the same on every machine', () => {
    assert.deepEqual(['b', 'a', 'B', 'ä', ''].toSorted(inOrder), ['', 'B', 'a', 'b', 'ä']);
    assert.deepEqual([inOrder('a', 'b'), inOrder('b', 'a'), inOrder('a', 'a')], [-1, 1, 0]);
  });
});

describe('the order of accounts', () => {
  const account = (name: string, id: string) => ({ id, name });
  it('is by name, and of one name by id', () => {
    const sorted = [account('a', '1'), account('a', '2'), account('b', '0')];
    assert.deepEqual([...sorted].reverse().sort(byName), sorted);
    assert.deepEqual(sorted.toSorted(byName), sorted);
    assert.equal(byName(account('a', '1'), account('a', '1')), 0);
  });
});
