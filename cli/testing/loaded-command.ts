import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import type * as main from '../main';
import type { Ended, Surroundings } from './ended';

interface Module {
  exports: Partial<typeof main>;
}
type Bundle = (
  exports: object,
  require: (id: string) => unknown,
  module: Module,
  filename: string,
  dirname: string,
  process: object,
) => void;

/**
 * The bundle of the command, run within this process: each time its modules are loaded anew, those of its other bundles too, and all of them see a
 * `process` of their own, whose environment, arguments, streams and exit code they have in place of this one's.
 */
export class LoadedCommand {
  readonly #bundles = new Map<string, Bundle>();

  /** @param file the first of its bundles; what is loaded is written beside each */
  constructor(private readonly file: string) {}

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
    await this.#load(this.file, own, new Map()).ended;
    return { code: Number(own.exitCode ?? 0), stdout: stdout.text, stderr: stderr.text };
  }

  /** @param loaded of this run, by file: a bundle that loads another one twice has one of it */
  #load(file: string, own: NodeJS.Process, loaded: Map<string, Module>): Module['exports'] {
    const known = loaded.get(file);
    if (known) return known.exports;
    const module: Module = { exports: {} };
    loaded.set(file, module);
    const requireFrom = createRequire(file);
    const required = (id: string): unknown => {
      if (id === 'process' || id === 'node:process') return own;
      const found = requireFrom.resolve(id);
      const isOurs = found.startsWith(path.dirname(this.file) + path.sep);
      return isOurs ? this.#load(found, own, loaded) : requireFrom(id);
    };
    this.#bundleOf(file)(module.exports, required, module, file, path.dirname(file), own);
    return module.exports;
  }

  #bundleOf(file: string): Bundle {
    const bundle = this.#bundles.get(file) ?? wrapped(file);
    this.#bundles.set(file, bundle);
    return bundle;
  }
}

/** In the function that Node itself puts around a module, with one parameter more. */
function wrapped(file: string): Bundle {
  const source = readFileSync(file, 'utf8').replace(/^#!.*/, '');
  const loadable = `${file}.loadable.cjs`;
  writeFileSync(
    loadable,
    `module.exports = function (exports, require, module, __filename, __dirname, process) {${source}\n};`,
  );
  return createRequire(file)(loadable) as Bundle;
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
