import { parseArgs } from 'node:util';
import { wholeNumber } from '../whole-number';
import { asText } from './as-text';
import { compare } from './compare';
import type { Difference } from './difference';
import type { Rules } from './plain';
import { rulesNow } from './rules-now';
import { BEFORE, rulesThen } from './rules-then';
import { shrink } from './shrink';

/**
 * `npm run compare:plans -- --days 100000 --seed 1 --base 2150ecf`: random days, planned by the rules of a commit and by
 * those that are here.
 * @returns the exit code: 1 where they differ, or where something that may be decided never was
 * @throws parseArgs' TypeError, RangeError, or Error where Git does not know the commit
 */
export function comparePlansCommand(
  args: readonly string[],
  print: (text: string) => void,
  versions: { then(commit: string): Rules; now: Rules } = { then: rulesThen, now: rulesNow },
): 0 | 1 {
  const { values } = parseArgs({
    args: [...args],
    options: {
      days: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '1' },
      base: { type: 'string', default: BEFORE },
    },
  });
  const [days, seed] = [wholeNumber('days', values.days), wholeNumber('seed', values.seed)];
  const { now } = versions;
  const then = versions.then(values.base);
  const start = performance.now();
  const { tally, difference } = compare(then, now, days, seed);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  print(
    `${tally.days} days from seed ${seed} on, by ${values.base} and by what is here, in ${seconds} s.`,
  );
  if (difference) {
    print(`They differ, with as little as it takes:\n${inWords(shrink(then, now, difference))}`);
    return 1;
  }
  print(`Every one is the same.\n${tally.toString()}`);
  if (tally.mended.length > 0)
    print(['Mended of the last looks that the plan wants:', ...tally.mended].join('\n'));
  if (tally.missing.length === 0) return 0;
  print(`Never came, so that nothing is known of it:\n${tally.missing.join('\n')}`);
  return 1;
}

function inWords({ of, asked, then, now }: Difference): string {
  const pretty = (text: string) => asText(JSON.parse(text), 2).split('\n');
  const [before, after] = [pretty(then), pretty(now)];
  return [
    `Asked for the ${of}:`,
    asText(asked, 2),
    'Answered then (-) and now (+):',
    ...changes(before, after),
  ].join('\n');
}

/** The lines from the first to the last one that differ. */
function changes(before: readonly string[], after: readonly string[]): readonly string[] {
  const first = before.findIndex((line, i) => line !== after[i]);
  const begin = first === -1 ? before.length : first;
  let same = 0;
  while (
    same < Math.min(before.length, after.length) - begin &&
    before.at(-1 - same) === after.at(-1 - same)
  )
    same += 1;
  const upTo = (list: readonly string[]) => list.slice(begin, list.length - same);
  return [
    ...before.slice(Math.max(0, begin - 8), begin).map((line) => `  ${line}`),
    ...upTo(before).map((line) => `- ${line}`),
    ...upTo(after).map((line) => `+ ${line}`),
  ];
}
