import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { root } from '../project-files';
import type { FileTime } from './test-times';

/** What the last whole run leaves behind; it is no part of the repository. */
const timesFile = path.join(root, 'node_modules', '.cache', 'keyturn', 'test-times.json');

const schema = z.array(
  z.object({ file: z.string(), tests: z.number(), milliseconds: z.number() }).readonly(),
);

export function writeTestTimes(times: readonly FileTime[], file = timesFile): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(times, null, 2)}\n`);
}

/** The last whole run's; undefined where there was none. */
export function readTestTimes(file = timesFile): readonly FileTime[] | undefined {
  return existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}
