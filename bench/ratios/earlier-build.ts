import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..', '..');

/**
 * Checks an earlier commit out beside this one and has its own script bundle the functions, with the same Node.js.
 * @param folder for the work tree and the bundles; it must not be there yet
 * @returns the folder with a folder a function
 * @throws Error where the commit is not there, or its bundles can't be made
 */
export function buildEarlier(commit: string, folder: string): string {
  const tree = path.join(folder, 'tree');
  const bundles = path.join(folder, 'functions');
  git('worktree', 'add', '--detach', tree, commit);
  try {
    install(tree);
    const script = `require('./scripts/build-functions').buildFunctions(${JSON.stringify(bundles)})`;
    const args = ['-r', 'ts-node/register/transpile-only', '-e', script];
    execFileSync(process.execPath, args, { cwd: tree, stdio: ['ignore', 'ignore', 'inherit'] });
    return bundles;
  } finally {
    git('worktree', 'remove', '--force', tree);
    rmSync(tree, { recursive: true, force: true });
  }
}

/** What is here serves, where it has the same packages: then builds differ by their own code alone. */
function install(tree: string): void {
  if (dependenciesIn(tree) === dependenciesIn(root))
    symlinkSync(path.join(root, 'node_modules'), path.join(tree, 'node_modules'));
  else execFileSync('npm', ['ci'], { cwd: tree, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Every package that may be in a bundle, with its version, wherever it lies. */
function dependenciesIn(folder: string): string {
  const text = readFileSync(path.join(folder, 'package-lock.json'), 'utf8');
  const { packages } = JSON.parse(text) as {
    packages: Record<string, { version?: string; dev?: boolean }>;
  };
  const installed = Object.entries(packages)
    // What is for development alone is in no bundle.
    .filter(([name, { dev }]) => name !== '' && dev !== true)
    .map(([name, { version }]) => `${name.split('node_modules/').at(-1)} ${version}`);
  return [...new Set(installed)].toSorted().join('\n');
}

function git(...args: readonly string[]): void {
  execFileSync('git', args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}
