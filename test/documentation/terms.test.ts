import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/project-files';

/** What people read who have not seen Keyturn before; each may be the first. */
const guides = [
  'README.md',
  'docs/try.md',
  'docs/roll-out.md',
  'docs/administrator.md',
  'docs/slack.md',
  'docs/organization.md',
  'docs/run.md',
  'docs/cli.md',
  'docs/for-engineers.md',
  'docs/move.md',
];

/** The words that are ours, or that we use in one sense of several, and how each is explained. */
const terms: readonly (readonly [term: string, used: RegExp, explained: RegExp])[] = [
  ['stack file', /\bstack files?\b/, /Pulumi\.<stack>\.yaml/],
  ['audit role', /\baudit roles?\b/i, /that the monitor assumes/],
  ['heartbeat', /\bheartbeat\b/, /no run was completed/],
  ['ledger', /(?<![-`])\bledger\b/, /\btable\b/],
  ['Found', /_Found_|\| Found /, /something is wrong/],
  ['Done', /_Done_|\| Done /, /what was told or disabled/],
  ['trail', /\btrail\b/, /record of calls/],
  ['bundle', /\bbundles?\b/, /code[^.]* in one file/],
];

/** The paragraphs, lists and tables of a page, without headings, its list of links and what is code. */
function paragraphsOf(page: string): readonly string[] {
  return page
    .replaceAll(/^( *)```[^]*?^\1```$/gm, '')
    .split(/\n\s*\n/)
    .filter((each) => !/^(#|\| +\| +\|)/.test(each));
}

/** The terms that a page uses before, or without, saying what they are. */
function unexplained(page: string): readonly string[] {
  const paragraphs = paragraphsOf(page);
  return terms.flatMap(([term, used, explained]) => {
    const first = paragraphs.find((each) => used.test(each));
    return first === undefined || explained.test(first) ? [] : [`${term}: ${first.slice(0, 100)}`];
  });
}

describe('the terms of the guides', () => {
  for (const file of guides)
    it(`${file} explains where they first stand`, () =>
      assert.deepEqual(unexplained(readFileSync(path.join(root, file), 'utf8')), []));

  it('would be missed', () => {
    assert.equal(unexplained('# A\n\nThe ledger.\n\nThe ledger is a table.\n').length, 1);
    assert.equal(unexplained('# A ledger\n\nThe ledger is a table.\n').length, 0);
    assert.equal(unexplained('```sh\nkeyturn plan --ledger ledger\n```\n').length, 0);
  });
});
