import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** A helper may ask a person for a fingerprint or a passphrase. */
const LONGEST_MS = 120_000;

export class ProgramError extends Error {
  override readonly name = 'ProgramError';
}

/** What runs a program and gives what it wrote to its standard output. */
export type RunProgram = (
  command: readonly [program: string, ...args: string[]],
  options?: {
    /** What is added to the environment, or with `undefined` taken out of it. */
    readonly env?: Readonly<Record<string, string | undefined>>;
    /** Whether a shell splits the one text that `program` is. */
    readonly shell?: boolean;
    /** Told its id as soon as it runs. Throws nothing. */
    readonly onStart?: (pid: number) => void;
  },
) => Promise<string>;

/**
 * Runs it. It may ask on the terminal, and what it complains of is seen there. Neither its output nor its environment
 * is in an error: both may have a secret.
 * @throws ProgramError
 */
export const runProgram: RunProgram = async (
  [program, ...args],
  { env = {}, shell, onStart } = {},
) => {
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    shell,
    stdio: ['inherit', 'pipe', 'inherit'],
    timeout: LONGEST_MS,
  });
  const ended = new Promise<number | string>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ENOENT' ? 'there is no such program' : String(error.code)),
    );
    child.once('close', (code, signal) => resolve(code ?? String(signal)));
  });
  if (child.pid !== undefined) onStart?.(child.pid);
  const [output, end] = await Promise.all([text(child.stdout), ended]);
  if (end === 0) return output;
  throw new ProgramError(
    typeof end === 'number' ? `it ended with the exit code ${end}` : `it did not run: ${end}`,
  );
};
