import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { checkLineSchema } from './check-answer';
import { checkWords, type CheckWord } from './check-format';
import { lineOf, type Tried } from './tried';

const root = path.join(__dirname, '..', '..');
const words = Object.keys(checkWords) as CheckWord[];
const wrong: readonly Tried[] = [
  { is: 'gone', found: 'it is not there' },
  { is: 'refused', why: 'AWS refuses it' },
  { is: 'unusable', found: 'it is another' },
];

/** As GitHub makes it of a heading. */
function anchorsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('a line of a check', () => {
  for (const word of words)
    for (const tried of wrong)
      it(`says of a ${word} that is ${tried.is} what to do, and where it is written`, () => {
        const line = lineOf(word, 'id', tried);
        assert.equal(checkLineSchema.parse(line).outcome, 'wrong');
        assert.doesNotMatch(`${line.found} ${line.todo}`, /\n/);
        assert.ok(line.todo);
        const [page = '', anchor] = (line.page ?? '').split('#');
        assert.match(page, /^docs\/.+\.md$/);
        assert.ok(existsSync(path.join(root, page)), page);
        if (anchor !== undefined)
          assert.ok(
            anchorsOf(readFileSync(path.join(root, page), 'utf8')).includes(anchor),
            anchor,
          );
      });

  it('says what is known of this one where that is more', () => {
    const line = lineOf('slack-user', 'U1', { is: 'unusable', found: 'left', todo: 'ask them' });
    assert.equal(line.todo, 'ask them');
  });

  it('says of what is refused that something denies it, and not that it is gone', () => {
    const [gone, refused] = wrong.map((tried) => lineOf('ledger', 'table', tried).todo ?? '');
    assert.match(gone ?? '', /restore the table/);
    assert.doesNotMatch(gone ?? '', /denies it/);
    assert.match(refused ?? '', /denies it/);
    assert.doesNotMatch(refused ?? '', /restore the table/);
    // Where that is one thing to do, it is said of both.
    const [goneRole, refusedRole] = wrong.map((tried) => lineOf('audit-role', 'role', tried));
    assert.equal(goneRole?.todo, refusedRole?.todo);
  });

  it('asks for nothing of what is right, or not known', () => {
    for (const tried of [
      { is: 'done', found: 'read' },
      { is: 'untried', found: 'only doing it shows it' },
      { is: 'unanswered', why: 'no time left' },
    ] as const) {
      const { outcome, todo, page } = lineOf('ledger', 'table', tried);
      assert.equal(outcome, tried.is === 'done' ? 'fine' : 'not-known');
      assert.deepEqual([todo, page], [undefined, undefined]);
    }
  });
});
