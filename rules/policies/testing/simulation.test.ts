import assert from 'node:assert/strict';
import { keepAnswers } from './simulation';

describe('answers of a library that are kept', () => {
  it('are worked out once for the same strings, and anew for any others', () => {
    const asked: string[] = [];
    const library = {
      join: (...of: readonly string[]) => {
        asked.push(of.join('+'));
        return asked.at(-1);
      },
    };
    keepAnswers(library, 'join');
    for (const time of ['first', 'second']) {
      assert.equal(library.join('a', 'bc'), 'a+bc', time);
      assert.equal(library.join('ab', 'c'), 'ab+c', time);
      assert.equal(library.join('a', 'b', 'c'), 'a+b+c', time);
    }
    assert.deepEqual(asked, ['a+bc', 'ab+c', 'a+b+c']);
  });

  it('are refused of a function that is not there, as in another version', () => {
    assert.throws(() => keepAnswers({}, 'join'), /there is no join/);
  });
});
