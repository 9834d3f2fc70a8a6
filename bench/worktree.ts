import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.join(__dirname, '..');

/** Another commit of this repository beside this one, with the packages of its own lock file. */
export class Worktree {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'keyturn-commit-'));

  private constructor() {}

  /** @throws Error where git does not know the commit, or npm can't install its packages */
  static of(commit: string): Worktree {
    const worktree = new Worktree();
    try {
      git('worktree', 'add', '--detach', worktree.folder, commit);
      worktree.run('npm', 'ci', '--prefer-offline', '--no-audit', '--no-fund');
      return worktree;
    } catch (error) {
      worktree.remove();
      throw error;
    }
  }

  /** One of its own programs, to its end. */
  run(program: string, ...args: readonly string[]): void {
    execFileSync(program, args, { cwd: this.folder, stdio: ['ignore', 'ignore', 'inherit'] });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
    git('worktree', 'prune');
  }
}

function git(...args: readonly string[]): void {
  execFileSync('git', args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
}
