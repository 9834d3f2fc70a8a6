import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Played, Player } from './simulate';

type Answer = { readonly played: Played } | { readonly failure: string };

/** A company that waits for a process, or is being played by one. */
interface Job {
  readonly seed: number;
  readonly done: (played: Played) => void;
  readonly failed: (error: Error) => void;
}

/** Processes that play companies, one at a time each. */
export class Pool {
  readonly #idle: ChildProcess[] = [];
  readonly #all: ChildProcess[];
  readonly #jobs = new Map<ChildProcess, Job>();
  readonly #waiting: Job[] = [];
  #hasEnded = false;

  constructor(processes: number) {
    this.#all = Array.from({ length: processes }, () => this.#start());
  }

  readonly play: Player = (seed) =>
    new Promise((done, failed) => {
      this.#waiting.push({ seed, done, failed });
      this.#handOut();
    });

  end(): void {
    this.#hasEnded = true;
    for (const child of this.#all) child.kill();
  }

  #start(): ChildProcess {
    const child = fork(path.join(__dirname, 'worker.ts'), {
      execArgv: ['-r', path.join(__dirname, '..', '..', 'scripts', 'typescript', 'load.cjs')],
    });
    child.on('message', (answer: Answer) => {
      const job = this.#jobs.get(child);
      this.#jobs.delete(child);
      this.#idle.push(child);
      if ('played' in answer) job?.done(answer.played);
      else job?.failed(new Error(answer.failure));
      this.#handOut();
    });
    child.on('exit', (code) => {
      if (!this.#hasEnded) this.#jobs.get(child)?.failed(new Error(`a process ended with ${code}`));
    });
    this.#idle.push(child);
    return child;
  }

  #handOut(): void {
    while (this.#waiting.length > 0) {
      const child = this.#idle.pop();
      if (!child) return;
      const job = this.#waiting.shift();
      if (!job) return;
      this.#jobs.set(child, job);
      child.send(job.seed);
    }
  }
}
