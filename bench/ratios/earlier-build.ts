import { readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/project-files';
import { Worktree } from '../worktree';

/**
 * Checks an earlier commit out beside this one and has its own script bundle the functions, with the same Node.js.
 * @param bundles the folder that gets a folder a function
 * @throws Error where the commit is not there, or its bundles can't be made
 */
export function buildEarlier(commit: string, bundles: string): void {
  const tree = Worktree.of(commit);
  try {
    install(tree);
    const script = `require('./scripts/build-functions').buildFunctions(${JSON.stringify(bundles)})`;
    tree.run(process.execPath, '-r', 'ts-node/register/transpile-only', '-e', script);
  } finally {
    tree.remove();
  }
}

/** What is here serves, where it has the same packages: then builds differ by their own code alone. */
function install(tree: Worktree): void {
  if (dependenciesIn(tree.folder) === dependenciesIn(root))
    symlinkSync(path.join(root, 'node_modules'), path.join(tree.folder, 'node_modules'));
  else tree.install();
}

/** Every package that may be in a bundle, with its version, wherever it lies. */
function dependenciesIn(folder: string): string {
  const text = readFileSync(path.join(folder, 'package-lock.json'), 'utf8');
  const { packages } = JSON.parse(text) as {
    packages: Record<string, { version?: string; dev?: boolean; link?: boolean }>;
  };
  const installed = Object.entries(packages)
    // What is for development alone is in no bundle, nor is a package of this repository's.
    .filter(([name, { dev, link }]) => name.includes('node_modules/') && !dev && !link)
    .map(([name, { version }]) => `${name.split('node_modules/').at(-1)} ${version}`);
  return [...new Set(installed)].toSorted().join('\n');
}
