import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../project-files';
import { readTestTimes, writeTestTimes } from './file';
import { byFolder, tableOf, TestTimes } from './test-times';

const here = (file: string) => path.join(root, file);

describe('the times of tests', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'keyturn-times-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const times = new TestTimes();
  times.add(here('rules/a.test.ts'), 10, 1);
  times.add(here('cli/aws/b.test.ts'), 1000, 1);
  times.add(here('cli/aws/deep/c.test.ts'), 90, 1);
  times.add(here('cli/aws/b.test.ts'), 900, 0);
  times.add(here('cli/aws/b.test.ts'), undefined, 1);
  times.add(undefined, 5000, 0);

  it('are those of a file’s tests and hooks, the slowest file first', () => {
    assert.deepEqual(times.byFile(), [
      { file: 'cli/aws/b.test.ts', tests: 2, milliseconds: 1900 },
      { file: 'cli/aws/deep/c.test.ts', tests: 1, milliseconds: 90 },
      { file: 'rules/a.test.ts', tests: 1, milliseconds: 10 },
    ]);
  });

  it('are summed by folder', () => {
    assert.deepEqual(byFolder(times.byFile()), [
      { file: 'cli/aws', tests: 3, milliseconds: 1990 },
      { file: 'rules', tests: 1, milliseconds: 10 },
    ]);
  });

  it('are printed with their share, as many rows as are asked for and the sum of all', () => {
    const table = tableOf(times.byFile(), 1);
    assert.match(table, /1\.9 s +95 % +2 tests {2}cli\/aws\/b\.test\.ts\n\nFolders/);
    assert.match(table, /2\.0 s +100 % +3 tests {2}cli\/aws\n\n/);
    assert.match(table, /4 tests in 3 files: 2\.0 s/);
  });

  it('are read as they were written, and not where none were', () => {
    const file = path.join(folder, 'times.json');
    assert.equal(readTestTimes(file), undefined);
    writeTestTimes(times.byFile(), file);
    assert.deepEqual(readTestTimes(file), times.byFile());
    writeFileSync(file, '[{"file":1}]');
    assert.throws(() => readTestTimes(file));
  });

  for (const parallel of [[], ['--parallel', '--jobs', '2']])
    it(`are told of a run with hooks${parallel.length ? ', in processes beside each other' : ''}`, () => {
      const slow = path.join(folder, 'slow.test.js');
      const written = path.join(folder, 'written.json');
      writeFileSync(
        slow,
        `describe('a', () => {
           before((done) => void setTimeout(done, 300));
           it('passes', () => {});
           it('waits');
         });`,
      );
      const reporter = path.join(folder, 'reporter.js');
      writeFileSync(
        reporter,
        `const file = require(${JSON.stringify(here('scripts/test-times/file.ts'))});
         const write = file.writeTestTimes;
         file.writeTestTimes = (times) => write(times, ${JSON.stringify(written)});
         module.exports = require(${JSON.stringify(here('scripts/test-times/reporter.ts'))});`,
      );
      const mocha = [require.resolve('mocha/bin/mocha.js'), ...parallel, '--reporter', reporter];
      execFileSync(process.execPath, [...mocha, slow], { cwd: root, stdio: 'pipe' });
      const [time, ...others] = JSON.parse(readFileSync(written, 'utf8')) as ReturnType<
        TestTimes['byFile']
      >;
      assert.deepEqual(others, []);
      assert.equal(time?.tests, 2);
      // Never less than the hook waits.
      assert.ok(time.milliseconds >= 290, String(time.milliseconds));
    });
});
