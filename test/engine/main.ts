import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pulumiVersion } from '../../emulation/pulumi/pulumi-project';

/** Runs the tests that need Pulumi's engine, where there is one. */
const version = pulumiVersion();
if (version === undefined) {
  console.log('skipped: the engine tests need the pulumi CLI, and there is none on the PATH');
} else {
  console.log(`with pulumi ${version}`);
  const mocha = require.resolve('mocha/bin/mocha.js');
  const tests = path.join(__dirname, '*.engine.ts');
  const { status } = spawnSync(process.execPath, [mocha, '--reporter', 'spec', tests], {
    cwd: path.join(__dirname, '..', '..'),
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
