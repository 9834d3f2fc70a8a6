import { readFileSync } from 'node:fs';
import path from 'node:path';
import GithubSlugger from 'github-slugger';
import MarkdownIt from 'markdown-it';
import { projectFiles, root } from '../../scripts/project-files';

const parser = new MarkdownIt({ html: true });
type Token = ReturnType<typeof parser.parse>[number];

/** A fenced sample of code. */
export interface Sample {
  /** The file and the line, such as `docs/cli.md:12`. */
  readonly place: string;
  /** Such as `ts`; empty where the fence names none. */
  readonly language: string;
  readonly text: string;
}

/** What is looked at in a Markdown file. */
export interface Page {
  /** From the root. */
  readonly file: string;
  /** Of its headings, as GitHub makes them. */
  readonly anchors: ReadonlySet<string>;
  /** As they are written; of images too. */
  readonly links: readonly string[];
  readonly samples: readonly Sample[];
  /** Code within the text, such as `keyturn audit`. */
  readonly inlineCode: readonly string[];
}

/** Every Markdown file of the repository; but Slack's texts are not Markdown. */
export function markdownPages(): readonly Page[] {
  return projectFiles('*.md')
    .filter((file) => !file.startsWith('functions/messages/snapshots/'))
    .map((file) => readPage(file, readFileSync(path.join(root, file), 'utf8')));
}

export function readPage(file: string, text: string): Page {
  const blocks = parser.parse(text, {});
  const all = blocks.flatMap((block) => [block, ...(block.children ?? [])]);
  const slugger = new GithubSlugger();
  const headings = blocks.flatMap((block, i) =>
    block.type === 'heading_open' ? [textOf(blocks[i + 1])] : [],
  );
  return {
    file,
    anchors: new Set(headings.map((heading) => slugger.slug(heading))),
    links: all.flatMap(linksOf),
    samples: blocks
      .filter(({ type }) => type === 'fence')
      .map(({ info, content, map }) => ({
        place: `${file}:${(map?.[0] ?? 0) + 1}`,
        language: info.trim(),
        text: content,
      })),
    inlineCode: all.filter(({ type }) => type === 'code_inline').map(({ content }) => content),
  };
}

function textOf(inline: Token | undefined): string {
  return (inline?.children ?? [])
    .filter(({ type }) => type === 'text' || type === 'code_inline')
    .map(({ content }) => content)
    .join('');
}

function linksOf(token: Token): readonly string[] {
  if (token.type === 'link_open') return [token.attrGet('href') ?? ''];
  if (token.type === 'image') return [token.attrGet('src') ?? ''];
  if (!token.type.startsWith('html_')) return [];
  return [...token.content.matchAll(/\b(?:href|src|srcset)="([^"]*)"/g)].map(([, to = '']) => to);
}
