import { accessSync, constants, renameSync, statSync, writeFileSync } from 'node:fs';
import pc from 'picocolors';
import { badUse } from './cli-error';
import { placesOf, tryToWrite } from './partial-file';

/** Colours for standard output: only on a terminal, and not where NO_COLOR asks for none. */
export function coloursFor(file: string | undefined) {
  const { NO_COLOR = '', TERM } = process.env;
  const isTerminal = file === undefined && process.stdout.isTTY;
  return pc.createColors(isTerminal && NO_COLOR === '' && TERM !== 'dumb');
}

/** Where a command's result goes. */
export interface Output {
  write(text: string): Promise<void>;
}

/**
 * Standard output, or a file that only the user may read, whole or not at all.
 * @param option that names the file
 * @throws CliError at once where the file can't be written: before any work is done for it
 */
export function openOutput(file: string | undefined, option = '--out'): Output {
  if (file === undefined) return { write: writeOut };
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory()) throw badUse(`${option} is ${file}, a folder: expected a file`);
  // A device or a pipe is written to as it is.
  if (found && !found.isFile()) {
    const at = { file, option };
    attempt(at, () => accessSync(file, constants.W_OK));
    return { write: (text) => Promise.resolve(attempt(at, () => writeFileSync(file, text))) };
  }
  const { target, partial } = placesOf(file);
  attempt({ file, option }, () => tryToWrite(file));
  return {
    write: (text) =>
      Promise.resolve(
        attempt({ file, option }, () => {
          writeFileSync(partial, text, { mode: 0o600 });
          renameSync(partial, target);
        }),
      ),
  };
}

/** Resolves when it is written, also where nobody reads it any more. */
async function writeOut(text: string): Promise<void> {
  await new Promise<void>((resolve) => process.stdout.write(text, () => resolve()));
}

function attempt(
  { file, option }: { readonly file: string; readonly option: string },
  what: () => void,
): void {
  try {
    what();
  } catch (cause) {
    const { code = String(cause) } = cause as NodeJS.ErrnoException;
    throw badUse(
      `${option} is ${file}, which can't be written (${inWords(code)}): name another file`,
      { cause },
    );
  }
}

/** Why a file can't be written, or one that is there can't be read, from the code of Node's error. */
export function inWords(code: string): string {
  const words: Record<string, string> = {
    ENOENT: 'there is no such folder',
    ENOTDIR: 'there is no such folder',
    EISDIR: 'a folder',
    EEXIST: 'a file has that name',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'a read-only file system',
    ENOSPC: 'no space left',
  };
  return words[code] ?? code;
}
