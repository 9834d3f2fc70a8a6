import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { scripts } from '../package.json';
import { withTypeScript } from './typescript/options';

const script = path.join(__dirname, 'demo-audit.ts');

describe('npm run demo:audit', () => {
  for (const option of ['--help', '-h'])
    it(`${option} says what it is itself, and starts no company for that`, () => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [...withTypeScript, script, option],
        // Without Python nothing can be emulated.
        { encoding: 'utf8', env: { PATH: '' } },
      );
      assert.deepEqual([status, stderr], [0, '']);
      assert.match(stdout, /^npm run -s demo:audit /);
      assert.doesNotMatch(stdout, /Usage: keyturn/);
      for (const [, named = ''] of stdout.matchAll(/npm run (?:-s )?([\w:]+)/g))
        assert.ok(named in scripts, named);
    });
});
