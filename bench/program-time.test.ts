import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { runStack } from '../stacks/testing/run-stack';
import { CompanyProject, stacks } from './program/company';
import { withTypeScript } from '../scripts/typescript/options';

const bench = path.join(__dirname, 'program-time.ts');

function run(...args: readonly string[]) {
  return spawnSync(process.execPath, [...withTypeScript, bench, ...args], {
    encoding: 'utf8',
  });
}

describe('the bench of the program', () => {
  it('has both programs register what the stacks do', async () => {
    const args = ['--engineers', '2', '--rounds', '1', '--json'];
    // Which also holds the two to each other.
    const { status, stdout, stderr } = run(...args);
    assert.equal(status, 0, stderr);
    const { resources } = JSON.parse(stdout) as { resources: number };
    const company = new CompanyProject(2);
    try {
      let expected = 0;
      for (const stack of stacks) {
        const registered = (await runStack(company.folder, stack)).resources;
        expected += registered.filter(({ type }) => type.startsWith('aws:')).length;
      }
      assert.equal(resources, expected);
    } finally {
      company.remove();
    }
  });

  it('refuses a number that is none', () => {
    const { status, stderr } = run('--rounds', 'many');
    assert.equal(status, 1);
    assert.match(stderr, /--rounds: expected a number from 1, found "many"/);
  });
});
