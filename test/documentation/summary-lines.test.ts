import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { examples } from '../../functions/messages/examples';
import { userNoticeSchema } from '../../rules/notices';
import { nameOfNotice } from '../../rules/summary/sentences';
import { root } from '../../scripts/project-files';

const page = readFileSync(path.join(root, 'docs', 'run.md'), 'utf8');
const lines = [...page.matchAll(/^\| `(.*?)` +\|/gm)].map(([, line = '']) => line);

/** What a run names a notice of that kind under _Done_, of the people and the key of the page. */
const names = new Map(
  examples.flatMap(({ notice }) => {
    if (notice.kind === 'daily-summary') return [];
    const userName = notice.kind === 'machine-key-old' ? 'ci' : 'ada';
    const name = nameOfNotice({ ...notice, owner: { userName } });
    return [[notice.kind, name.replace(/…\w{4}/, '…WXYZ')] as const];
  }),
);

describe('what docs/run.md says of the lines of a summary', () => {
  it('is asked of every kind of notice', () =>
    assert.deepEqual(
      [...names.keys()].sort(),
      userNoticeSchema.options.map(({ shape }) => shape.kind.value).sort(),
    ));

  for (const [kind, name] of names)
    it(`has what a run names a ${kind}`, () =>
      assert.ok(
        lines.some((line) => line.startsWith(`${name}:`)),
        `no line of the table under Done begins with: ${name}`,
      ));
});
