import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** The repository's folder. */
export const root = path.join(__dirname, '..');

/**
 * The files of the repository that match Git's patterns, such as `*.md` (in every folder), from the root and in
 * alphabetical order: those that Git knows and those that it would, not what is made or ignored.
 */
export function projectFiles(...patterns: readonly string[]): readonly string[] {
  const output = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard', ...patterns],
    { cwd: root, encoding: 'utf8' },
  );
  const files = output.split('\0').filter((file) => file !== '');
  return [...new Set(files)].filter((file) => existsSync(path.join(root, file))).sort();
}
