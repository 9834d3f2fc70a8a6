import { badUse } from '../cli-error';
import { isGivenUp } from './ask';
import type { RunProgram } from './run-program';

/** Six digits, as every authenticator app shows them. */
const codePattern = /^\d{6}$/;

/** Where a code of the MFA device comes from, the first that is there. */
export interface CodeSources {
  /** `--mfa-code` */
  readonly given?: string;
  /** The profile's `mfa_process`. */
  readonly process?: string;
  /** Asks a person. */
  readonly ask: (serial: string) => Promise<string>;
}

/**
 * A code of the device. No error has what was found in its place: it may be a secret.
 * @throws CliError
 */
export async function findCode(
  serial: string,
  { given, process: command, ask }: CodeSources,
  run: RunProgram,
): Promise<string> {
  if (given !== undefined) return checked(given, '--mfa-code');
  if (command === undefined) return checked(await askForIt(serial, ask), 'what was typed');
  try {
    return checked((await run([command], { shell: true })).trim(), 'what mfa_process gave');
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'CliError') throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw badUse(`the profile's mfa_process gave no code: ${why}`, { cause });
  }
}

export function checked(code: string, where: string): string {
  if (codePattern.test(code)) return code;
  throw badUse(`${where} is no code of an MFA device: expected six digits`);
}

async function askForIt(serial: string, ask: CodeSources['ask']): Promise<string> {
  try {
    // Apps show it in two halves.
    return (await ask(serial)).replaceAll(/\s/g, '');
  } catch (cause) {
    if (isGivenUp(cause)) throw badUse('no code was typed: nothing has changed', { cause });
    const why = cause instanceof Error ? cause.message : String(cause);
    throw badUse(`${why}: give one with --mfa-code, or set mfa_process in the profile`, { cause });
  }
}
