import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectFiles, root } from '../../scripts/project-files';
import { readPage } from './markdown';

const files = projectFiles();
const page = 'docs/extend.md';

/** Made, and ignored by Git. */
const made = ['dist/', 'THIRD-PARTY-NOTICES'];

/**
 * The files and folders that a page names, by their path from the root or by its end, as `breaches/index.ts`;
 * `<name>` and `*` stand for any name.
 */
function named(text: string): readonly string[] {
  return readPage(page, text).inlineCode.filter(
    (code) => /^[\w.<>*/-]+(\.(tsx?|py|json|ya?ml|md)|\/)$/.test(code) && /\w/.test(code),
  );
}

function isThere(name: string): boolean {
  if (made.some((each) => name.startsWith(each))) return true;
  const source = name.replace(/[.]/g, '\\.').replace(/<\w+>|\*/g, '[\\w.-]+');
  const pattern = new RegExp(`(^|/)${source}${name.endsWith('/') ? '' : '$'}`);
  return files.some((file) => pattern.test(file));
}

describe('the page that says which file to open', () => {
  it('names files and folders that are there', () => {
    const all = named(readFileSync(path.join(root, page), 'utf8'));
    assert.ok(all.length > 100, `it names ${all.length}`);
    assert.deepEqual(
      all.filter((name) => !isThere(name)),
      [],
    );
  });

  for (const [text, gone] of [
    ['`rules/calendar.ts`', []],
    ['`calendar.ts`', []],
    ['`rules/calender.ts`', ['rules/calender.ts']],
    ['`functions/<function>/environment.ts`', []],
    ['`functions/<function>/surroundings.ts`', ['functions/<function>/surroundings.ts']],
    ['`rules/plan/`', []],
    ['`rules/plans/`', ['rules/plans/']],
    ['`planDay(inventory)` and `npm run schemas`', []],
  ] as const)
    it(`${gone.length === 0 ? 'takes' : 'refuses'} ${text}`, () =>
      assert.deepEqual(
        named(text).filter((name) => !isThere(name)),
        gone,
      ));
});
