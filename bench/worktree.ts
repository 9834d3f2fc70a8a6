import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../scripts/project-files';

/** The commit whose figures are the measure: the last one before tests, monitor and program were made faster. */
export const EARLIER = '517063a';

/** Another commit of this repository in a folder beside this one. Nothing is installed there. */
export class Worktree {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'keyturn-commit-'));

  private constructor() {}

  /** @throws Error where git does not know the commit */
  static of(commit: string): Worktree {
    const worktree = new Worktree();
    try {
      git('worktree', 'add', '--quiet', '--detach', worktree.folder, commit);
      return worktree;
    } catch (error) {
      worktree.remove();
      throw error;
    }
  }

  /**
   * One of its own programs, to its end.
   * @throws Error where it fails
   */
  run(program: string, ...args: readonly string[]): void {
    execFileSync(program, args, { cwd: this.folder, stdio: ['ignore', 'ignore', 'inherit'] });
  }

  /** The packages of its own lock file. */
  install(): void {
    this.run('npm', 'ci', '--prefer-offline', '--no-audit', '--no-fund');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
    git('worktree', 'prune');
  }
}

function git(...args: readonly string[]): void {
  execFileSync('git', args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}
