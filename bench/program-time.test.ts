import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const bench = path.join(__dirname, 'program-time.ts');

function run(...args: readonly string[]) {
  return spawnSync(process.execPath, ['-r', 'ts-node/register/transpile-only', bench, ...args], {
    encoding: 'utf8',
  });
}

describe('the bench of the program', function () {
  this.timeout(120_000);

  it('has both programs register the same resources, three more for each further engineer', () => {
    const resourcesOf = (engineers: number) => {
      const { status, stdout, stderr } = run(
        '--engineers',
        String(engineers),
        '--rounds',
        '1',
        '--json',
      );
      assert.equal(status, 0, stderr);
      return (JSON.parse(stdout) as { resources: number }).resources;
    };
    // A user, their group, and the roles that they may assume.
    assert.equal(resourcesOf(3) - resourcesOf(1), 2 * 3);
  });

  it('refuses a number that is none', () => {
    const { status, stderr } = run('--rounds', 'many');
    assert.equal(status, 1);
    assert.match(stderr, /--rounds: expected a number from 1, found "many"/);
  });
});
