import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../scripts/project-files';
import { reportOf, runOf } from './tests/run';

const line = (status: number) => JSON.stringify({ wall: 60, user: 90, system: 30, status });

describe('the bench of the tests', () => {
  it('counts the tests and the processor’s time of a run', () => {
    const log =
      '[unit]   4233 passing (4m)\n  61 passing (20s)\n  4233 passing (4m)\n  3 pending\n';
    assert.deepEqual(runOf(line(0), log), {
      ...{ wall: 60, processor: 120 },
      ...{ tests: 4294, failing: 0 },
    });
  });

  it('takes no figure from a run that failed, or ran nothing', () => {
    const passing = '  2 passing (1s)\n';
    assert.throws(() => runOf(line(1), passing), /ended with 1: 2 passing, 0 failing/);
    assert.throws(() => runOf(line(0), `${passing}  1 failing\n`), /2 passing, 1 failing/);
    assert.throws(() => runOf(line(0), ''), /0 passing/);
    assert.throws(() => runOf('{}', passing));
  });

  it('may have some fail that are over, where it is told how many', () => {
    const log = '  7 passing (1s)\n  2 failing\n';
    assert.deepEqual(runOf(line(1), log, 2), {
      ...{ wall: 60, processor: 120 },
      ...{ tests: 9, failing: 2 },
    });
    assert.throws(() => runOf(line(1), log, 1), /7 passing, 2 failing/);
    // Something else went wrong: types, lint.
    assert.throws(() => runOf(line(1), '  7 passing (1s)\n', 2), /ended with 1/);
  });

  it('reports ours over theirs', () => {
    const report = reportOf(
      '517063a',
      { wall: 600, processor: 822, tests: 4233, failing: 0 },
      { wall: 270, processor: 408, tests: 6000, failing: 0 },
    );
    assert.match(report, /517063a +4233 tests +13\.7 min of a processor +10\.0 min of wall time/);
    assert.match(report, /this +6000 tests +6\.8 min/);
    assert.match(report, /processor 0\.50, wall time 0\.45 of what 517063a takes/);
  });

  it('counts a process that outlives its parent', function () {
    if (process.platform !== 'linux') return this.skip();
    const folder = mkdtempSync(path.join(tmpdir(), 'keyturn-measured-'));
    try {
      const log = path.join(folder, 'log');
      const busy = 'let n = 0; while (process.cpuUsage().user < 400000) n++;';
      const leaves = `
        require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(busy)}], {
          detached: true, stdio: 'ignore' }).unref();
        console.log('  1 passing');`;
      const measure = path.join(__dirname, 'tests', 'measured.py');
      const python = path.join(root, '.venv', 'bin', 'python');
      const args = [measure, log, process.execPath, '-e', leaves];
      const printed = execFileSync(python, args, { encoding: 'utf8' });
      const run = runOf(printed, readFileSync(log, 'utf8'));
      assert.ok(run.processor >= 0.4, printed);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
