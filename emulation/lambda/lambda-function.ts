import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { workspace } from '../workspace';
import { tellWatchers } from './output-watch';
import { endOfLog, type Invocation, type InvocationResult } from './runtime-protocol';

/** What a function needs to run: its bundle, and what the stack gave its Lambda resource. */
export interface FunctionConfiguration {
  readonly arn: string;
  /** The folder with the bundle. */
  readonly codePath: string;
  /** As in Lambda: `file.export`. */
  readonly handler: string;
  /** The resource's environment, the role's credentials and where AWS is. */
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** An error that a function's handler threw, as Lambda reports it. */
export class FunctionError extends Error {
  constructor(
    readonly functionArn: string,
    readonly errorType: string,
    readonly errorMessage: string,
  ) {
    super(`${functionArn.split(':').at(-1)} failed: ${errorType}: ${errorMessage}`);
    this.name = 'FunctionError';
  }
}

/** A function's bundle in a process of its own, kept warm between invocations. */
export class LambdaFunction {
  #process: ChildProcess | undefined;
  #count = 0;
  readonly #output: string[] = [];
  #tail = '';

  constructor(private readonly configuration: FunctionConfiguration) {}

  /** Its role's, with which Lambda itself polls and reports for it. */
  get credentials(): { accessKeyId: string; secretAccessKey: string; sessionToken?: string } {
    const { environment } = this.configuration;
    return {
      accessKeyId: environment['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] ?? '',
      sessionToken: environment['AWS_SESSION_TOKEN'],
    };
  }

  get arn(): string {
    return this.configuration.arn;
  }

  /** What it has written to its log so far. */
  get log(): string {
    return this.#output.join('');
  }

  /**
   * Runs one event to its end.
   * @param now the instant that the function's clock shows at the start
   * @throws FunctionError where the handler throws, takes too long, or the process dies
   */
  async invoke(event: unknown, now: Date): Promise<unknown> {
    const { arn, timeoutMs } = this.configuration;
    const child = (this.#process ??= this.#start());
    const id = ++this.#count;
    const invocation: Invocation = { id, event, now: now.getTime(), functionArn: arn, timeoutMs };
    const answer = this.#answer(child, timeoutMs);
    child.send(invocation);
    const result = await answer;
    while (!this.#tail.includes(endOfLog(id))) await once(child.stdout ?? child, 'data');
    if (result.ok) return result.value;
    throw new FunctionError(arn, result.name, result.message);
  }

  /** Kills the process, as a crash would, in the middle of whatever it does. */
  async kill(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async #answer(child: ChildProcess, timeoutMs: number): Promise<InvocationResult> {
    const { arn } = this.configuration;
    const stop = new AbortController();
    const { signal } = stop;
    const timeout = AbortSignal.timeout(timeoutMs);
    const timedOut = new FunctionError(arn, 'Sandbox.Timedout', `timed out after ${timeoutMs} ms`);
    try {
      const [result] = (await Promise.race([
        once(child, 'message', { signal }),
        once(child, 'exit', { signal }).then(() => {
          this.#process = undefined;
          // It was ended for that: below.
          if (timeout.aborted) throw timedOut;
          throw new FunctionError(
            arn,
            'Runtime.ExitError',
            `the process ended\n${this.log.slice(-2000)}`,
          );
        }),
        once(timeout, 'abort', { signal }).then(async () => {
          await this.kill();
          throw timedOut;
        }),
      ])) as [InvocationResult];
      return result;
    } finally {
      stop.abort();
    }
  }

  #start(): ChildProcess {
    const { codePath, handler, environment } = this.configuration;
    const [file = 'index', exportName = 'handler'] = handler.split('.');
    const child = fork(
      path.join(__dirname, 'runtime.ts'),
      [path.join(codePath, `${file}.js`), exportName],
      {
        // Nothing of this machine's own environment reaches the function, as in Lambda.
        env: { PATH: process.env['PATH'], NODE_OPTIONS: '', ...environment },
        execArgv: ['-r', workspace.typeScriptLoader],
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      },
    );
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        const text = chunk.toString();
        this.#output.push(text);
        this.#tail = (this.#tail + text).slice(-500);
        tellWatchers(text, this);
      });
    return child;
  }
}
