import assert from 'node:assert/strict';
import { blocksOfPages } from './blocks';
import { runners, runnersOf } from './table';

describe('the commands of the guides', () => {
  const blocks = blocksOfPages();

  it('are each run by a suite, or have a reason why not', () => {
    const unknown = blocks.filter((block) => runnersOf(block).length !== 1);
    assert.deepEqual(
      unknown.map(({ place, commands }) => `${place}: ${commands.split('\n')[0]}`),
      [],
      'expected one line of test/guides/table.ts for each block of commands',
    );
  });

  it('are those of the table, and no others', () => {
    const named = new Set(blocks.flatMap((block) => runnersOf(block)));
    assert.deepEqual(
      runners.filter((each) => !named.has(each)).map(([page, begins]) => `${page}: ${begins}`),
      [],
    );
  });
});
