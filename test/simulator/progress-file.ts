import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Played } from './simulate';

/** The file can't be gone on with. */
export class ProgressFileError extends Error {
  override readonly name = 'ProgressFileError';
}

const root = path.join(__dirname, '..', '..');

/**
 * Keeps what came of each company, a line each, so that a long run which was ended goes on where it was. Its first
 * line says of which seeds and which program.
 */
export class ProgressFile {
  readonly known: ReadonlyMap<number, Played>;

  /**
   * @param seeds how they were drawn
   * @throws ProgressFileError where the file is of other seeds, or of another program
   */
  constructor(
    private readonly file: string,
    seeds: string,
  ) {
    const head = JSON.stringify({ seeds, program: programHash() });
    if (!existsSync(file)) writeFileSync(file, `${head}\n`);
    const [found = '', ...lines] = readFileSync(file, 'utf8').split('\n');
    if (found !== head)
      throw new ProgressFileError(`${file}: found ${found.slice(0, 200)}, expected ${head}`);
    // The last one may have been cut off.
    const whole = lines.slice(0, -1).map((line) => JSON.parse(line) as [number, Played]);
    this.known = new Map(whole);
    if (lines.at(-1) !== '') writeFileSync(file, [head, ...lines.slice(0, -1), ''].join('\n'));
  }

  readonly keep = (n: number, played: Played): void =>
    appendFileSync(this.file, `${JSON.stringify([n, played])}\n`);
}

/** When the clock was read of which a file's seeds were drawn; undefined where there is no such file. */
export function clockOf(file: string): Date | undefined {
  const [head = ''] = existsSync(file) ? readFileSync(file, 'utf8').split('\n', 1) : [];
  const time = /clock at (\S+Z)"/.exec(head)?.[1];
  return time === undefined ? undefined : new Date(time);
}

/** Of everything that decides what comes of a seed. */
function programHash(): string {
  const hash = createHash('sha256');
  for (const file of globSync('{rules,functions,test/simulator}/**/*.ts', { cwd: root }).sort())
    if (!file.endsWith('.test.ts')) hash.update(file).update(readFileSync(path.join(root, file)));
  hash.update(readFileSync(path.join(root, 'package-lock.json')));
  return hash.digest('hex').slice(0, 16);
}
