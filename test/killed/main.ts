import { parseArgs } from 'node:util';
import { makeBundles } from './bundles';
import { firstDay, lastDay } from './cast';
import { Dice } from './dice';
import type { Kill } from './killable-function';
import { plantedBugs } from './planted';
import { play } from './play';
import { RandomReaper, SingleReaper, tableOf } from './reaper';

/** The share of invocations that have a death planned: most days come to their end all the same. */
const CHANCE = 0.6;
/** What is summed up over the stories. */
const figures = [
  ...(['completed', 'missed', 'toldTwice', 'messages'] as const),
  ...(['disabled', 'taken', 'deadLetters', 'steps'] as const),
] as const;

/** `npm run test:killed -- --kills N --seed S`: the story again and again, until N processes were killed in it. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
    },
  });
  const most = wholeNumber('kills', values.kills);
  const seed = wholeNumber('seed', values.seed);
  const start = performance.now();
  await findPlantedBugs();
  const bundles = await makeBundles();
  const kills: Kill[] = [];
  const sums = {
    ...{ stories: 0, completed: 0, missed: 0, toldTwice: 0 },
    ...{ messages: 0, disabled: 0, taken: 0, deadLetters: 0 },
    steps: 0,
  };
  try {
    while (kills.length < most && process.exitCode === undefined) {
      const dice = new Dice(`${seed}/${sums.stories}`);
      const reaper = new RandomReaper(dice, most - kills.length, CHANCE);
      const played = await play(bundles, [firstDay, lastDay], reaper);
      kills.push(...reaper.kills);
      sums.stories += 1;
      for (const what of figures) sums[what] += played[what];
      print(`story ${sums.stories}: ${reaper.kills.length} kills`);
      if (played.broken.length === 0) continue;
      process.exitCode = 1;
      print(['A promise is broken:', ...played.broken].join('\n'));
    }
  } finally {
    bundles.remove();
  }
  const unrecorded = kills.filter((kill) => kill.unrecorded.length > 0).length;
  const seconds = Math.round((performance.now() - start) / 1000);
  print(
    [
      ...tableOf(kills),
      `${kills.length} kills in ${sums.stories} stories of ${lastDay - firstDay + 1} days (seed ${seed}), ${seconds} s`,
      `${sums.completed} days had a completed run, ${sums.missed} had none; ${sums.disabled} times a key was disabled; ${sums.messages} messages`,
      `${sums.taken} times somebody pressed or opened their home, ${sums.deadLetters} of what was queued became dead letters`,
      `${sums.steps} times keyturn move came to its end`,
      `${unrecorded} kills fell between Slack's answer and the record; ${sums.toldTwice} messages were told twice, all of them for that`,
    ].join('\n'),
  );
}

/** That the promises can be seen broken: each bug with the death that shows it. */
async function findPlantedBugs(): Promise<void> {
  for (const { name, bug, victim, noticed, days } of plantedBugs) {
    const bundles = await makeBundles(bug);
    const reaper = new SingleReaper(victim);
    const { broken } = await play(bundles, days, reaper).finally(() => bundles.remove());
    const isFound = reaper.kills.length === 1 && broken.some((each) => noticed.test(each));
    if (!isFound) {
      process.exitCode = 1;
      print([`${reaper.kills.length} kills`, ...broken].join('\n'));
    }
    print(`planted bug, ${isFound ? 'found' : 'NOT FOUND'}: ${name}`);
  }
}

function wholeNumber(option: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new RangeError(`--${option}: expected a whole number, found ${JSON.stringify(text)}`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
