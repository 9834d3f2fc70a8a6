import { shown } from '../../rules/shown';

/** One thing wrong with what people wrote: where it stands, what was found, what is expected. */
export interface Problem {
  /** The file, from the folder of Pulumi.yaml; `stack production` where the value is in no file. */
  readonly file: string;
  /** Both count from 1. */
  readonly position?: { readonly line: number; readonly column: number };
  /** The field: `engineers.alice.slackId`, `keyturn:roles[0].name`. Empty for the file as a whole. */
  readonly path: string;
  /** What was found, as `describeValue` shows it. */
  readonly found: string;
  /** Continues the sentence "expected …". */
  readonly expected: string;
}

/** Of what people wrote, in a line: the text of a message is shorter. */
const LONGEST_PART = 300;

/** One line an editor or a terminal can jump from. */
export function formatProblem({ file, position, path, found, expected }: Problem): string {
  const name = shown(file, LONGEST_PART);
  const place = position ? `${name}:${position.line}:${position.column}` : name;
  const field = path === '' ? '' : `${shown(path, LONGEST_PART)}: `;
  return `${place}: ${field}found ${shown(found, LONGEST_PART)}, expected ${expected}`;
}

/** In the order of the files' lines, so that people can work from top to bottom. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      (a.position?.line ?? 0) - (b.position?.line ?? 0) ||
      (a.position?.column ?? 0) - (b.position?.column ?? 0),
  );
}

const LONGEST_SHOWN = 80;

/** A value as an error shows it: short, on one line, never a whole map. */
export function describeValue(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return describeList(value);
  if (typeof value === 'object') return 'a map';
  // YAML has .inf and .nan, JSON has not.
  const isOutsideJson = typeof value === 'number' && !Number.isFinite(value);
  return shown(isOutsideJson ? String(value) : (JSON.stringify(value) ?? typeof value));
}

function describeList(list: readonly unknown[]): string {
  if (list.length === 0) return 'an empty list';
  if (list.some((item) => typeof item === 'object')) return `a list of ${list.length}`;
  const text = JSON.stringify(list);
  return text.length <= LONGEST_SHOWN ? shown(text) : `a list of ${list.length}`;
}

/** A path as people write it: `engineers.alice.roles[0]`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((part, i) => {
      if (typeof part === 'number') return `[${part}]`;
      const name = shown(String(part));
      // A user name or a config key is shown as it is; only what would read as two fields is quoted.
      const plain = /^(?! )[^.[\]"\\]+(?<! )$/.test(name) ? name : undefined;
      return plain === undefined ? `[${quoted(name)}]` : i === 0 ? plain : `.${plain}`;
    })
    .join('');
}

/** What \u stands for is written so already. */
function quoted(name: string): string {
  return `"${name.replaceAll(/"|\\(?!u[0-9a-f]{4})/g, '\\$&')}"`;
}
