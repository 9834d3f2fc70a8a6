import { spawn } from 'node:child_process';
import { once } from 'node:events';

const TIMEOUT_MS = 1_800_000;

/**
 * Runs a scanner to its end, in a folder of its own that is its home too: nobody's own settings reach it.
 * @param env beside the PATH and the home
 * @returns what it wrote to standard output
 * @throws Error with the end of what it complained of, where it does not end with 0
 */
export async function runScanner(
  program: string,
  args: readonly string[],
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const child = spawn(program, args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: TIMEOUT_MS,
    env: { PATH: process.env['PATH'], HOME: folder, PYTHONUNBUFFERED: '1', ...env },
  });
  const output: Buffer[] = [];
  let complaints = '';
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => {
    complaints = (complaints + chunk.toString()).slice(-4000);
  });
  const [exitCode, signal] = (await once(child, 'close')) as [number | null, string | null];
  const text = Buffer.concat(output).toString();
  if (exitCode === 0) return text;
  throw new Error(
    `${program} ended with ${exitCode ?? signal}:\n${text.slice(-2000)}\n${complaints}`,
  );
}
