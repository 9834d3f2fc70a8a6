import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import type * as main from '../main';
import type { Ended, Surroundings } from './keyturn';

type Bundle = (
  exports: object,
  require: (id: string) => unknown,
  module: { exports: Partial<typeof main> },
  filename: string,
  dirname: string,
  process: object,
) => void;

/**
 * The bundle of the command, run within this process: each time its modules are loaded anew, and all of them see a
 * `process` of their own, whose environment, arguments, streams and exit code they have in place of this one's.
 */
export class LoadedCommand {
  readonly #bundle: Bundle;
  readonly #require: NodeJS.Require;

  /** @param file the bundle; what is loaded is written beside it */
  constructor(private readonly file: string) {
    const source = readFileSync(file, 'utf8').replace(/^#!.*/, '');
    const loadable = `${file}.loadable.cjs`;
    // The function that Node itself puts around a module, with one parameter more.
    writeFileSync(
      loadable,
      `module.exports = function (exports, require, module, __filename, __dirname, process) {${source}\n};`,
    );
    this.#require = createRequire(file);
    this.#bundle = this.#require(loadable) as Bundle;
  }

  async run(
    args: readonly string[],
    { env, stdin = '' }: Required<Pick<Surroundings, 'env'>> & Pick<Surroundings, 'stdin'>,
  ): Promise<Ended> {
    const [stdout, stderr] = [new Sink(), new Sink()];
    const own = Object.create(process, {
      argv: { value: [process.execPath, this.file, ...args] },
      env: { value: { ...env } },
      stdin: { value: Readable.from([Buffer.from(stdin)]) },
      stdout: { value: stdout },
      stderr: { value: stderr },
      exitCode: { value: undefined, writable: true },
      exit: { value: unexpected('exit') },
      chdir: { value: unexpected('chdir') },
    }) as NodeJS.Process;
    const required = (id: string): unknown =>
      id === 'process' || id === 'node:process' ? own : this.#require(id);
    const module: { exports: Partial<typeof main> } = { exports: {} };
    this.#bundle(module.exports, required, module, this.file, path.dirname(this.file), own);
    await module.exports.ended;
    return { code: Number(own.exitCode ?? 0), stdout: stdout.text, stderr: stderr.text };
  }
}

/** A standard stream that nobody watches on a terminal. */
class Sink extends Writable {
  readonly #chunks: Buffer[] = [];

  get text(): string {
    return Buffer.concat(this.#chunks).toString();
  }

  override _write(chunk: Buffer, _encoding: string, written: () => void): void {
    this.#chunks.push(chunk);
    written();
  }
}

/** What the command does not do, and would do to this process. */
function unexpected(name: string) {
  return () => {
    throw new Error(`the command called process.${name}`);
  };
}
