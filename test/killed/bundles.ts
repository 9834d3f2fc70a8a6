import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { functionBundles } from '../../scripts/build-functions';
import { takeBundles } from '../../scripts/bundles-at-hand';
import { functionNames } from './functions';

/** A bug that is planted in a source before it is bundled: a text in a file, and what stands there instead. */
export interface PlantedBug {
  readonly file: string;
  readonly text: string;
  readonly instead: string;
}

export interface Bundles {
  readonly folder: string;
  remove(): void;
}

/** The functions' bundles, as they are deployed; with a bug, as they would be with it. */
export async function makeBundles(bug?: PlantedBug): Promise<Bundles> {
  const folder = mkdtempSync(path.join(tmpdir(), 'keyturn-killed-'));
  if (bug) await buildWith(bug, folder);
  else await takeBundles(functionBundles, folder);
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

const root = path.join(__dirname, '..', '..');

async function buildWith({ file, text, instead }: PlantedBug, outdir: string): Promise<void> {
  let isPlanted = false;
  await build({
    entryPoints: functionNames.map((name) => ({
      in: path.join(root, 'functions', name, 'handler.ts'),
      out: path.join(name, 'index'),
    })),
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    logLevel: 'warning',
    plugins: [
      {
        name: 'planted-bug',
        setup: (bundler) =>
          bundler.onLoad({ filter: /\.ts$/ }, ({ path: source }) => {
            const contents = readFileSync(source, 'utf8');
            if (path.relative(root, source) !== file) return { contents, loader: 'ts' };
            isPlanted = contents.includes(text);
            return { contents: contents.replace(text, instead), loader: 'ts' };
          }),
      },
    ],
  });
  if (!isPlanted) throw new Error(`${file} no longer holds ${JSON.stringify(text)}`);
}
