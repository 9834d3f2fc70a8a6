import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cliBundles } from '../../scripts/build-cli';
import { takeBundles } from '../../scripts/bundles-at-hand';
import type { Ended, Surroundings } from './ended';
import { LoadedCommand } from './loaded-command';

/** The command as its users have it: the bundle. */
export class Keyturn {
  /** A folder for the tests' own files; also the home of the command. */
  readonly folder = mkdtempSync(path.join(tmpdir(), 'keyturn-'));
  readonly file = path.join(this.folder, 'bin', 'keyturn.js');
  #loaded: LoadedCommand | undefined;

  private constructor() {}

  /** A copy of what `npm run build` made, or made now; `remove` it at the end. */
  static async build(): Promise<Keyturn> {
    const keyturn = new Keyturn();
    try {
      await takeBundles(cliBundles, path.dirname(keyturn.file));
    } catch (error) {
      keyturn.remove();
      throw error;
    }
    return keyturn;
  }

  /**
   * Runs the bundle within this process, which takes a tenth of the time of one of its own; cli/processes.test.ts
   * holds that to the same end. A working directory it can't have.
   */
  run(
    args: readonly string[],
    { env = {}, stdin }: Omit<Surroundings, 'cwd'> = {},
  ): Promise<Ended> {
    this.#loaded ??= new LoadedCommand(this.file);
    return this.#loaded.run(args, { env: { ...this.#home, ...env }, stdin });
  }

  /** Runs the bundle as a process of its own. */
  async start(
    args: readonly string[],
    { env = {}, cwd, stdin }: Surroundings = {},
  ): Promise<Ended> {
    const child = spawn(process.execPath, [this.file, ...args], {
      cwd: cwd ?? this.folder,
      env: {
        ...this.#home,
        // Compiled once for all of a test's processes.
        NODE_COMPILE_CACHE: path.join(path.dirname(this.file), 'compiled'),
        ...env,
      },
      stdio: 'pipe',
    });
    const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      return () => Buffer.concat(chunks).toString();
    }) as [() => string, () => string];
    child.stdin.end(stdin ?? '');
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    return { code, stdout: stdout(), stderr: stderr() };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  get #home(): Readonly<Record<string, string>> {
    return { PATH: process.env['PATH'] ?? '', HOME: this.folder };
  }
}
