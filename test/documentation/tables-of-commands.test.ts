import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { scripts } from '../../package.json';
import { root } from '../../scripts/project-files';

/** What must be named there, and how: that what is named is there, the look at samples asks. */
const lists = [
  ['docs/testing.md', /^test(:|$)/, /^\| `npm (?:run )?([\w:-]+)` /gm],
  ['docs/performance.md', /^bench(:|$)/, /^npm run ([\w:-]+)/gm],
] as const;

for (const [page, isMeant, row] of lists)
  it(`${page} lists every script of package.json that is ${isMeant.source}`, () => {
    const text = readFileSync(path.join(root, page), 'utf8');
    const listed = new Set([...text.matchAll(row)].map(([, name]) => name));
    const missing = Object.keys(scripts).filter((name) => isMeant.test(name) && !listed.has(name));
    assert.deepEqual(missing, []);
  });
