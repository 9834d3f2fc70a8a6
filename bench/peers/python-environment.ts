import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..', '..');
/** The emulation's Python makes the others: `node scripts/set-up.mjs` has found one that is new enough. */
const python = path.join(root, '.venv', 'bin', 'python');

/**
 * A Python environment of a tool's own below .venv-bench, made the first time and when its requirements change.
 * @param name of the tool, whose requirements are beside this file in `<name>-requirements.txt`
 * @returns the folder of its programs
 * @throws Error where pip fails; what it says goes to stderr
 */
export function pythonEnvironment(name: string): string {
  const requirements = path.join(__dirname, `${name}-requirements.txt`);
  const folder = path.join(root, '.venv-bench', name);
  const stamp = path.join(folder, '.keyturn-bench');
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  const programs = path.join(folder, 'bin');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return programs;
  console.error(`bench: installing ${name} into .venv-bench/${name} (pip)`);
  run(python, ['-m', 'venv', '--clear', folder]);
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
