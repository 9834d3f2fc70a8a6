import {
  cpSync,
  globSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { packFolder, PackProcess } from './pack-process';

/**
 * Starts the pack of this repository without having it type-checked, which the language host does at every start and
 * takes longer than all that is asked of it: `npm test` checks its types, and stands-alone.test.ts starts it with them.
 */
export async function startPack(): Promise<PackProcess> {
  const folder = mkdtempSync(path.join(tmpdir(), 'keyturn-compiled-pack-'));
  try {
    await build({
      entryPoints: globSync(['*.ts', 'core/**/*.ts'], { cwd: packFolder })
        .filter((file) => !file.endsWith('.test.ts'))
        .map((file) => path.join(packFolder, file)),
      outbase: packFolder,
      outdir: folder,
      format: 'cjs',
      platform: 'node',
      target: 'node22',
      logLevel: 'warning',
    });
    cpSync(path.join(packFolder, 'PulumiPolicy.yaml'), path.join(folder, 'PulumiPolicy.yaml'));
    const manifest = readFileSync(path.join(packFolder, 'package.json'), 'utf8');
    writeFileSync(path.join(folder, 'package.json'), manifest.replace('index.ts', 'index.js'));
    symlinkSync(path.join(packFolder, '..', 'node_modules'), path.join(folder, 'node_modules'));
    // All of it is loaded when it says where it listens.
    return await PackProcess.start(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
