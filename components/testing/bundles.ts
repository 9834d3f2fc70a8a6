import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { functionsOf, type AnyFunctionName } from '../../rules/names';

/** A folder of bundles as the build leaves them, without the build. */
export function fakeBundles(names: readonly AnyFunctionName[] = functionsOf(true)): {
  readonly folder: string;
  remove(): void;
} {
  const folder = mkdtempSync(path.join(tmpdir(), 'keyturn-bundles-'));
  for (const name of names) {
    mkdirSync(path.join(folder, name));
    writeFileSync(path.join(folder, name, 'index.js'), 'exports.handler = async () => {};\n');
  }
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}
