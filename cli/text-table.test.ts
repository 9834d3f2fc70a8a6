import assert from 'node:assert/strict';
import { oneLine, textTable } from './text-table';

describe('a table of text', () => {
  it('has columns as wide as they must be, and nothing at the ends of lines', () =>
    assert.equal(
      textTable(
        ['A', 'LONGER'],
        [
          ['wide cell', 'x'],
          ['', 'ÄÖ'],
        ],
      ),
      ['A          LONGER', 'wide cell  x', '           ÄÖ'].join('\n'),
    ));

  it('has only its head where there are no rows', () => assert.equal(textTable(['A'], []), 'A'));

  it('lets nothing move the cursor or begin a line', () =>
    assert.equal(oneLine('a\u001b[2Jb\r\nc\u2028d\u0007e\u009bf'), 'a [2Jb c d e f'));
});
