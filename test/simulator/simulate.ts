import type { Tampering } from './company';
import { play, type Broken } from './play';
import type { Seeds } from './seeds';
import { shrink } from './story/shrink';
import { tellStory } from './story/tell-story';
import { writeStory } from './story/write-story';
import type { PromiseCheck } from './promises/promise-check';

/** What one company came to, as plain data. */
export interface Played {
  readonly seed: number;
  readonly credentialDays: number;
  readonly tally: readonly (readonly [what: string, times: number])[];
  readonly broken?: Broken;
}

/** Plays the company of a seed. */
export type Player = (seed: number) => Promise<Played>;

/** What many companies came to. */
export interface Report {
  readonly companies: number;
  readonly credentialDays: number;
  readonly tally: ReadonlyMap<string, number>;
  /** Those that broke a promise, in the order of their seeds. */
  readonly failed: readonly Played[];
}

export interface Options {
  /** Companies at a time. */
  readonly atOnce?: number;
  /** Goes on after a broken promise. */
  readonly keepGoing?: boolean;
  /** What came of companies before, by their number; `keep` hears of each one that is played now. */
  readonly known?: ReadonlyMap<number, Played>;
  readonly keep?: (n: number, played: Played) => void;
  /** Hears of the sum after each company. */
  readonly onSum?: (report: Report) => void;
}

/** Plays in this process. */
export function playHere(tampering?: Tampering, checks?: readonly PromiseCheck[]): Player {
  return async (seed) => {
    const { credentialDays, chronicle, broken } = await play(writeStory(seed), tampering, checks);
    return { seed, credentialDays, tally: [...chronicle.tally], ...(broken && { broken }) };
  };
}

/**
 * Plays company after company, one a seed, until there are so many credential-days or a promise is broken. However many are
 * played at once: the same seeds come to the same report.
 */
export async function simulate(
  seeds: Seeds,
  credentialDays: number,
  player: Player,
  options: Options = {},
): Promise<Report> {
  const tally = new Map<string, number>();
  const failed: Played[] = [];
  let [sum, companies] = [0, 0];
  for await (const played of inOrder(seeds, player, options)) {
    companies += 1;
    sum += played.credentialDays;
    for (const [what, times] of played.tally) tally.set(what, (tally.get(what) ?? 0) + times);
    if (played.broken) failed.push(played);
    const report = { companies, credentialDays: sum, tally, failed };
    options.onSum?.(report);
    if (sum >= credentialDays || (played.broken && !options.keepGoing)) return report;
  }
  throw new Error('there is a seed after every seed');
}

async function* inOrder(
  seeds: Seeds,
  player: Player,
  { atOnce = 1, known, keep }: Options,
): AsyncGenerator<Played, never> {
  const playOne = async (n: number) => {
    const before = known?.get(n);
    if (before) return before;
    const played = await player(seeds.at(n));
    keep?.(n, played);
    return played;
  };
  const begun: Promise<Played>[] = [];
  for (let n = 0; ; n++) {
    while (begun.length < atOnce) {
      const next = playOne(n + begun.length);
      // Whoever waits for it hears of its failure; those that nobody waits for any more are no failure.
      next.catch(() => undefined);
      begun.push(next);
    }
    const [first] = begun.splice(0, 1);
    if (first) yield await first;
  }
}

/** The shortest story found that breaks the same promise, told day by day. */
export async function explain({ seed, broken }: Played, tampering?: Tampering): Promise<string> {
  const shortest = await shrink(writeStory(seed), async (candidate) => {
    const found = (await play(candidate, tampering)).broken;
    return found?.promise === broken?.promise ? found?.day : undefined;
  });
  return tellStory(shortest, await play(shortest, tampering));
}
