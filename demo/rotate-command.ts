import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Moto } from '../emulation/moto/start';

const root = path.join(__dirname, '..');
const command = [path.join(root, 'scripts', 'typescript', 'register.cjs'), 'cli/main.ts'] as const;

/**
 * `npm run -s keyturn -- rotate <profile> --mfa-code <code>`, at the terminal of somebody with that home.
 * @throws Error with what the command said, where it did not rotate
 */
export async function rotateCommand(
  { env }: Moto,
  home: string,
  profile: string,
  code: string,
): Promise<void> {
  const args = ['-r', ...command, 'rotate', profile, '--mfa-code', code];
  await promisify(execFile)(process.execPath, args, {
    cwd: root,
    env: {
      HOME: home,
      AWS_ENDPOINT_URL: env['AWS_ENDPOINT_URL'],
      AWS_EC2_METADATA_DISABLED: 'true',
    },
  });
}
