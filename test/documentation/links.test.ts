import assert from 'node:assert/strict';
import path from 'node:path';
import { projectFiles } from '../../scripts/project-files';
import { markdownPages, readPage, type Page } from './markdown';

const files = new Set(projectFiles());
const folders = new Set([...files].flatMap(parentsOf));
const pages = new Map(markdownPages().map((page) => [page.file, page]));

function parentsOf(file: string): readonly string[] {
  const parent = path.posix.dirname(file);
  return parent === '.' ? [parent] : [parent, ...parentsOf(parent)];
}

/** What is wrong with the page's links to files of the repository and to their headings. */
function brokenLinks(page: Page): readonly string[] {
  return page.links
    .filter((link) => !/^[a-z]+:/.test(link))
    .flatMap((link) => {
      const [to = '', anchor] = decodeURI(link).split('#');
      const target = path.posix.join(path.posix.dirname(page.file), to).replace(/\/$/, '');
      if (to !== '' && !files.has(target) && !folders.has(target))
        return [`${page.file}: ${link}: no such file`];
      const { anchors } = to === '' ? page : (pages.get(target) ?? { anchors: undefined });
      if (anchor === undefined || anchors?.has(anchor)) return [];
      return [`${page.file}: ${link}: no such heading`];
    });
}

describe('the links of the Markdown files', () => {
  it('lead to files that are there, and to their headings', () =>
    assert.deepEqual([...pages.values()].flatMap(brokenLinks), []));

  for (const [what, text, broken] of [
    ['a page', '[x](cli.md)', false],
    ['a page that is not there', '[x](clj.md)', true],
    ['a heading', '[x](cli.md#audit)', false],
    ['a heading that is not there', '[x](cli.md#odit)', true],
    ['a heading of its own, with punctuation and code', '# A `b`: c!\n\n[x](#a-b-c)', false],
    ['the second heading of a name', '# A\n\n# A\n\n[x](#a-1)', false],
    ['the third of two', '# A\n\n# A\n\n[x](#a-2)', true],
    ['a folder', '[x](runbooks)', false],
    ['a folder that is made, not kept', '[x](../node_modules)', true],
    ['a heading of what is no page', '[x](../LICENSE#terms)', true],
    ['a picture', '![x](images/report-light.png)', false],
    ['a picture that is not there', '![x](images/no.png)', true],
    ['a picture in HTML that is not there', '<img src="images/no.png" alt="x" />', true],
    ['a place in another house', '[x](https://example.com/no#no)', false],
    ['nothing, in code', '`[x](no.md)`\n\n```\n[x](no.md)\n```', false],
  ] as const)
    it(`${broken ? 'are broken' : 'are whole'} to ${what}`, () =>
      assert.equal(brokenLinks(readPage('docs/a-page.md', text)).length, broken ? 1 : 0));
});
