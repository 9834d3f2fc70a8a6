import type * as fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { badUse, type CliError } from '../cli-error';
import { inWords } from '../output';

/** What is asked of Node's file system; in tests one that fails. */
export type Disk = Pick<
  typeof fs,
  | 'chmodSync'
  | 'chownSync'
  | 'closeSync'
  | 'fsyncSync'
  | 'linkSync'
  | 'mkdirSync'
  | 'openSync'
  | 'readFileSync'
  | 'readdirSync'
  | 'realpathSync'
  | 'renameSync'
  | 'rmSync'
  | 'statSync'
  | 'writeSync'
>;

const OWNER_MAY_WRITE = 0o200;
const ALL_MODES = 0o7777;
/** On Windows a file that another program has open can't be replaced until it is closed. */
const HELD = new Set(['EBUSY', 'EPERM', 'EACCES']);
const TRIES_WHILE_HELD = 5;
const PAUSE_WHILE_HELD_MS = 200;

/** Where the new file stands until it is whole. One name, so that what a killed process has left is found. */
export function partialOf(file: string): string {
  return `${file}.keyturn-partial`;
}

/** The text, one character a byte; undefined where there is no such file. */
export function readText(disk: Disk, file: string): string | undefined {
  try {
    return disk.readFileSync(file, 'latin1');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw cannot('read', file, error);
  }
}

/**
 * Puts a text in the place of the file's, whole or not at all: what a link leads to, with the file's mode and owner.
 * @param before what it holds; another text there now is somebody else's, and is left alone
 * @throws CliError, with the file as it was
 */
export async function replaceText(
  disk: Disk,
  file: string,
  before: string,
  text: string,
): Promise<void> {
  const target = targetOf(disk, file);
  const partial = partialOf(target);
  try {
    const { mode, uid, gid } = disk.statSync(target);
    writeWhole(disk, partial, text);
    keepOwner(disk, partial, { uid, gid });
    disk.chmodSync(partial, mode & ALL_MODES);
    if (disk.readFileSync(target, 'latin1') !== before)
      throw badUse(`${file} was changed by another program just now: run the command again`);
    await renameWhenFree(disk, partial, target);
    syncFolder(disk, path.dirname(target));
  } catch (error) {
    forget(disk, partial);
    throw cannot('write', file, error);
  }
}

/**
 * Whether a text of that length could take the file's place. Leaves nothing behind.
 * @throws CliError that says why not, and what to do
 */
export function tryToReplace(disk: Disk, file: string, text: string): void {
  const target = targetOf(disk, file);
  const partial = partialOf(target);
  try {
    const { mode, nlink, uid, gid } = disk.statSync(target);
    if ((mode & OWNER_MAY_WRITE) === 0)
      throw badUse(`${file} is read-only: make it writable (chmod u+w), then run this again`);
    if (nlink > 1)
      throw badUse(
        `${file} has ${nlink} names (hard links), of which only one would be changed: copy it to a file of its own first`,
      );
    writeWhole(disk, partial, text);
    keepOwner(disk, partial, { uid, gid });
  } catch (error) {
    throw cannot('write', file, error);
  } finally {
    forget(disk, partial);
  }
}

/** Writes a file that is its owner's alone, whole or not at all. */
export function writeOwn(disk: Disk, file: string, text: string): void {
  const partial = partialOf(file);
  try {
    disk.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeWhole(disk, partial, text);
    disk.renameSync(partial, file);
    syncFolder(disk, path.dirname(file));
  } catch (error) {
    forget(disk, partial);
    throw cannot('write', file, error);
  }
}

/** Removes a file, and what a killed process may have left beside it. */
export function remove(disk: Disk, file: string): void {
  try {
    disk.rmSync(file, { force: true });
    syncFolder(disk, path.dirname(file));
  } catch (error) {
    throw cannot('remove', file, error);
  }
}

/** What a link leads to. */
export function targetOf(disk: Disk, file: string): string {
  try {
    return disk.realpathSync(file);
  } catch {
    return file;
  }
}

export function cannot(verb: 'read' | 'write' | 'remove', file: string, cause: unknown): CliError {
  if (cause instanceof Error && cause.name === 'CliError') return cause as CliError;
  const code = codeOf(cause);
  const what = { read: 'read', write: 'written', remove: 'removed' }[verb];
  return badUse(`${file} can't be ${what} (${inWords(code)}): ${whatToDo(code)}`, { cause });
}

function whatToDo(code: string): string {
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'make room, then run this again';
  if (code === 'EBUSY') return 'close the program that has it open, then run this again';
  return 'put that right, then run this again';
}

export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

/** New, so that nobody else's mode or link is taken over, and on the disk before it is renamed. */
function writeWhole(disk: Disk, file: string, text: string): void {
  disk.rmSync(file, { force: true });
  const descriptor = disk.openSync(file, 'wx', 0o600);
  try {
    const bytes = Buffer.from(text, 'latin1');
    for (let done = 0; done < bytes.length;) done += disk.writeSync(descriptor, bytes, done);
    disk.fsyncSync(descriptor);
  } finally {
    disk.closeSync(descriptor);
  }
}

function keepOwner(disk: Disk, file: string, owner: { uid: number; gid: number }): void {
  const { uid, gid } = disk.statSync(file);
  if (uid !== owner.uid || gid !== owner.gid) disk.chownSync(file, owner.uid, owner.gid);
}

async function renameWhenFree(disk: Disk, from: string, to: string): Promise<void> {
  for (let tries = 1; ; tries += 1)
    try {
      return disk.renameSync(from, to);
    } catch (error) {
      if (!HELD.has(codeOf(error)) || tries === TRIES_WHILE_HELD) throw error;
      await sleep(PAUSE_WHILE_HELD_MS);
    }
}

/** So that a rename outlives a loss of power. Windows has no such call for folders. */
function syncFolder(disk: Disk, folder: string): void {
  try {
    const descriptor = disk.openSync(folder, 'r');
    try {
      disk.fsyncSync(descriptor);
    } finally {
      disk.closeSync(descriptor);
    }
  } catch {
    // The file itself is in its place.
  }
}

function forget(disk: Disk, file: string): void {
  try {
    disk.rmSync(file, { force: true });
  } catch {
    // The next run removes it.
  }
}
