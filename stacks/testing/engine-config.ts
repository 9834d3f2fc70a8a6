import { readProjectFolder, readStackFile } from '../config/project-folder';

/** A stack's config as the engine reads it from the files. */
export function engineConfig(folder: string, stack: string): Record<string, string> {
  const { values } = readStackFile(readProjectFolder(folder), stack);
  return Object.fromEntries(
    [...values].map(([key, value]) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}
