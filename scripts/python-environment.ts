import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..');
/** The emulation's Python makes the others: `node scripts/set-up.mjs` has found one that is new enough. */
const python = path.join(root, '.venv', 'bin', 'python');

export interface PythonEnvironment {
  /** For the line that says what is installed: who installs it, and what. */
  readonly asker: string;
  readonly what: string;
  /** The file of exact versions. */
  readonly requirements: string;
  /** The environment's folder, from the repository's. */
  readonly folder: string;
}

/**
 * A Python environment of a tool's own, made the first time and when its requirements change.
 * @returns the folder of its programs
 * @throws Error where pip fails; what it says goes to stderr
 */
export function pythonEnvironment({
  asker,
  what,
  requirements,
  folder,
}: PythonEnvironment): string {
  const environment = path.join(root, folder);
  const stamp = path.join(environment, '.keyturn-installed');
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  const programs = path.join(environment, 'bin');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return programs;
  console.error(`${asker}: installing ${what} into ${folder} (pip)`);
  run(python, ['-m', 'venv', '--clear', environment]);
  const options = ['--quiet', '--disable-pip-version-check', '--no-input', '-r', requirements];
  run(path.join(programs, 'python'), ['-m', 'pip', 'install', ...options]);
  writeFileSync(stamp, wanted);
  return programs;
}

function run(command: string, args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 2, 2] });
  if (error) throw new Error(`${command} could not be started: ${error.message}`);
  if (status !== 0) throw new Error(`${command} ${args.slice(0, 3).join(' ')} failed: see above`);
}
