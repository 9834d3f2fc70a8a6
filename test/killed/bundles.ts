import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { buildCli, cliBundles, cliFile } from '../../scripts/build-cli';
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
  /** The functions', each in a folder of its own. */
  readonly folder: string;
  /** The file of `keyturn`. */
  readonly command: string;
  remove(): void;
}

/**
 * The functions' bundles, as they are deployed, and the command's, as it is published; with a bug, as they would be
 * with it.
 */
export async function makeBundles(bug?: PlantedBug): Promise<Bundles> {
  const folder = mkdtempSync(path.join(tmpdir(), 'keyturn-killed-'));
  const command = path.join(folder, 'cli', path.basename(cliFile));
  const plant = bug && planting(bug);
  const isOfCommand = bug?.file.startsWith('cli/') === true;
  if (plant && !isOfCommand) await buildFunctions(folder, plant.plugin);
  else await takeBundles(functionBundles, folder);
  if (plant && isOfCommand) await buildCli(command, [plant.plugin]);
  else await takeBundles(cliBundles, path.dirname(command));
  plant?.assertDone();
  return { folder, command, remove: () => rmSync(folder, { recursive: true }) };
}

const root = path.join(__dirname, '..', '..');

async function buildFunctions(outdir: string, plugin: Plugin): Promise<void> {
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
    plugins: [plugin],
  });
}

function planting({ file, text, instead }: PlantedBug) {
  let isPlanted = false;
  const plugin: Plugin = {
    name: 'planted-bug',
    setup: (bundler) =>
      bundler.onLoad({ filter: /\.ts$/ }, ({ path: source }) => {
        if (path.relative(root, source) !== file) return undefined;
        const contents = readFileSync(source, 'utf8');
        isPlanted = contents.includes(text);
        return { contents: contents.replace(text, instead), loader: 'ts' };
      }),
  };
  const assertDone = () => {
    if (!isPlanted) throw new Error(`${file} no longer holds ${JSON.stringify(text)}`);
  };
  return { plugin, assertDone };
}
