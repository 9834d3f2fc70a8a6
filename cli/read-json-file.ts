import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { shown } from '../rules/shown';
import { check } from '../stacks/config/check';
import { formatPath, formatProblem } from '../stacks/config/problem';
import { badUse } from './cli-error';
import { inWords } from './output';

interface Expected<Schema extends z.ZodType> {
  /** The option that names the file. */
  readonly option: string;
  /** `a statement of ways` */
  readonly what: string;
  /** In characters: what is bigger is another file. */
  readonly largest: number;
  readonly schema: Schema;
  /** What is said after a mistake. */
  readonly hint?: string;
}

/**
 * A file of JSON that a command of Keyturn's has written.
 * @throws CliError that names the field
 */
export function readJsonFile<Schema extends z.ZodType>(
  file: string,
  expected: Expected<Schema>,
): z.output<Schema> {
  const { option, schema, hint } = expected;
  const { value, problems } = check(schema, jsonIn(file, expected), (path) => ({
    file,
    path: formatPath(path),
  }));
  const [problem] = problems;
  if (value !== undefined && !problem) return value;
  throw badUse(
    `${option}: ${problem ? formatProblem(problem) : file}${hint === undefined ? '' : `: ${hint}`}`,
  );
}

function jsonIn(
  file: string,
  { option, what, largest }: Omit<Expected<z.ZodType>, 'schema'>,
): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    const { code = String(cause) } = cause as NodeJS.ErrnoException;
    throw badUse(`${option} is ${file}: found ${unread(code)}, expected ${what}`, { cause });
  }
  if (text.length > largest)
    throw badUse(`${option} is ${file}: found ${text.length} characters, expected ${what}`);
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const { message } = cause as SyntaxError;
    throw badUse(`${option} is ${file}: found no JSON, expected ${what} (${shown(message)})`, {
      cause,
    });
  }
}

function unread(code: string): string {
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'no such file';
  return code === 'EISDIR' ? 'a folder' : `a file that can't be read (${inWords(code)})`;
}
