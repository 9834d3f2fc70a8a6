import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** How one invocation ended, and what it took. */
export interface Invocation {
  readonly result?: unknown;
  readonly error?: { readonly name: string; readonly message: string };
  /** Milliseconds of a processor. */
  readonly cpu: number;
  /** Bytes, of the whole process since it was started. */
  readonly peakMemory: number;
}

export interface WorkersOptions {
  readonly bundle: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly count: number;
  readonly memoryMb: number;
}

const TIMEOUT_MS = 900_000;

/** Execution environments of one function, as many at a time as the machine has processors for. */
export class Workers {
  readonly #idle: ChildProcess[] = [];
  readonly #waiting: ((worker: ChildProcess) => void)[] = [];
  #cold = 0;

  private constructor(private readonly options: WorkersOptions) {}

  static async start(options: WorkersOptions): Promise<Workers> {
    const workers = new Workers(options);
    for (let i = 0; i < options.count; i++) workers.#idle.push(await workers.#started());
    return workers;
  }

  /** How often one was started. */
  get coldStarts(): number {
    return this.#cold;
  }

  /** @param dies in the middle of it, as Lambda says of a process that ends */
  async invoke(event: object, dies = false): Promise<Invocation> {
    let worker = await this.#free();
    const over = new AbortController();
    const { signal } = over;
    try {
      const answer = Promise.race([
        once(worker, 'message', { signal }),
        once(worker, 'exit', { signal }),
      ]);
      worker.send(event);
      if (dies) worker.kill('SIGKILL');
      const [given] = (await answer) as [Invocation | number | null];
      if (typeof given === 'object' && given !== null) return given;
      worker = await this.#started();
      const error = { name: 'Runtime.ExitError', message: 'the process ended' };
      return { error, cpu: 0, peakMemory: 0 };
    } finally {
      over.abort();
      const next = this.#waiting.shift();
      if (next) next(worker);
      else this.#idle.push(worker);
    }
  }

  async stop(): Promise<void> {
    for (const worker of this.#idle.splice(0)) {
      const gone = once(worker, 'exit');
      worker.kill();
      await gone;
    }
  }

  #free(): Promise<ChildProcess> {
    const idle = this.#idle.pop();
    if (idle) return Promise.resolve(idle);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async #started(): Promise<ChildProcess> {
    this.#cold += 1;
    const { bundle, environment, memoryMb } = this.options;
    const worker = fork(path.join(__dirname, 'worker.cjs'), [bundle, String(TIMEOUT_MS)], {
      env: { PATH: process.env['PATH'], ...environment },
      // Lambda's runtime bounds Node's heap by the function's memory like this.
      execArgv: [
        `--max-semi-space-size=${Math.floor(memoryMb * 0.05)}`,
        `--max-old-space-size=${Math.floor(memoryMb * 0.9)}`,
      ],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await once(worker, 'message');
    return worker;
  }
}
