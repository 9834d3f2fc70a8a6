import { badUse } from '../../cli-error';
import {
  partialOf,
  readText,
  remove,
  replaceText,
  targetOf,
  tryToReplace,
  type Disk,
} from '../disk';
import {
  keysIn,
  UnclearSection,
  withOtherKey,
  type FileKind,
  type HeldKey,
  type KeyPair,
} from '../ini';
import type { Place } from './place';

/** No key of AWS's is longer: what a test of room writes has at least the length of what comes. */
const LONGEST: KeyPair = { accessKeyId: 'A'.repeat(128), secretAccessKey: 'A'.repeat(128) };

/** AWS's credentials file, or its config file. One that is not there has no keys. */
export class ProfileFile implements Place {
  constructor(
    readonly label: string,
    private readonly kind: FileKind,
    private readonly disk: Disk,
  ) {}

  keys(): Promise<readonly HeldKey[]> {
    return attempt(() => keysIn(this.#read(), this.kind));
  }

  tryToWrite(oldId: string): Promise<void> {
    return attempt(() =>
      tryToReplace(this.disk, this.label, this.#withOther(this.#read(), oldId, LONGEST)),
    );
  }

  async replace(oldId: string, key: KeyPair): Promise<void> {
    const before = this.#read();
    const text = this.#withOther(before, oldId, key);
    if (text !== before) await replaceText(this.disk, this.label, before, text);
  }

  /** What a killed process has left: a new key may be in it, which nobody uses. */
  clearUp(): void {
    remove(this.disk, partialOf(targetOf(this.disk, this.label)));
  }

  #read(): string {
    return readText(this.disk, this.label) ?? '';
  }

  #withOther(text: string, oldId: string, key: KeyPair): string {
    try {
      return withOtherKey(text, this.kind, oldId, key);
    } catch (error) {
      if (!(error instanceof UnclearSection)) throw error;
      throw badUse(`${this.label}: ${error.message}`, { cause: error });
    }
  }
}

/** A promise also where it throws. */
async function attempt<Result>(what: () => Result): Promise<Result> {
  return Promise.resolve().then(what);
}
