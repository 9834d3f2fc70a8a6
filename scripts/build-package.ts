import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildCli } from './build-cli';
import { buildFunctions } from './build-functions';
import { manifestOf, packManifestOf } from './package-manifest';

const root = path.join(__dirname, '..');
/** The folder that `npm publish` publishes. */
export const packageFolder = path.join(root, 'dist', 'npm');

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
 */
export async function buildPackage(folder = packageFolder): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  execFileSync(
    process.execPath,
    [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.package.json', '--outDir', folder],
    {
      cwd: root,
      stdio: 'inherit',
    },
  );
  await buildFunctions(path.join(folder, 'dist', 'functions'), { sourceMaps: false });
  const command = path.join(folder, 'dist', 'cli', 'keyturn.js');
  await buildCli(command);
  chmodSync(command, 0o755);
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
}

function readJson(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Record<string, unknown>;
}

function writeJson(folder: string, file: string, value: unknown): void {
  writeFileSync(path.join(folder, file), `${JSON.stringify(value, undefined, 2)}\n`);
}

if (require.main === module)
  void buildPackage().then(() => console.log(path.relative(root, packageFolder)));
