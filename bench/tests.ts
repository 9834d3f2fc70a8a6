import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../scripts/project-files';
import { reportOf, runOf, type Run } from './tests/run';
import { EARLIER, Worktree } from './worktree';

const help = `npm run bench:tests -- [--beside COMMIT] [--json]

What \`npm test\` takes, beside what it takes at another commit: the processor's time of all its processes, and wall
time, each from one run after the other with set-up done. The commit gets a worktree of its own for it, which is
removed afterwards. On Linux.

  --beside COMMIT  the other commit (${EARLIER}, the last before the tests were made faster)
  --json           print the figures as JSON
  --help           print this`;

/** So many tests of the other commit may fail, whose dates are over by now. */
const OVER = 10;

const python = path.join(root, '.venv', 'bin', 'python');

function main(): void {
  const { values } = parseArgs({
    options: {
      beside: { type: 'string', default: EARLIER },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return console.log(help);
  const worktree = Worktree.of(values.beside);
  const folder = mkdtempSync(path.join(tmpdir(), 'keyturn-bench-tests-'));
  try {
    for (const repository of [worktree.folder, root]) setUp(repository);
    const log = path.join(folder, 'log');
    const [theirs, ours] = [testsOf(worktree.folder, log, OVER), testsOf(root, log)];
    const load = loadavg()[0]?.toFixed(1);
    if (values.json) return console.log(JSON.stringify({ theirs, ours }));
    console.log(reportOf(values.beside, theirs, ours));
    console.log(
      `${availableParallelism()} cores, load ${load} at the end, Node ${process.version}`,
    );
  } finally {
    worktree.remove();
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

function testsOf(repository: string, log: string, mayFail?: number): Run {
  console.error(`npm test in ${repository}`);
  const measure = path.join(__dirname, 'tests', 'measured.py');
  const line = execFileSync(python, [measure, log, 'npm', 'test'], {
    cwd: repository,
    encoding: 'utf8',
  });
  return runOf(line, readFileSync(log, 'utf8'), mayFail);
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
