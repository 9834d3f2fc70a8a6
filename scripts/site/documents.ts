import { statSync } from 'node:fs';
import path from 'node:path';
import {
  type Application,
  type CommentDisplayPart,
  Converter,
  KindRouter,
  type NormalizedPath,
  type ProjectReflection,
  type Reflection,
} from 'typedoc';
import { root } from '../project-files';
import type { SitePage } from './pages';

/** Images are shown, so they are in the site. */
const media = /\.(png|svg)$/;

/**
 * Makes TypeDoc take the pages as they are in the repository: each has its title and group without a front matter,
 * stands in the site where its file is, and its links to files that are no pages lead to `source`, the repository's
 * address. A link to a file that is not there is an error.
 */
export function addPages(app: Application, pages: readonly SitePage[], source: string): void {
  const byFile = new Map(pages.map((page) => [page.file, page]));
  const fileOf = (document: Reflection) =>
    path.relative(root, document.project.files.getReflectionPath(document) ?? root);

  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_, document) => {
    const file = fileOf(document);
    const { title, group } = byFile.get(file) as SitePage;
    document.name = title;
    document.frontmatter['group'] = group;
    if (path.basename(file) === 'README.md')
      document.project.files.registerReflectionPath(
        path.join(root, path.dirname(file)) as NormalizedPath,
        document,
      );
    document.content = document.content.map((part) => linked(part, document.project, file));
  });
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    project.readme = project.readme?.map((part) => linked(part, project, 'README.md'));
  });

  /** The same part of a text, with its link to a file of the repository made one to the repository's address. */
  function linked(
    part: CommentDisplayPart,
    { files }: ProjectReflection,
    from: string,
  ): CommentDisplayPart {
    if (part.kind !== 'relative-link') return part;
    const target = part.target === undefined ? undefined : files.resolvePath(part.target);
    if (target === undefined) {
      app.logger.error(`${from} links to ${part.text}, which is no file` as never);
      return part;
    }
    const file = path.relative(root, target);
    if (byFile.has(file) || byFile.has(`${file}/README.md`) || file === 'README.md') return part;
    if (media.test(file)) return part;
    const kind = statSync(target).isDirectory() ? 'tree' : 'blob';
    return { kind: 'text', text: `${source}/${kind}/main/${file}` };
  }

  app.renderer.defineRouter(
    'repository',
    class extends KindRouter {
      protected override getIdealBaseName(reflection: Reflection): string {
        return reflection.isDocument()
          ? fileOf(reflection).replace(/\.md$/, '')
          : super.getIdealBaseName(reflection);
      }
    },
  );
}
