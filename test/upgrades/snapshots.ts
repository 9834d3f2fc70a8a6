import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { Registered } from './registered';

const folder = path.join(__dirname, 'snapshots');

/** The reviewed snapshot of a stack; undefined where there is none yet. */
export function readSnapshot(stack: string): readonly Registered[] | undefined {
  const file = fileOf(stack);
  if (!existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, 'utf8')) as Registered[];
}

export async function writeSnapshot(stack: string, all: readonly Registered[]): Promise<void> {
  const filepath = fileOf(stack);
  const options = await resolveConfig(filepath);
  const text = await format(JSON.stringify(all), { ...options, filepath });
  mkdirSync(folder, { recursive: true });
  writeFileSync(filepath, text);
}

/** The stacks that have one. */
export function snapshots(): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((file) => path.basename(file, '.json'));
}

function fileOf(stack: string): string {
  return path.join(folder, `${stack}.json`);
}
