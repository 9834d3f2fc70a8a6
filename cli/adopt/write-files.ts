import {
  chmodSync,
  constants,
  copyFileSync,
  linkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { badUse, type CliError } from '../cli-error';
import { inWords } from '../output';
import { placesOf, tryToWrite } from '../partial-file';

/** A file that is to be written, and the option that names it. */
export interface Target {
  readonly file: string;
  readonly option: string;
  /** Whether it may be there already. */
  readonly mayExist: boolean;
  /** What to do where it is, and may not. */
  readonly howElse: string;
}

export interface WrittenFile extends Target {
  readonly text: string;
}

/** What is wrong with a file that is there and may not be; undefined where nothing is. */
export function clash({ file, mayExist, howElse }: Target): string | undefined {
  if (mayExist || !statSync(file, { throwIfNoEntry: false })) return undefined;
  return `${file} is there already: ${howElse}`;
}

/**
 * Whether the file can be written, and may be. Leaves nothing behind.
 * @throws CliError that says what is in the way
 */
export function checkTarget(target: Target): void {
  const { file, option } = target;
  const found = statSync(file, { throwIfNoEntry: false });
  if (found && !found.isFile())
    throw badUse(
      `${option} is ${file}, ${found.isDirectory() ? 'a folder' : 'no file'}: expected a file`,
    );
  const reason = clash(target);
  if (reason !== undefined) throw badUse(reason);
  attempt(target, () => tryToWrite(file));
}

/**
 * Writes all of the files, or leaves all as they were.
 * @throws CliError that names the file that can't be written
 */
export function writeFiles(files: readonly WrittenFile[]): void {
  const undo: (() => void)[] = [];
  const finish: (() => void)[] = [];
  try {
    for (const each of files)
      attempt(each, () => {
        const { partial } = placesOf(each.file);
        undo.push(() => rmSync(partial, { force: true }));
        writeFileSync(partial, each.text, { flag: 'wx' });
      });
    for (const each of files)
      attempt(each, () => {
        const { restore, forget } = replace(each);
        undo.push(restore);
        finish.push(forget);
      });
  } catch (error) {
    for (const step of undo.toReversed()) step();
    throw error;
  }
  for (const step of finish) step();
}

/**
 * Gives the file its name, whole. Not a rename: that would take the place of a file that somebody made just now.
 * @throws Error with the code EEXIST where somebody has
 */
function putInPlace(partial: string, file: string): void {
  try {
    linkSync(partial, file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw error;
    // A file system without hard links: a process that is killed meanwhile leaves a part.
    copyFileSync(partial, file, constants.COPYFILE_EXCL);
  }
}

/** Puts the partial file in its place. */
function replace({ file, mayExist }: WrittenFile): { restore: () => void; forget: () => void } {
  const { target, partial } = placesOf(file);
  if (!mayExist || !statSync(file, { throwIfNoEntry: false })) {
    putInPlace(partial, file);
    rmSync(partial);
    return { restore: () => rmSync(file, { force: true }), forget: () => undefined };
  }
  const before = `${target}.${process.pid}.before`;
  const forget = () => rmSync(before, { force: true });
  copyFileSync(target, before, constants.COPYFILE_EXCL);
  try {
    chmodSync(partial, statSync(target).mode);
    renameSync(partial, target);
  } catch (error) {
    forget();
    throw error;
  }
  return { restore: () => renameSync(before, target), forget };
}

function attempt({ file, option }: Target, what: () => void): void {
  try {
    what();
  } catch (cause) {
    throw unwritable(file, option, cause);
  }
}

function unwritable(file: string, option: string, cause: unknown): CliError {
  const { code = String(cause) } = cause as NodeJS.ErrnoException;
  const why = code === 'EEXIST' ? 'it was made just now' : inWords(code);
  return badUse(
    `${option} is ${file}, which can't be written (${why}): nothing was written. Name another file`,
    { cause },
  );
}
