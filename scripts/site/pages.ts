import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectFiles, root } from '../project-files';

/** A page of the site that is made from a Markdown file. */
export interface SitePage {
  /** From the root, such as `docs/runbooks/heartbeat.md`. */
  readonly file: string;
  /** What the navigation calls it: its first heading, up to a colon. */
  readonly title: string;
  readonly group: string;
}

/**
 * The groups of pages, and in the navigation's order the files of each. A file belongs where it is first matched, and
 * one that is named nowhere at the end of the reference: a new page needs no line here.
 */
const groups: readonly (readonly [group: string, ...files: RegExp[]])[] = [
  [
    'Guides',
    /^docs\/try\.md$/,
    /^docs\/roll-out\.md$/,
    /^docs\/administrator\.md$/,
    /^docs\/for-engineers\.md$/,
    /^docs\/rotate\.md$/,
    /^docs\/move\.md$/,
    /^docs\/offboard\.md$/,
    /^docs\/slack\.md$/,
    /^docs\/organization\.md$/,
    /^docs\/run\.md$/,
    /^docs\/doctor\.md$/,
    /^docs\/evidence\.md$/,
    /^docs\/extend\.md$/,
    /^examples\//,
  ],
  ['Runbooks', /^docs\/runbooks\/README\.md$/, /^docs\/runbooks\//],
  ['Decisions', /^docs\/decisions\//],
  ['Project', /^(CHANGELOG|SECURITY)\.md$/],
  ['Reference', /^docs\/cli\.md$/, /^docs\/policies\.md$/, /^docs\/messages\.md$/, /^/],
];

/** The navigation's order. `Modules` is the API. */
export const groupOrder = ['Guides', 'Reference', 'Modules', 'Runbooks', 'Decisions', 'Project'];

const places = groups.flatMap(([group, ...files]) => files.map((matches) => ({ group, matches })));
const placeOf = (file: string) => places.findIndex(({ matches }) => matches.test(file));

/** Every Markdown file for readers, but README.md, which is the front page; in the navigation's order. */
export function sitePages(): readonly SitePage[] {
  return projectFiles('docs/*.md', 'examples/README.md', 'CHANGELOG.md', 'SECURITY.md')
    .toSorted((one, other) => placeOf(one) - placeOf(other))
    .map(pageOf);
}

/** The page that the file makes. */
export function pageOf(file: string): SitePage {
  return { file, title: titleOf(file), group: places[placeOf(file)]?.group ?? 'Reference' };
}

/** @throws an error that names the file, if it has no heading of the first level. */
function titleOf(file: string): string {
  const title = /^# (.+)$/m.exec(readFileSync(path.join(root, file), 'utf8'))?.[1];
  if (title === undefined) throw new Error(`${file}: found no heading "# …", which is its title`);
  return title.replace(/: .*/, '').replaceAll('`', '');
}
