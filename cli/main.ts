#!/usr/bin/env node
import { keepCompiledCode } from './compiled-code';
import { exitCodes } from './exit-codes';
import { explainError } from './explain-error';
import { makeProgram } from './program';

const OLDEST_NODE = 22;

async function main(): Promise<void> {
  keepCompiledCode();
  // npm only warns of it, and what is missing there would look like a fault of AWS.
  if (Number.parseInt(process.versions.node) < OLDEST_NODE) {
    const found = process.versions.node;
    process.stderr.write(`keyturn: found Node ${found}, expected ${OLDEST_NODE} or newer\n`);
    process.exitCode = exitCodes.badUse;
    return;
  }
  // `keyturn … | head` has read enough: no error, and the exit code stays what the command says.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.stderr.write(`keyturn: standard output can't be written: ${error.message}\n`);
    process.exitCode = exitCodes.badUse;
  });
  const program = makeProgram();
  try {
    await program.parseAsync(process.argv);
  } catch (error) {
    const { exitCode, line } = explainError(error);
    if (line !== undefined) process.stderr.write(`keyturn: ${line}\n`);
    if (isDebug() && line !== undefined) process.stderr.write(`${inFull(error)}\n`);
    process.exitCode = exitCode;
  }
}

/** Also after the subcommand's name, where commander would not look for it. */
function isDebug(): boolean {
  return process.argv.includes('--debug');
}

function inFull(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by ${inFull(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

/** For who loads the command in place of starting it: when it has come to its end. */
export const ended = main();
