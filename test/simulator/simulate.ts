import type { Tampering } from './company';
import { play, type Outcome } from './play';
import { shrink } from './story/shrink';
import type { Story } from './story/story';
import { tellStory } from './story/tell-story';
import type { PromiseCheck } from './truth/today';
import { writeStory } from './story/write-story';

/** What many companies came to. */
export interface Report {
  readonly companies: number;
  readonly keyDays: number;
  readonly tally: ReadonlyMap<string, number>;
  /** The first story that broke a promise. */
  readonly failed?: { readonly story: Story; readonly outcome: Outcome };
}

/** Plays company after company, one a seed, until there are so many key-days or a promise is broken. */
export async function simulate(
  firstSeed: number,
  keyDays: number,
  tampering?: Tampering,
  checks?: readonly PromiseCheck[],
): Promise<Report> {
  const tally = new Map<string, number>();
  let played = 0;
  let companies = 0;
  while (played < keyDays) {
    const story = writeStory(firstSeed + companies);
    const outcome = await play(story, tampering, checks);
    companies += 1;
    played += outcome.keyDays;
    for (const [what, times] of outcome.chronicle.tally)
      tally.set(what, (tally.get(what) ?? 0) + times);
    if (outcome.broken) return { companies, keyDays: played, tally, failed: { story, outcome } };
  }
  return { companies, keyDays: played, tally };
}

/** The shortest story that breaks the same promise, told day by day. */
export async function explain(
  { story, outcome }: NonNullable<Report['failed']>,
  tampering?: Tampering,
): Promise<string> {
  const promise = outcome.broken?.promise;
  const shortest = await shrink(story, async (candidate) => {
    const { broken } = await play(candidate, tampering);
    return broken?.promise === promise ? broken?.day : undefined;
  });
  return tellStory(shortest, await play(shortest, tampering));
}
