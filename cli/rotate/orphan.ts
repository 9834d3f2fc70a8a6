import { setTimeout as sleep } from 'node:timers/promises';
import { badUse } from '../cli-error';
import { readText, remove, writeOwn, type Disk } from './disk';
import { isRunning } from './lock';

const LONGEST_MS = 120_000;
const PAUSE_MS = 200;

/**
 * A program that stores the new key, while it runs. It outlives a command that is killed: what it has not stored yet,
 * the next command would take for lost, delete the new key, and have it stored after that.
 */
export class Orphan {
  constructor(
    private readonly disk: Disk,
    private readonly file: string,
    private readonly note: (line: string) => void,
  ) {}

  /** Remembers the program until it has ended. It stores the key also where that can't be noted. */
  async whileRunning<Result>(
    run: (onStart: (pid: number) => void) => Promise<Result>,
  ): Promise<Result> {
    try {
      return await run((pid) => this.#note(pid));
    } finally {
      remove(this.disk, this.file);
    }
  }

  /** @throws CliError where that of an earlier command does not end */
  async wait(): Promise<void> {
    const pid = Number(readText(this.disk, this.file) ?? NaN);
    if (Number.isNaN(pid)) return;
    for (let waited = 0; isRunning(pid); waited += PAUSE_MS) {
      if (waited === 0) this.note(`waiting for process ${pid}, which stores a key; it may ask you`);
      if (waited >= LONGEST_MS)
        throw badUse(
          `process ${pid}, begun by an earlier keyturn rotate, may still store a key: end it, then run this again; if it is another program, delete ${this.file}`,
        );
      await sleep(PAUSE_MS);
    }
    remove(this.disk, this.file);
  }

  #note(pid: number): void {
    try {
      writeOwn(this.disk, this.file, String(pid));
    } catch {
      // To end the program as it writes would be worse.
    }
  }
}
