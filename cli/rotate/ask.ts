import { badUse } from '../cli-error';

/** How a person is asked. */
export interface Asker {
  /**
   * A question to be answered with yes or no; no where it is answered with nothing.
   * @param inPerson --yes is no answer to it
   * @throws CliError where there is nobody to ask: nothing is guessed
   */
  confirm(question: string, inPerson?: boolean): Promise<boolean>;
  /** What is to be known even where nobody watches. */
  note(line: string): void;
}

/** On the terminal; with `--yes` questions are answered, and shown. */
export function terminalAsker(yes: boolean): Asker {
  const note = (line: string) => void process.stderr.write(`keyturn: ${line}\n`);
  return {
    note,
    confirm: async (question, inPerson = false) => {
      if (yes && !inPerson) {
        note(`${question} yes, by --yes`);
        return true;
      }
      if (!process.stdin.isTTY)
        throw badUse(
          `${question} There is no terminal to ask: run it in one${inPerson ? ', --yes is no answer to this' : ', or with --yes'}`,
        );
      const { createInterface } = await import('node:readline/promises');
      const terminal = createInterface({ input: process.stdin, output: process.stderr });
      try {
        return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
      } catch (error) {
        if (isGivenUp(error)) return false;
        throw error;
      } finally {
        terminal.close();
      }
    },
  };
}

/** With Ctrl-C or Ctrl-D in place of an answer. */
export function isGivenUp(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
