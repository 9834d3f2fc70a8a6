import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { scripts } from '../../package.json';

const root = path.join(__dirname, '..', '..');
const { jobs } = parse(readFileSync(path.join(root, '.github/workflows/release.yml'), 'utf8')) as {
  jobs: { publish: { steps: readonly { run?: string }[] } };
};
const commands = jobs.publish.steps.map(({ run = '' }) => run);

describe('the workflow for releases', () => {
  it('publishes once, and asks before that whose the name is', () => {
    const publishing = commands.filter((run) => run.includes('npm publish'));
    assert.deepEqual(publishing, ['npm publish ./dist/npm --provenance --access public']);
    const asking = commands.indexOf('npm run -s npm-name');
    assert.ok(asking >= 0 && asking < commands.indexOf(publishing[0] ?? ''));
  });

  describe('asks npm', () => {
    const bin = mkdtempSync(path.join(tmpdir(), 'keyturn-release-'));
    after(() => rmSync(bin, { recursive: true }));

    /** Runs what the step runs, where npm answers so. */
    function ask(answer: string) {
      const npm = path.join(bin, 'npm');
      writeFileSync(npm, `#!/bin/sh\necho "$*" > ${bin}/asked\n${answer}\n`);
      chmodSync(npm, 0o755);
      const [, ...args] = scripts['npm-name'].split(' ');
      const tsNode = require.resolve('ts-node/dist/bin.js');
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [tsNode, '--transpile-only', ...args],
        { cwd: root, encoding: 'utf8', env: { PATH: `${bin}:${process.env['PATH']}` } },
      );
      return { status, output: stdout + stderr };
    }

    it("and goes on where the name is nobody's", () => {
      const { status, output } = ask(`echo '{"error":{"code":"E404"}}'; exit 1`);
      assert.deepEqual([status, output], [0, "the name keyturn on npm is nobody's\n"]);
      assert.equal(
        readFileSync(path.join(bin, 'asked'), 'utf8'),
        'view keyturn repository.url --json\n',
      );
    });

    it("and stops where it is somebody else's", () => {
      const { status, output } = ask(`echo '"git+https://github.com/somebody/keyturn.git"'`);
      assert.equal(status, 1);
      assert.match(output, /^the package keyturn on npm is of .*somebody.*nothing is published\n$/);
    });
  });
});
