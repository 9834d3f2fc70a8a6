import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../project-files';
import { choose } from './choose';
import { Graph } from './graph';
import { isSeenAsBefore } from './shape';
import { withTypeScript } from '../typescript/options';

describe('npm run test:quick', () => {
  describe('reaches', () => {
    let graph: Graph;
    before(async () => (graph = await Graph.read()));
    const distance = (from: string, to: string) => graph.reachOf(from).get(to);

    it('what is imported, also by what is imported, and no more', () => {
      assert.equal(distance('rules/plan-day.test.ts', 'rules/plan-day.test.ts'), 0);
      assert.equal(distance('rules/plan-day.test.ts', 'rules/plan-day.ts'), 1);
      assert.ok((distance('rules/plan-day.test.ts', 'rules/calendar.ts') ?? 0) >= 1);
      assert.equal(distance('rules/plan-day.test.ts', 'cli/main.ts'), undefined);
    });

    it('what is started as a process, and what that imports', () => {
      const simulator = 'test/simulator/command.test.ts';
      for (const file of ['test/simulator/worker.ts', 'functions/monitor/run-day.ts'])
        assert.ok(distance(simulator, file), file);
    });

    it('the emulated AWS in Python', () => {
      assert.ok(distance('emulation/moto/paging.test.ts', 'emulation/moto/server.py'));
      assert.ok(distance('emulation/moto/paging.test.ts', 'emulation/moto/emulator/paging.py'));
    });

    it('pages, schemas and lists of files that a test reads', () => {
      assert.ok(distance('test/documentation/links.test.ts', 'docs/security.md'));
      assert.ok(distance('policy-pack/docs.test.ts', 'policy-pack/index.ts'));
      assert.ok(distance('cli/audit.test.ts', 'cli/testing/sarif-schema-2.1.0.json'));
    });

    it('the sources of a bundle that a test runs', () => {
      assert.ok(distance('test/killed/killed.test.ts', 'functions/notify/handler.ts'));
    });

    it('packages', () => {
      assert.ok(graph.needs('components/index.ts', /^@pulumi\//));
      assert.ok(!graph.needs('rules/plan-day.ts', /^@pulumi\//));
    });
  });

  describe('looks at what imports a file', () => {
    const file = 'rules/whole-days.ts';
    const now = '/** Whole. */\nexport function whole(days: number) { return Math.floor(days); }\n';
    let folder: string;
    before(() => {
      folder = mkdtempSync(path.join(tmpdir(), 'keyturn-shape-'));
      mkdirSync(path.join(folder, 'rules'));
      writeFileSync(path.join(folder, 'tsconfig.json'), '{"include": ["rules"]}');
      writeFileSync(path.join(folder, file), now);
    });
    after(() => rmSync(folder, { recursive: true }));
    const isSeen = (before: string | undefined) => isSeenAsBefore(folder, [file], () => before);

    it('not where that sees what it saw, whatever is done within', () => {
      assert.ok(isSeen(now.replace('floor', 'ceil')));
      assert.ok(isSeen(now.replace('Whole', 'Half')));
    });

    it('where a type is another, written or not', () => {
      assert.ok(!isSeen(now.replace('days: number', 'days: 1')));
      assert.ok(!isSeen(now.replace('Math.floor(days)', '`${days}`')));
      assert.ok(!isSeen(now.replace('export ', '')));
      assert.ok(!isSeen(`${now}export const more = 1;\n`));
    });

    it('where the file is new', () => assert.ok(!isSeen(undefined)));
  });

  describe('runs', () => {
    const times = [
      { file: 'slow', tests: 1, milliseconds: 5000 },
      { file: 'fast', tests: 1, milliseconds: 10 },
      { file: 'changed', tests: 1, milliseconds: 9000 },
      { file: 'far', tests: 1, milliseconds: 20 },
    ];
    const reached = [
      { file: 'far', distance: 3 },
      { file: 'slow', distance: 1 },
      { file: 'fast', distance: 1 },
      { file: 'changed', distance: 0 },
    ];
    const names = (milliseconds: number) => {
      const { run, leftOut } = choose(reached, times, milliseconds);
      return [run, leftOut].map((some) => some.map(({ file }) => file));
    };

    it('all that fits, the nearest and fastest first', () =>
      assert.deepEqual(names(Infinity), [['changed', 'fast', 'slow', 'far'], []]));

    it('what fits of what is farther, and names the rest', () =>
      assert.deepEqual(names(10_000), [['changed', 'fast', 'far'], ['slow']]));

    it('what is itself changed in any case', () =>
      assert.deepEqual(names(0), [['changed'], ['fast', 'slow', 'far']]));

    it('what nobody knows the time of, if there is some', () => {
      assert.equal(choose([{ file: 'new', distance: 1 }], [], 3000).run.length, 1);
      assert.equal(choose([{ file: 'new', distance: 1 }], [], 100).run.length, 0);
    });
  });

  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [...withTypeScript, path.join(__dirname, 'main.ts'), ...args], {
      cwd: root,
      encoding: 'utf8',
    });

  it('tells what it ran and what it left out', () => {
    const { status, stdout, stderr } = run('--seconds', '0', 'rules/calendar.test.ts');
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /1 file changed, \d+ test files of \d+ reached/);
    assert.match(stdout, /Tests of 1 file: no mistake\. Types and ESLint of 1 file: no mistake/);
    assert.match(stdout, /`npm test` runs all/);
  });

  it('refuses a file that is not there', () => {
    const { status, stderr } = run('rules/no-such.ts');
    assert.equal(status, 1);
    assert.match(stderr, /the repository has no file rules\/no-such\.ts/);
  });
});
