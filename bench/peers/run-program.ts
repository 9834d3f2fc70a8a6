import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface ProgramResult {
  /** From the start of the process to its end. */
  readonly milliseconds: number;
  readonly exitCode: number | null;
  /** The end of what it wrote to standard output and error. */
  readonly log: string;
}

/** Where the emulated AWS is, and whose credentials a program has. */
export interface Surroundings {
  readonly url: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** The home and working directory. */
  readonly folder: string;
}

const TIMEOUT_MS = 1_800_000;

/** Runs a program of Python's AWS SDK to its end; one that takes half an hour is stopped. */
export async function runProgram(
  program: string,
  args: readonly string[],
  { url, credentials, folder }: Surroundings,
): Promise<ProgramResult> {
  const start = performance.now();
  const child = spawn(program, args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: TIMEOUT_MS,
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      PYTHONUNBUFFERED: '1',
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (log = (log + chunk.toString()).slice(-4000)));
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { milliseconds: performance.now() - start, exitCode, log };
}
