import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { awsVaultVersion, installTools } from './installed';

/**
 * `npm run test:tools`: the profiles of `keyturn aws-config` in the AWS CLI, in awsume, and in aws-vault where there is one.
 * `--needed`: not to be able to install the first two is a failure, as it is in CI.
 */
function main(): void {
  const problem = installProblem();
  if (problem !== undefined) {
    console.log(`skipped: the AWS CLI and awsume could not be installed: ${problem}`);
    if (process.argv.includes('--needed')) process.exitCode = 1;
    return;
  }
  const vault = awsVaultVersion();
  console.log(
    vault === undefined
      ? 'without aws-vault: there is none on the PATH, and its tests are skipped'
      : `with aws-vault ${vault}`,
  );
  const mocha = require.resolve('mocha/bin/mocha.js');
  const tests = path.join(__dirname, '*.tools.ts');
  const { status } = spawnSync(process.execPath, [mocha, '--reporter', 'spec', tests], {
    cwd: path.join(__dirname, '..', '..'),
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}

function installProblem(): string | undefined {
  try {
    installTools();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

main();
