import path from 'node:path';
import { counted } from '../../rules/counted';
import { root } from '../project-files';

/** What a file's tests and hooks took. */
export interface FileTime {
  /** From the root. */
  readonly file: string;
  readonly tests: number;
  readonly milliseconds: number;
}

/** Sums the tests and hooks of a run by their file. */
export class TestTimes {
  readonly #files = new Map<string, FileTime>();

  /**
   * @param file as mocha has it; undefined for what is of no file, such as hooks of the whole suite
   * @param milliseconds undefined for what did not run
   */
  add(file: string | undefined, milliseconds: number | undefined, tests: number): void {
    if (file === undefined) return;
    const name = path.relative(root, file);
    const before = this.#files.get(name);
    this.#files.set(name, {
      file: name,
      tests: (before?.tests ?? 0) + tests,
      milliseconds: (before?.milliseconds ?? 0) + (milliseconds ?? 0),
    });
  }

  byFile(): readonly FileTime[] {
    return [...this.#files.values()].sort((a, b) => b.milliseconds - a.milliseconds);
  }
}

/** The folders of the files, two deep, with all that is in them; the slowest first. */
export function byFolder(files: readonly FileTime[]): readonly FileTime[] {
  const folders = new TestTimes();
  for (const { file, tests, milliseconds } of files) {
    const folder = path.dirname(file).split(path.sep).slice(0, 2).join('/');
    folders.add(path.join(root, folder), milliseconds, tests);
  }
  return folders.byFile();
}

/** The table that `npm run test:times` prints: the slowest files and folders, and what all take. */
export function tableOf(files: readonly FileTime[], rows: number): string {
  const all = files.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const tests = files.reduce((sum, each) => sum + each.tests, 0);
  const lineOf = ({ file, tests: count, milliseconds }: FileTime) =>
    [
      `${(milliseconds / 1000).toFixed(1)} s`.padStart(9),
      `${Math.round((milliseconds / (all || 1)) * 100)} %`.padStart(6),
      counted(count, 'test').padStart(10),
      `  ${file}`,
    ].join('');
  return [
    'Files',
    ...files.slice(0, rows).map(lineOf),
    '',
    'Folders',
    ...byFolder(files).slice(0, rows).map(lineOf),
    '',
    `${tests} tests in ${files.length} files: ${(all / 1000).toFixed(1)} s of tests and hooks, loading not counted.`,
  ].join('\n');
}
