import { Dice } from '../killed/dice';
import type { Answer } from './answer';
import { families } from './doors';
import type { Door, Run } from './doors/door';
import { judge, type Broken } from './judge';
import { makeWrong, writeFile, type WrittenFile } from './wrong-file';

/** A promise that a file has broken, and the draw by which the file is made again. */
export interface BrokenBy extends Broken {
  readonly file: WrittenFile;
  readonly nth: string;
}

export interface Seen {
  readonly files: number;
  readonly refused: number;
  readonly asProcesses: number;
  /** By reason, how often Keyturn and the second validator differed for it. */
  readonly reasons: ReadonlyMap<string, number>;
  readonly broken: readonly BrokenBy[];
  /** In milliseconds of the processor. */
  readonly slowest: { readonly ms: number; readonly file?: WrittenFile };
}

export interface Knocking {
  /** In the place of the door's own way. */
  readonly ask?: (door: Door, text: string | Uint8Array) => Promise<Answer | undefined>;
  readonly at?: typeof families;
  /** Runs a command line as a process, which one in `every` of those that a command reads is asked by, too. */
  readonly asProcess?: Run;
  readonly every?: number;
  /** The most that an answer may take of the processor; not looked at without it. */
  readonly mostMs?: number;
}

const MICROSECONDS = 1000;
/** So many documents are new, and the others made of those that were right. */
const NEW = 0.08;

/** Documents of each kind that were found right. */
class Shelf {
  readonly #right = new Map<Door, unknown[]>();

  take(door: Door, dice: Dice): { readonly document: unknown; readonly isNew: boolean } {
    const [first, ...others] = this.#right.get(door) ?? [];
    const isNew = first === undefined || dice.roll() < NEW;
    return { document: isNew ? door.make(dice) : dice.oneOf([first, ...others]), isNew };
  }

  keep(door: Door, document: unknown): void {
    this.#right.set(door, [...(this.#right.get(door) ?? []), document]);
  }
}

/** Writes so many files, asks what comes of each, and judges it. */
export async function knock(files: number, seed: number, how: Knocking = {}): Promise<Seen> {
  const { ask = (door, text) => door.ask(text), at = families, every = files + 1 } = how;
  const shelf = new Shelf();
  const reasons = new Map<string, number>();
  const broken: BrokenBy[] = [];
  let [written, refused, asProcesses] = [0, 0, 0];
  let slowest: Seen['slowest'] = { ms: 0 };
  for (let nth = 0; written < files; nth++) {
    const dice = new Dice(`${seed} ${nth}`);
    const door = dice.oneOf(dice.oneOf(at as readonly [(typeof at)[number]]));
    const { document, isNew } = shelf.take(door, dice);
    const file = isNew ? writeFile(door, document) : makeWrong(door, document, dice);
    const { answer, ms } = await measured(() => ask(door, file.text));
    if (!answer) continue;
    written += 1;
    if (ms > slowest.ms) slowest = { ms, file };
    const judged = judge(file, answer);
    if (isNew && answer.code === 0) shelf.keep(door, document);
    if (judged.isRefused) refused += 1;
    for (const reason of judged.reasons) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    const all = [...judged.broken, ...(await tooSlow(file, ms, how))];
    if (door.isByCommand && how.asProcess && written % every === 0) {
      asProcesses += 1;
      all.push(...differences(answer, await door.ask(file.text, how.asProcess)));
    }
    broken.push(...all.map((each) => ({ ...each, file, nth: `${seed} ${nth}` })));
  }
  return { files: written, refused, asProcesses, reasons, broken, slowest };
}

async function measured<T>(run: () => Promise<T>): Promise<{ answer: T; ms: number }> {
  const before = process.cpuUsage();
  const answer = await run();
  const { user, system } = process.cpuUsage(before);
  return { answer, ms: (user + system) / MICROSECONDS };
}

/** Slow once may be a collection of garbage; slow again is not. */
async function tooSlow(
  { door, text }: WrittenFile,
  ms: number,
  { mostMs = Infinity }: Knocking,
): Promise<readonly Broken[]> {
  if (ms <= mostMs) return [];
  const again = await measured(() => door.ask(text));
  const what = `${Math.round(ms)} ms, and ${Math.round(again.ms)} ms the second time`;
  return again.ms > mostMs ? [{ promise: 'second', what }] : [];
}

function differences(within: Answer, asProcess: Answer | undefined): readonly Broken[] {
  const [one, other] = [within, asProcess].map((each) => `${each?.code} ${each?.lines.join('\n')}`);
  return one === other
    ? []
    : [{ promise: 'words', what: `a process says ${other}, and within this one ${one}` }];
}
