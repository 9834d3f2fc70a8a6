import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The specification: the files that state the rules, in the order in which they are read. */
export const specification = [
  'specification.ts',
  'access-key.ts',
  'clocks.ts',
  'warnings.ts',
  'ways.ts',
  'key-case.ts',
  'uses.ts',
  'tags.ts',
  'calendar.ts',
];

/** What docs/rules.md has of it: each sentence that stands above a rule, by the rule's own name. */
export function specificationSection(): readonly string[] {
  return [
    '## What a run must do',
    'The rules of one run are written twice. What deploys is `rules/`; beside it stands an [executable specification](../test/specification/specification.ts), reckoned anew each day from all that was ever read, said and done, slow and without a memory of its own. It takes nothing from `rules/` but the shapes of what is read and told. `npm run compare` plays random companies, and asks both each day ([reliability](reliability.md#two-answers-for-every-day)). What they call an age, a grace or a share are [the settings](run.md#change-the-numbers). Its sentences, each with the function that it stands above:',
    ...specification.flatMap(sentencesOf),
  ];
}

function sentencesOf(file: string): readonly string[] {
  const source = readFileSync(path.join(__dirname, file), 'utf8');
  const documented = source.matchAll(
    /\/\*\*\s*((?:(?!\*\/)[^])*?)\s*\*\/\n(?:export )?(?:function|const) (\w+)/g,
  );
  return [...documented].map(
    ([, text = '', name = '']) =>
      `- \`${name}\`: ${text.replaceAll(/(^|\s*\n\s*)\*\s*/g, ' ').trim()}`,
  );
}
