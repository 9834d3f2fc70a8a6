import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** Runs the tests that need the program aws-vault, where there is one. */
const { error, stderr } = spawnSync('aws-vault', ['--version'], { encoding: 'utf8' });
if (error) {
  console.log('skipped: these tests need aws-vault, and there is none on the PATH');
} else {
  console.log(`with aws-vault ${stderr.trim()}`);
  const mocha = require.resolve('mocha/bin/mocha.js');
  const tests = path.join(__dirname, '*.vault.ts');
  const { status } = spawnSync(process.execPath, [mocha, '--reporter', 'spec', tests], {
    cwd: path.join(__dirname, '..', '..'),
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
