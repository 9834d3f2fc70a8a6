import path from 'node:path';
import { parseArgs } from 'node:util';
import { Application, type TypeDocOptions } from 'typedoc';
import { repository } from '../../package.json';
import { root } from '../project-files';
import { addPages } from './documents';
import { groupOrder, pageOf, sitePages, type SitePage } from './pages';

const source = repository.url.replace(/^git\+|\.git$/g, '');

function optionsFor(pages: readonly SitePage[]): TypeDocOptions {
  return {
    name: 'Keyturn',
    // `npm run types` looks for mistakes.
    skipErrorChecking: true,
    tsconfig: path.join(root, 'tsconfig.package.json'),
    entryPoints: ['components', 'rules', 'stacks'].map((each) => `${root}/${each}/index.ts`),
    readme: path.join(root, 'README.md'),
    projectDocuments: pages.map(({ file }) => path.join(root, file)),
    basePath: root,
    displayBasePath: root,
    // What a component inherits of Pulumi's is Pulumi's to document.
    excludeExternals: true,
    excludePrivate: true,
    excludeProtected: true,
    disableGit: true,
    sourceLinkTemplate: `${source}/blob/main/{path}#L{line}`,
    gitRevision: 'main',
    router: 'repository',
    headings: { readme: false, document: false },
    groupOrder,
    sort: ['kind', 'alphabetical-ignoring-documents'],
    navigation: { includeGroups: true },
    navigationLinks: { GitHub: source },
    searchInDocuments: true,
    searchInComments: true,
    highlightLanguages: ['typescript', 'json', 'yaml', 'shellscript', 'python'],
    hideGenerator: true,
    // `invalidPath` takes a folder for a mistake: links are looked at in documents.ts.
    // Values of which only the types are for others.
    intentionallyNotExported: [
      'modes',
      'partitions',
      'reportAccountSchema',
      'reportBeforeSchema',
      'ruleNames',
      'userNoticeSchema',
      'userTypes',
      'waysIn',
      'ClockOf',
      'Immutable',
      'Kinds',
      'OwnOfKinds',
      // The report's own has that name, too.
      'rules/notices/traits.ts:Deed',
    ],
    validation: { notExported: true, invalidLink: true, rewrittenLink: true, invalidPath: false },
    treatWarningsAsErrors: true,
    treatValidationWarningsAsErrors: true,
  };
}

/**
 * Makes the documentation as a site of files: the API from the docstrings, the guides, policies, runbooks and
 * decisions, and a search over all of it. It needs no network, neither to be made nor to be read.
 *
 * @param folder where to; what is there is replaced.
 * @returns whether it was made without a warning, such as a link that leads nowhere; TypeDoc prints them.
 */
export async function buildSite(folder: string, pages: readonly SitePage[]): Promise<boolean> {
  const app = await Application.bootstrap(optionsFor(pages));
  addPages(app, pages, source);
  const project = await app.convert();
  if (project === undefined) return false;
  app.validate(project);
  await app.generateDocs(project, folder);
  return !app.logger.hasErrors() && !app.logger.hasWarnings();
}

async function main(): Promise<void> {
  const { out = path.join(root, 'dist', 'site'), only } = parseArgs({
    options: {
      out: { type: 'string' },
      // With the pages of these files alone.
      only: { type: 'string', multiple: true },
    },
  }).values;
  const pages = only?.map((file) => pageOf(path.relative(root, file))) ?? sitePages();
  if (!(await buildSite(out, pages))) process.exitCode = 1;
}

if (require.main === module) void main();
