import { parseArgs } from 'node:util';
import { wholeNumber } from '../whole-number';
import { compare, type Planner } from './compare';
import { inWords } from './in-words';
import { rememberOffsets } from './world/known-offsets';

/**
 * `npm run compare -- --days 100000 --seed 1`: random companies' days, planned by `planDay` and by the specification.
 * @returns the exit code: 1 where they differ
 * @throws parseArgs' TypeError, or RangeError
 */
export function compareCommand(
  args: readonly string[],
  print: (text: string) => void,
  planner?: Planner,
): 0 | 1 {
  const { values } = parseArgs({
    args: [...args],
    options: {
      days: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
    },
  });
  const [days, seed] = [wholeNumber('days', values.days), wholeNumber('seed', values.seed)];
  rememberOffsets();
  const start = performance.now();
  const compared = compare(days, seed, planner);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  print(`${compared.days} days from seed ${seed} on, in ${seconds} s.`);
  for (const [duty, times] of [...compared.duties].toSorted((a, b) => b[1] - a[1]))
    print(`${String(times).padStart(9)}  ${duty}`);
  if (!compared.difference) return 0;
  print(
    `The plan and the specification differ, with as little as it takes:\n${inWords(compared.difference)}`,
  );
  print(`The story: ${JSON.stringify(compared.difference.story)}`);
  return 1;
}
