import { chmodSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { badUse, CliError } from '../cli-error';
import { exitCodes } from '../exit-codes';
import { inWords } from '../output';
import { placesOf, tryToWrite } from '../partial-file';

/**
 * engineers.yaml as it was when it was read. It is replaced whole, by a rename, and only while it still is what was read:
 * somebody's editor, or another run, may have been quicker.
 */
export class EngineersOnDisk {
  /** @throws CliError */
  static read(file: string, name: string): EngineersOnDisk {
    try {
      return new EngineersOnDisk(file, name, readFileSync(file, 'utf8'));
    } catch (cause) {
      throw unwritable(name, 'read', cause);
    }
  }

  private constructor(
    private readonly file: string,
    /** As messages name it. */
    readonly name: string,
    readonly text: string,
  ) {}

  /**
   * Whether it could be replaced; leaves nothing behind.
   * @throws CliError
   */
  assertWritable(): void {
    try {
      tryToWrite(this.file);
    } catch (cause) {
      throw unwritable(this.name, 'written', cause);
    }
  }

  /** @throws CliError where it can't be written, or was changed meanwhile: then it is as it was */
  replace(text: string): void {
    const { target, partial } = placesOf(this.file);
    try {
      writeFileSync(partial, text, { flag: 'wx', mode: statSync(target).mode });
      // The process's mask has taken from it.
      chmodSync(partial, statSync(target).mode);
      if (readFileSync(target, 'utf8') !== this.text) throw this.#changed();
      renameSync(partial, target);
    } catch (cause) {
      rmSync(partial, { force: true });
      throw cause instanceof CliError ? cause : unwritable(this.name, 'written', cause);
    }
  }

  #changed(): CliError {
    return new CliError(
      exitCodes.badUse,
      `${this.name} was changed by somebody else meanwhile, and is left as they wrote it: run it again`,
    );
  }
}

function unwritable(name: string, what: 'read' | 'written', cause: unknown): CliError {
  const { code = String(cause) } = cause as NodeJS.ErrnoException;
  return badUse(`${name} can't be ${what} (${inWords(code)})`, { cause });
}
