import { accessSync, constants, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';

/** Where a file is written until it is whole, and what it takes the place of then: what a link leads to. */
export function placesOf(file: string): { readonly target: string; readonly partial: string } {
  const target = statSync(file, { throwIfNoEntry: false }) ? realpathSync(file) : file;
  return { target, partial: `${target}.${process.pid}.partial` };
}

/**
 * Whether the file can be written. Leaves nothing behind.
 * @throws Error of Node's, where it can't
 */
export function tryToWrite(file: string): void {
  const { target, partial } = placesOf(file);
  if (statSync(target, { throwIfNoEntry: false })) accessSync(target, constants.W_OK);
  writeFileSync(partial, '', { mode: 0o600, flag: 'wx' });
  rmSync(partial);
}
