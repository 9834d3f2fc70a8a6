import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { makeAtHand, type Bundles } from './bundles-at-hand';
import { lambdaCredentials } from './lambda-credentials';
import type { LicensedPackage } from './notices/licensed-packages';
import { writeNotices } from './notices/notices';
import { withoutJsonSchema } from './without-json-schema';

const root = path.join(__dirname, '..');
/** Functions are the folders that have a handler. */
const functionsFolder = path.join(root, 'functions');

/** How everything that is delivered is bundled. */
export const commonOptions = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  // The libraries' modules instead of their CommonJS: what is not used is left out.
  mainFields: ['module', 'main'],
  legalComments: 'external',
  logLevel: 'warning',
  absWorkingDir: root,
  metafile: true,
} as const satisfies BuildOptions;

/** How a bundle for Lambda is made. */
export const bundleOptions = {
  ...commonOptions,
  target: 'node24',
  // Of a module of Node's own `import()` would make an ES module first, and of node:http load all that it has.
  supported: { 'dynamic-import': false },
  minify: true,
} as const satisfies BuildOptions;

/** The functions' bundles, with source maps. */
export const functionBundles: Bundles<Readonly<Record<string, Bundle>>> = {
  folder: path.join(root, 'dist', 'functions'),
  make: (folder) => buildFunctions(folder),
};

/** What came of bundling one function. */
export interface Bundle {
  readonly bytes: number;
  /** Modules that the bundle requires and does not hold. */
  readonly needs: readonly string[];
  /** Whose software is in it. */
  readonly packages: readonly LicensedPackage[];
}

/**
 * Bundles every function as Lambda runs it: one CommonJS file with all its libraries, the AWS SDK's clients
 * too, so that what was tested is what runs.
 * @param outFolder gets a folder a function, all of which is deployed: `index.js` (handler `index.handler`),
 * THIRD-PARTY-NOTICES and, if wanted, the source map
 * @throws LicenseError for a package that may not be in a bundle
 */
export async function buildFunctions(
  outFolder: string,
  { sourceMaps = true } = {},
): Promise<Readonly<Record<string, Bundle>>> {
  const names = readdirSync(functionsFolder).filter((name) => isFunction(name));
  const { metafile } = await build({
    entryPoints: names.map((name) => ({
      in: path.join(functionsFolder, name, 'handler.ts'),
      out: path.join(name, 'index'),
    })),
    outdir: outFolder,
    ...bundleOptions,
    plugins: [wholeNamespaces, lambdaCredentials, withoutJsonSchema],
    sourcemap: sourceMaps && 'linked',
  });
  const packages = writeNotices(metafile, root);
  return Object.fromEntries(
    names.map((name) => {
      const file = path.resolve(outFolder, name, 'index.js');
      const { bytes = 0, imports = [] } = metafile.outputs[path.relative(root, file)] ?? {};
      const needs = imports.map((each) => each.path);
      return [name, { bytes, needs, packages: packages.get(file) ?? [] }];
    }),
  );
}

/**
 * `import { z } from 'zod'` is an object of everything that zod has, so nothing of it could be left out, not
 * even its error messages in fifty languages. As a namespace, esbuild sees what is used.
 */
export const wholeNamespaces: Plugin = {
  name: 'whole-namespaces',
  setup(bundler) {
    bundler.onLoad({ filter: /\.ts$/ }, ({ path: file }) => ({
      contents: readFileSync(file, 'utf8').replace(
        /^import { z } from 'zod';$/m,
        "import * as z from 'zod';",
      ),
      loader: 'ts',
    }));
  },
};

function isFunction(name: string): boolean {
  const folder = path.join(functionsFolder, name);
  return statSync(folder).isDirectory() && readdirSync(folder).includes('handler.ts');
}

if (require.main === module)
  void makeAtHand(functionBundles).then((bundles) => {
    for (const [name, { bytes }] of Object.entries(bundles))
      console.log(`dist/functions/${name}/index.js  ${Math.ceil(bytes / 1024)} KiB`);
  });
