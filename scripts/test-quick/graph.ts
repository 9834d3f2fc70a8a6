import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { projectFiles, root } from '../project-files';

/** Whose imports esbuild reads. */
const code = /\.(ts|mjs|cjs)$/;
/** `path.join(__dirname, '..', 'docs', 'cli.md')`, and the same from the root. */
const joined = /\bjoin\(\s*(__dirname|root|repository)((?:,\s*'[^']*')+)\s*\)/g;
const listed = /\bprojectFiles\(((?:\s*'[^']*',?)*)\s*\)/g;
const quoted = /'([^']*)'/g;
/** What the bundles of `dist/` are made of. */
const bundled: Readonly<Record<string, RegExp>> = {
  'dist/functions': /^functions\/[^/]+\/handler\.ts$/,
  'dist/cli': /^cli\/main\.ts$/,
};

/** What each file of the repository leads to: by imports, and by paths and lists of files that its source spells out. */
export class Graph {
  private constructor(
    private readonly imports: ReadonlyMap<string, readonly string[]>,
    private readonly packages: ReadonlyMap<string, readonly string[]>,
    private readonly files: readonly string[],
  ) {}

  /** @throws Error where a file cannot be parsed, in esbuild's words */
  static async read(files: readonly string[] = projectFiles()): Promise<Graph> {
    const sources = files.filter((file) => code.test(file) && !file.includes('/programs/'));
    const { metafile } = await build({
      stdin: {
        contents: sources.map((file) => `import ${JSON.stringify(`./${file}`)};`).join('\n'),
        resolveDir: root,
      },
      absWorkingDir: root,
      outfile: 'none.js',
      bundle: true,
      write: false,
      metafile: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      logLevel: 'silent',
    });
    const of = (external: boolean) =>
      new Map(
        Object.entries(metafile.inputs).map(([file, { imports }]) => [
          file,
          imports.filter((each) => (each.external ?? false) === external).map((each) => each.path),
        ]),
      );
    return new Graph(of(false), of(true), files);
  }

  /** All that the file leads to and how far it is: itself is 0, what it imports 1. `dist/…` is in it where it is read. */
  reachOf(file: string): ReadonlyMap<string, number> {
    const reach = new Map([[file, 0]]);
    for (const [each, distance] of reach)
      for (const next of this.next(each)) if (!reach.has(next)) reach.set(next, distance + 1);
    return reach;
  }

  /** Whether the file, or what it imports, needs the package. */
  needs(file: string, packageName: RegExp): boolean {
    return [...this.reachOf(file).keys()].some((each) =>
      this.packages.get(each)?.some((name) => packageName.test(name)),
    );
  }

  /** Which files import it. */
  importersOf(file: string): readonly string[] {
    return [...this.imports].filter(([, imports]) => imports.includes(file)).map(([each]) => each);
  }

  readonly #next = new Map<string, readonly string[]>();

  private next(file: string): readonly string[] {
    const known = this.#next.get(file);
    if (known) return known;
    const next = [...(this.imports.get(file) ?? []), ...this.named(file)];
    this.#next.set(file, next);
    return next;
  }

  private named(file: string): readonly string[] {
    const made = bundled[file];
    if (made) return this.files.filter((each) => made.test(each));
    // Modules of Python import what is beside them.
    if (file.endsWith('.py')) return this.within(path.posix.dirname(file)).filter(isPython);
    if (!code.test(file) || !this.imports.has(file)) return [];
    const text = readFileSync(path.join(root, file), 'utf8');
    const paths = [...text.matchAll(joined)].map(([, from, parts = '']) =>
      path.posix.join(
        from === '__dirname' ? path.posix.dirname(file) : '.',
        ...[...parts.matchAll(quoted)].map(([, part = '']) => part),
      ),
    );
    const lists = [...text.matchAll(listed)].flatMap(([, patterns = '']) =>
      projectFiles(...[...patterns.matchAll(quoted)].map(([, pattern = '']) => pattern)),
    );
    return [...paths.flatMap((each) => this.within(each)), ...lists];
  }

  /** The file, or all files of the folder; nothing for the repository's own, as a folder to start others in. */
  private within(named: string): readonly string[] {
    if (named in bundled) return [named];
    if (named === '.' || named.startsWith('..')) return [];
    const isFolder = statSync(path.join(root, named), { throwIfNoEntry: false })?.isDirectory();
    return this.files.filter((file) => (isFolder ? file.startsWith(`${named}/`) : file === named));
  }
}

function isPython(file: string): boolean {
  return file.endsWith('.py');
}
