import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { workspace } from '../../emulation/workspace';

const root = path.join(__dirname, '..', '..');

/** The command as its users have it, as `npm run build` leaves it. */
export const builtCommand = path.join(root, 'dist', 'cli', 'keyturn.js');

/** Makes it of what the sources are now. @throws Error with what the build said */
export async function buildCommand(): Promise<void> {
  const build = ['-r', workspace.typeScriptLoader, path.join('scripts', 'build-cli.ts')];
  await promisify(execFile)(process.execPath, build, { cwd: root });
}
