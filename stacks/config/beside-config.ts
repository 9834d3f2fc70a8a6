import { describeValue, formatPath, type Problem } from './problem';
import type { StackFile } from './project-folder';

/**
 * Keys that stand in the first column of a stack's file, where Pulumi passes over them without a word. What is pasted
 * at the end of a file that `pulumi stack init` has written to comes to stand so, below `encryptionsalt`.
 */
export function checkBesideConfig({ file }: StackFile): readonly Problem[] {
  const { value } = file;
  // An empty file is one that was just made.
  if (value === null || value === undefined) return [];
  const wrong =
    noMap(file, value, []) ?? noMap(file, (value as { config?: unknown }).config, ['config']);
  if (wrong) return [wrong];
  return Object.keys(value).flatMap((key) => {
    const expected = expectedOf(key);
    if (expected === undefined) return [];
    const position = file.positionOf([key], 'key');
    return [{ file: file.name, position, path: key, found: 'a key beside config', expected }];
  });
}

/** A text or a list, of which nothing would be read. */
function noMap(
  file: StackFile['file'],
  value: unknown,
  path: readonly string[],
): Problem | undefined {
  const isMap = typeof value === 'object' && !Array.isArray(value);
  if (value === undefined || isMap) return undefined;
  const position = file.positionOf(path);
  const expected = path.length === 0 ? 'a map with config in it' : 'a map';
  return {
    file: file.name,
    position,
    path: formatPath(path),
    found: describeValue(value),
    expected,
  };
}

/** All of Pulumi's own are words without a colon; those that come with a later version are none of our business. */
function expectedOf(key: string): string | undefined {
  if (key.includes(':')) return 'it under config, indented, where Pulumi reads it';
  return key !== 'config' && key.toLowerCase() === 'config' ? 'config' : undefined;
}
