import type { Account } from './accounts';
import { classes } from './assertions';
import type { StackOutcome } from './check';
import { counterparts, withoutCounterpart } from './counterparts';
import { regions } from './regions';

/** Says how much was asked, and what has no counterpart. */
export function report(
  outcomes: readonly (readonly [Account, StackOutcome])[],
  print: (text: string) => void,
): void {
  const kinds = new Set(outcomes.flatMap(([account]) => account.kinds));
  const all = outcomes.map(([, outcome]) => outcome);
  const sum = (of: (outcome: StackOutcome) => number) =>
    all.reduce((total, each) => total + of(each), 0);
  const types = new Set(all.flatMap(({ resources }) => resources.map(({ type }) => type)));
  print(`${outcomes.length} accounts, of the kinds ${[...kinds].join(', ')}`);
  print(
    `${sum(({ registered }) => registered)} resources registered, of ${Object.keys(counterparts).length} types that have a counterpart`,
  );
  print(
    `${sum(({ resources }) => resources.length)} resources of CloudFormation's, of ${types.size} types, with ${sum(({ values }) => values)} values`,
  );
  print(
    `asked of them: ${classes.map((name) => `${name} ${sum(({ asked }) => asked[name])}`).join(', ')}`,
  );
  print(`faults planted, and noticed: ${sum(({ noticed }) => noticed)}`);
  print(`regions that were asked whether they have the types: ${regions.length}`);
  for (const [type, why] of Object.entries(withoutCounterpart))
    print(`no counterpart: ${type}: ${why}`);
  for (const [type, { properties = {} }] of Object.entries(counterparts))
    for (const [property, goes] of Object.entries(properties))
      if (typeof goes === 'object' && 'nowhere' in goes)
        print(`no counterpart: ${type} ${property}: ${goes.nowhere}`);
}
