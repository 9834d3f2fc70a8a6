import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pythonEnvironment } from '../../scripts/python-environment';

/**
 * The folder of the AWS CLI, awsume and their Python, of the versions in requirements.txt.
 * @throws Error where pip can't install them
 */
export function installTools(): string {
  return pythonEnvironment({
    asker: 'test:tools',
    what: 'the AWS CLI and awsume',
    requirements: path.join(__dirname, 'requirements.txt'),
    folder: '.venv-tools',
  });
}

/** What `aws-vault --version` says; undefined where there is none on the PATH. */
export function awsVaultVersion(): string | undefined {
  const { status, stdout, stderr } = spawnSync('aws-vault', ['--version'], { encoding: 'utf8' });
  return status === 0 ? `${stdout}${stderr}`.trim() : undefined;
}
