import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { makeAtHand, type Bundles } from './bundles-at-hand';
import { sbom } from './notices/sbom';
import { buildPackageBundles, type PackageBundle } from './package-bundles';
import { manifestOf, packManifestOf } from './package-manifest';

const root = path.join(__dirname, '..');
/** The folder that `npm publish` publishes. */
export const npmPackage: Bundles<readonly PackageBundle[]> = {
  folder: path.join(root, 'dist', 'npm'),
  make: buildPackage,
};
/** What is in it, for whoever asks: a part of the release, not of the package. */
export const sbomFile = path.join(root, 'dist', 'keyturn.cdx.json');

/** What is taken as it is, to where. */
const copies: readonly (string | readonly [from: string, to: string])[] = [
  'LICENSE',
  'CHANGELOG.md',
  'README.md',
  'plugin/PulumiPlugin.yaml',
  'plugin/package.json',
  'plugin/schema.json',
  ['stacks/engineers.schema.json', 'engineers.schema.json'],
  ['stacks/stack-config.schema.json', 'stack-config.schema.json'],
];

/**
 * Makes npm's package anew: the libraries as JavaScript with types, the functions and the command as bundles.
 * @param folder is emptied first
 * @returns the bundles in it
 */
async function buildPackage(folder: string): Promise<readonly PackageBundle[]> {
  rmSync(folder, { recursive: true, force: true });
  execFileSync(
    process.execPath,
    [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.package.json', '--outDir', folder],
    {
      cwd: root,
      stdio: 'inherit',
    },
  );
  const bundles = await buildPackageBundles(folder);
  for (const copy of copies) {
    const [from, to] = typeof copy === 'string' ? [copy, copy] : copy;
    cpSync(path.join(root, from), path.join(folder, to));
  }
  const manifest = readJson('package.json');
  writeJson(folder, 'package.json', manifestOf(manifest));
  writeJson(
    folder,
    'policy-pack/package.json',
    packManifestOf(readJson('policy-pack/package.json')),
  );
  writeFileSync(
    path.join(folder, 'policy-pack', 'PulumiPolicy.yaml'),
    readFileSync(path.join(root, 'policy-pack', 'PulumiPolicy.yaml'), 'utf8').replace(
      'main: index.ts',
      'main: index.js',
    ),
  );
  return bundles;
}

function readJson(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Record<string, unknown>;
}

function writeJson(folder: string, file: string, value: unknown): void {
  writeFileSync(path.join(folder, file), `${JSON.stringify(value, undefined, 2)}\n`);
}

const ownSchema = z.object({ name: z.string(), version: z.string(), license: z.string() });

/** When what is built was written, in seconds since 1970, as https://reproducible-builds.org has it. */
function sourceDate(seconds = process.env['SOURCE_DATE_EPOCH']): Date | undefined {
  if (seconds === undefined) return undefined;
  if (/^\d{1,10}$/.test(seconds)) return new Date(Number(seconds) * 1000);
  throw new Error(`SOURCE_DATE_EPOCH is ${JSON.stringify(seconds)}: expected seconds since 1970`);
}

async function main(): Promise<void> {
  const time = sourceDate();
  const bundles = await makeAtHand(npmPackage);
  writeFileSync(sbomFile, await sbom(ownSchema.parse(readJson('package.json')), bundles, time));
  for (const made of [npmPackage.folder, sbomFile]) console.log(path.relative(root, made));
}

if (require.main === module) void main();
