import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../scripts/project-files';
import { reportOf, runOf, type Run } from './tests/run';

const help = `npm run bench:tests -- [--beside COMMIT]

What \`npm test\` takes, beside what it takes at another commit: the processor's time of all its processes, and wall
time, each from one run after the other with set-up done. The commit gets a worktree of its own for it, which is
removed afterwards. On Linux.

  --beside COMMIT  the other commit (517063a, the last before the tests were made faster)
  --help           print this`;

const python = path.join(root, '.venv', 'bin', 'python');

function main(): void {
  const { values } = parseArgs({
    options: {
      beside: { type: 'string', default: '517063a' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return console.log(help);
  const commit = git('rev-parse', '--verify', `${values.beside}^{commit}`).trim();
  const folder = mkdtempSync(path.join(tmpdir(), 'keyturn-bench-tests-'));
  const worktree = path.join(folder, 'beside');
  git('worktree', 'add', '--quiet', '--detach', worktree, commit);
  try {
    for (const repository of [worktree, root]) setUp(repository);
    const log = path.join(folder, 'log');
    const [theirs, ours] = [testsOf(worktree, log), testsOf(root, log)];
    const load = loadavg()[0]?.toFixed(1);
    console.log(reportOf(values.beside, theirs, ours));
    console.log(
      `${availableParallelism()} cores, load ${load} at the end, Node ${process.version}`,
    );
  } finally {
    git('worktree', 'remove', '--force', worktree);
    rmSync(folder, { recursive: true });
  }
}

function setUp(repository: string): void {
  console.error(`setting up ${repository}`);
  execFileSync(process.execPath, [path.join('scripts', 'set-up.mjs')], {
    cwd: repository,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

function testsOf(repository: string, log: string): Run {
  console.error(`npm test in ${repository}`);
  const measure = path.join(__dirname, 'tests', 'measured.py');
  const line = execFileSync(python, [measure, log, 'npm', 'test'], {
    cwd: repository,
    encoding: 'utf8',
  });
  return runOf(line, readFileSync(log, 'utf8'));
}

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' });
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
