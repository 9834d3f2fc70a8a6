import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isEmpty, isSame } from './compare';
import { fileArchive } from './table/lambda/archive';

const archive = (path: string, hash: string) => ({ ...fileArchive(path), hash });

describe('isSame', () => {
  const cases: readonly [what: string, a: unknown, b: unknown, same: boolean][] = [
    ['nothing and nothing', undefined, '', true],
    ['nothing and false', undefined, false, true],
    ['nothing and zero', undefined, 0, false],
    ['nothing and true', undefined, true, false],
    ['nothing and what is empty all through', undefined, { a: [], b: { c: '' } }, true],
    ['lists in another order', ['a', 'b'], ['b', 'a'], true],
    ['a list and part of it', ['a', 'b'], ['a'], false],
    ['a list with one twice', ['a', 'a'], ['a'], false],
    ['maps in another order', { a: 1, b: 2 }, { b: 2, a: 1 }, true],
    ['maps, one with more', { a: 1 }, { a: 1, b: 2 }, false],
    ['maps, one with an empty value more', { a: 1 }, { a: 1, b: undefined }, true],
    ['JSON with other space', '{"a":1,"b":[2]}', '{ "b": [2], "a": 1 }', true],
    ['other JSON', '{"a":1}', '{"a":2}', false],
    ['text that only begins like JSON', '{a', '{a', true],
    ['text and the number that it says', '1', 1, false],
    ['an archive in another place', archive('/a', 'x'), archive('/b', 'x'), true],
    ['another archive in the same place', archive('/a', 'x'), archive('/a', 'y'), false],
    ['archives that nobody hashed', fileArchive('/a'), fileArchive('/b'), false],
  ];
  for (const [what, a, b, same] of cases)
    it(`${same ? 'takes for the same' : 'tells apart'}: ${what}`, () => {
      assert.equal(isSame(a, b), same);
      assert.equal(isSame(b, a), same);
    });

  it('is the same as itself, whatever it is', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => isSame(value, structuredClone(value))));
  });

  it('takes JSON text for the same as itself, written anew', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) =>
        isSame(JSON.stringify(value), JSON.stringify(value, null, 2)),
      ),
    );
  });

  it('never takes something for nothing', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => isSame(value, undefined) === isEmpty(value)));
  });
});
