import { existsSync, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { datePattern } from '../../rules/formats';
import type { LocalDate } from '../../rules/model';
import { badUse } from '../cli-error';
import { inWords } from '../output';
import type { ReportSource } from './source';

/** A copy of the bucket, or of its `reports/`. */
export class FolderSource implements ReportSource {
  readonly name: string;
  readonly #root: string;

  /** @throws CliError where it is no folder */
  constructor(folder: string) {
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
      throw badUse(`--folder is ${folder}: expected a folder with the days' reports`);
    const inside = path.join(folder, 'reports');
    this.#root = existsSync(inside) ? inside : folder;
    this.name = `the folder ${path.basename(path.resolve(folder))}`;
  }

  async days(): Promise<readonly LocalDate[]> {
    const names = await readdir(this.#root);
    return names.filter((name) => datePattern.test(name)).sort();
  }

  async read(file: string): Promise<Buffer | undefined> {
    try {
      return await readFile(path.join(this.#root, file));
    } catch (error) {
      const { code = String(error) } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return undefined;
      throw badUse(
        `${path.join(this.#root, file)}: found ${inWords(code)}, expected a file of a day's report`,
        { cause: error },
      );
    }
  }

  versions(): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set());
  }
}
