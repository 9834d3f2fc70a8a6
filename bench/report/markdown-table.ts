import Table from 'cli-table3';

/** The borders of Markdown. */
const chars = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ 'left-mid': '|', mid: '-', 'mid-mid': '|', 'right-mid': '|' },
  ...{ left: '|', right: '|', middle: '|' },
};

type Cells = readonly (string | number)[];

/** A table that can go into a page as it is; 'not measured' where it would have no row. */
export function markdownTable(head: readonly string[], rows: readonly Cells[]): string {
  if (rows.length === 0) return 'not measured';
  const drawn = new Table({ head: [...head], chars, style: { head: [], border: [] } });
  drawn.push(...rows.map((row) => row.map(String)));
  // A rule stands between all rows; Markdown has it below the head alone.
  const [first = '', rule = '', ...rest] = drawn.toString().split('\n');
  return [first, rule, ...rest.filter((line) => !/^\|[-|]+\|$/.test(line))].join('\n');
}
