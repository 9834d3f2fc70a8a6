import { execFileSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import FakeTimers from '@sinonjs/fake-timers';

/**
 * One time for this process and for all that it starts with `env`: the real one, and some days. Waits and time-outs
 * stay real ones.
 */
export class TurnedClock {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'keyturn-clock-'));
  readonly #file = path.join(this.#folder, 'offset');
  readonly #dates: FakeTimers.Clock;
  /** What a process needs in its environment to have this time. */
  readonly env: Readonly<Record<string, string>>;

  /** @param programs the folder of the programs of the Python environment that has libfaketime */
  constructor(programs: string, at: Date) {
    const ask =
      'import json, libfaketime; print(json.dumps(libfaketime.get_reload_information()[1]))';
    const answer = execFileSync(path.join(programs, 'python'), ['-c', ask], { encoding: 'utf8' });
    this.env = {
      ...(JSON.parse(answer) as Record<string, string>),
      FAKETIME_TIMESTAMP_FILE: this.#file,
    };
    this.#dates = FakeTimers.install({ now: at, toFake: ['Date'], shouldAdvanceTime: true });
    this.turnTo(at);
  }

  turnTo(to: Date): void {
    const real = performance.timeOrigin + performance.now();
    const offset = ((to.getTime() - real) / 1000).toFixed(3);
    // In one step: it is read at every look at a clock.
    writeFileSync(`${this.#file}.new`, `${Number(offset) < 0 ? '' : '+'}${offset}s\n`);
    renameSync(`${this.#file}.new`, this.#file);
    this.#dates.setSystemTime(to);
  }

  stop(): void {
    this.#dates.uninstall();
    rmSync(this.#folder, { recursive: true });
  }
}
