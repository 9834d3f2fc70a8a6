import { explainError } from '../../cli/explain-error';
import { makeProgram } from '../../cli/program';

/** What whoever wrote a file gets to see. */
export interface Answer {
  readonly code: number;
  /** What is wrong, a line each. */
  readonly lines: readonly string[];
  /** Of an error that nobody has put into words. */
  readonly thrown?: string;
}

/** The command line, as its entry runs it, within this process. */
export async function askCommand(args: readonly string[]): Promise<Answer> {
  const written: string[] = [];
  const streams = [process.stdout, process.stderr].map((stream) => ({
    stream,
    write: stream.write.bind(stream),
  }));
  const before = process.exitCode;
  process.exitCode = undefined;
  const take = (text: string | Uint8Array, ...rest: readonly unknown[]): boolean => {
    written.push(String(text));
    const done = rest.at(-1);
    if (typeof done === 'function') (done as () => void)();
    return true;
  };
  for (const { stream } of streams) stream.write = take;
  try {
    const failed = await explained(() => makeProgram(80).parseAsync(args, { from: 'user' }));
    const code = Number(process.exitCode ?? 0);
    return failed ?? { code, lines: linesOf(written.join('')) };
  } finally {
    for (const { stream, write } of streams) stream.write = write;
    process.exitCode = before;
  }
}

/** What a person is told where something is thrown; undefined where nothing is. */
export async function explained(run: () => unknown): Promise<Answer | undefined> {
  try {
    await run();
    return undefined;
  } catch (error) {
    const { exitCode, line } = explainError(error);
    const thrown = exitCode === 5 && error instanceof Error ? error.stack : undefined;
    return { code: exitCode, lines: line === undefined ? [] : [line], thrown };
  }
}

/** As a terminal shows them, which breaks lines at more than one sign. */
export function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}
