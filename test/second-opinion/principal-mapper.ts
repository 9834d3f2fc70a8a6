import { spawn, type ChildProcessByStdio } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { pythonEnvironment } from '../../scripts/python-environment';
import type { Request } from '../meaning/request';
import { Wire } from './wire';

/** @throws Error where pip can't install it */
export function installPrincipalMapper(): string {
  const programs = pythonEnvironment({
    asker: 'test:second-opinion',
    what: 'Principal Mapper',
    requirements: path.join(__dirname, 'requirements.txt'),
    folder: '.venv-second-opinion',
  });
  return path.join(programs, 'python');
}

interface Waiting {
  readonly resolve: (answer: string) => void;
  readonly reject: (error: Error) => void;
}

/** A process that judges with Principal Mapper's local simulation, one request after the other. */
export class PrincipalMapper {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #wire = new Wire();
  readonly #waiting: Waiting[] = [];

  constructor(python: string) {
    this.#process = spawn(python, ['-B', path.join(__dirname, 'pmapper.py')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    createInterface(this.#process.stdout).on('line', (line) =>
      this.#waiting.shift()?.resolve(line),
    );
    this.#process.once('error', (error) => this.#fail(error));
    this.#process.stdin.once('error', (error) => this.#fail(error));
    this.#process.once('exit', (code) => this.#fail(new Error(`pmapper.py ended with ${code}`)));
  }

  judge(request: Request): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      for (const line of this.#wire.lines(request)) this.#process.stdin.write(`${line}\n`);
    });
  }

  end(): void {
    this.#process.stdin.end();
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}
