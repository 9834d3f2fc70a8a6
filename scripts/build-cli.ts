import path from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { bundleOptions, wholeNamespaces } from './build-functions';
import { makeAtHand, type Bundles } from './bundles-at-hand';
import type { LicensedPackage } from './notices/licensed-packages';
import { writeNotices } from './notices/notices';

const root = path.join(__dirname, '..');
/** The bin of the package. */
export const cliFile = path.join(root, 'dist', 'cli', 'keyturn.js');

/** The command's bundles. */
export const cliBundles: Bundles<readonly CliBundle[]> = {
  folder: path.dirname(cliFile),
  make: (folder) => buildCli(path.join(folder, path.basename(cliFile))),
};

/** A file of the command. */
export interface CliBundle {
  /** Absolute. */
  readonly file: string;
  readonly bytes: number;
  /** Whose software is in it. */
  readonly packages: readonly LicensedPackage[];
}

const options = {
  ...bundleOptions,
  target: 'node22',
  // A name in a stack trace is worth more than the bytes. Names that stay need no call each to be given back at a start.
  minify: false,
  minifyWhitespace: true,
  minifySyntax: true,
} as const satisfies BuildOptions;

/**
 * Bundles the command with all its libraries: a file that knows what the subcommands are called and take, and beside
 * it, in a folder of its own, a file for what each of them does. In one file, `--version` would read all of it.
 * THIRD-PARTY-NOTICES is written beside each.
 * @param outFile is the first of the bundles
 * @param more plugins, of whoever wants them otherwise than they are
 * @throws LicenseError for a package that may not be in a bundle
 */
export async function buildCli(
  outFile = cliFile,
  more: readonly Plugin[] = [],
): Promise<readonly CliBundle[]> {
  const apart = new Map<string, string>();
  const start = await build({
    ...options,
    entryPoints: [path.join(root, 'cli', 'main.ts')],
    outfile: outFile,
    plugins: [...more, subcommandsApart(apart), processesWhenNeeded],
  });
  const does = await build({
    ...options,
    entryPoints: [...apart].map(([source, name]) => ({ in: source, out: `${name}/index` })),
    outdir: path.dirname(outFile),
    plugins: [...more, wholeNamespaces],
  });
  return [start, does].flatMap(({ metafile }) =>
    [...writeNotices(metafile, root)].map(([file, packages]) => {
      const { bytes = 0 } = metafile.outputs[path.relative(root, file)] ?? {};
      return { file, bytes, packages };
    }),
  );
}

/**
 * commander can start other programs for subcommands, and requires node:child_process for it: with what that loads, a
 * tenth of a start. Ours are no programs of their own.
 */
const processesWhenNeeded: Plugin = {
  name: 'processes-when-needed',
  setup(bundler) {
    const filter = /^node:child_process$/;
    bundler.onResolve({ filter }, ({ importer }) =>
      importer.includes(`${path.sep}commander${path.sep}`)
        ? { path: 'processes-when-needed', namespace: 'stand-in' }
        : undefined,
    );
    bundler.onLoad({ filter: /^processes-when-needed$/, namespace: 'stand-in' }, () => ({
      contents: `exports.spawn = (...args) => require('node:child_process').spawn(...args);`,
      resolveDir: root,
    }));
  },
};

/** What a subcommand requires only when it is run stays outside. `found` gets it: by source, the name of its folder. */
function subcommandsApart(found: Map<string, string>): Plugin {
  return {
    name: 'subcommands-apart',
    setup(bundler) {
      bundler.onResolve(
        { filter: /^\.\/[\w-]+\/run-[\w-]+$/ },
        ({ kind, path: request, resolveDir }) => {
          if (kind !== 'require-call') return undefined;
          const name = path.basename(request);
          found.set(path.join(resolveDir, `${request}.ts`), name);
          return { path: `./${name}/index.js`, external: true };
        },
      );
    },
  };
}

if (require.main === module)
  void makeAtHand(cliBundles).then((bundles) => {
    for (const { file, bytes } of bundles)
      console.log(`${path.relative(root, file)}  ${Math.ceil(bytes / 1024)} KiB`);
  });
