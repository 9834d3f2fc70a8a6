import type { Dice } from '../../killed/dice';
import type { Answer } from '../answer';

/** Runs the command line. */
export type Run = (args: readonly string[]) => Promise<Answer>;

export type Path = readonly (string | number)[];

/** A kind of file that people write and Keyturn reads. */
export interface Door {
  readonly name: string;
  readonly writtenIn: 'yaml' | 'json';
  /** The JSON Schema that others hold such a file against, if there is one. */
  readonly schema?: object;
  /** A document that is right. */
  make(dice: Dice): unknown;
  /** What comes of the file; undefined where it is another program's to say. */
  ask(text: string | Uint8Array, run?: Run): Promise<Answer | undefined>;
  /** Whether the whole command is asked, so that `run` is heeded. */
  readonly isByCommand?: true;
  /**
   * One line of the answer: where it says that something is wrong, as `a.b[0]`, empty for the file as a whole; undefined
   * where it is no such line.
   */
  fieldIn(line: string): string | undefined;
  /** Whether a line names the file, which not every reader knows. */
  namesFile(line: string): boolean;
  /** As Keyturn means what is written otherwise, by a documented rule. */
  readonly meanings?: Readonly<Record<string, (document: unknown) => unknown>>;
}
