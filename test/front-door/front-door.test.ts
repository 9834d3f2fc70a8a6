import assert from 'node:assert/strict';
import type { Answer } from './answer';
import { tryLines, type CommandLine } from './command-lines';
import { frontDoorCommand } from './command';
import { families } from './doors';
import type { Door } from './doors/door';
import { inWords } from './in-words';
import { knock, type Knocking } from './front-door';
import type { Promised } from './judge';

const FILES = 60;
const FEW = 60;
const SEED = 20261201;

/** The door's own answer, changed where there is one. */
function answering(change: (answer: Answer, door: Door) => Answer): NonNullable<Knocking['ask']> {
  return async (door, text) => {
    const answer = await door.ask(text);
    return answer && change(answer, door);
  };
}

/** Refusals with other lines; what has none left was taken. */
function saying(change: (line: string, door: Door) => string | undefined) {
  return answering((answer, door) => {
    if (answer.code === 0) return answer;
    const lines = answer.lines.flatMap((line) => change(line, door) ?? []);
    return { code: lines.length === 0 ? 0 : answer.code, lines };
  });
}

/** Each is a fault of whatever reads files, and the promise that it breaks. */
const planted: Readonly<Record<string, readonly [Promised, NonNullable<Knocking['ask']>]>> = {
  'a reader that swallows unknown keys': [
    'agreed',
    saying((line) => (/unknown key|the namespace/.test(line) ? undefined : line)),
  ],
  'one that takes everything': ['agreed', answering(() => ({ code: 0, lines: [] }))],
  'one that refuses what is right': [
    'agreed',
    answering(() => ({ code: 1, lines: ['stacks/engineers.yaml:1:1: a: found b, expected c'] })),
  ],
  'one that throws': [
    'words',
    answering((answer) =>
      answer.code === 0 ? answer : { ...answer, code: 5, thrown: 'TypeError' },
    ),
  ],
  'one that shows its stack trace': [
    'words',
    saying((line) => `${line}\n    at check (check.js:10:7)`),
  ],
  'one that does not name the field': ['field', saying(withoutField)],
  'one that does not name the file': [
    'line',
    saying((line) => line.replaceAll(/\S*(\.ya?ml|\.json)|stack \w+|iam-[\w-]+/g, 'something')),
  ],
  'one that does not say what is expected': [
    'line',
    saying((line) => line.replace(/, expected.*/s, '')),
  ],
  'one that refuses without a word': ['line', answering(({ code }) => ({ code, lines: [] }))],
  'one that writes what moves the cursor': ['line', saying((line) => `\u001b[2J${line}`)],
};

function withoutField(line: string, door: Door): string {
  const field = door.fieldIn(line);
  return field ? line.replace(`${field}: `, '').replace(field, 'something') : line;
}

describe('the front door', () => {
  it('answers whoever wrote a wrong file as it is promised', async () => {
    const seen = await knock(FILES, SEED);
    assert.deepEqual(seen.broken.length === 0 ? [] : inWords(seen), []);
    assert.ok(seen.refused > FILES / 4, `${seen.refused} were refused`);
    assert.ok(seen.refused < FILES, 'and some were right');
  });

  it('is knocked at with every kind of file', () =>
    assert.deepEqual(
      families.map(([{ name }, ...others]) => `${name} and ${others.length} more`),
      [
        'engineers.yaml and 0 more',
        'Pulumi.identity.yaml and 4 more',
        'the file of --config and 0 more',
        'Pulumi.yaml and 0 more',
        'the file of --said and 1 more',
        'the config of iam-engineer-no-credential-in-state and 17 more',
      ],
    ));

  // Those that are read by nothing but a function of ours take a tenth of the time.
  const quick = families.filter(([{ isByCommand }]) => !isByCommand);
  for (const [name, [promise, ask]] of Object.entries(planted))
    it(`notices ${name}`, async () => {
      const { broken } = await knock(FEW, SEED, { ask, at: quick });
      assert.ok(
        broken.some((each) => each.promise === promise),
        JSON.stringify(broken.map((each) => each.promise)),
      );
    });

  it('notices an answer that takes too long, twice', async () => {
    const { broken } = await knock(3, SEED, { at: quick, mostMs: 0 });
    assert.equal(broken.filter(({ promise }) => promise === 'second').length, 3);
  });

  it('notices a process that says something else', async () => {
    const { broken, asProcesses } = await knock(2, SEED, {
      at: families.filter(([{ isByCommand }]) => isByCommand),
      asProcess: () => Promise.resolve({ code: 7, lines: [] }),
      every: 1,
    });
    assert.equal(asProcesses, 2);
    assert.equal(broken.length, 2);
  });

  it('answers whoever typed a wrong option', async () => {
    const { broken, count, wrong } = await tryLines(FEW, SEED);
    assert.deepEqual(broken, []);
    assert.ok(wrong > 0 && wrong < count);
  });

  for (const [name, answer] of [
    ['an option that is taken as it is', { code: 0, lines: [] }],
    ['a line that does not name the option', { code: 2, lines: ['something is wrong'] }],
    ['a page of lines', { code: 2, lines: ['--a', '--b'] }],
  ] as const)
    it(`notices ${name}`, async () => {
      const ask = (line: Pick<CommandLine, 'args'>) => Promise.resolve({ ...answer, ...line });
      assert.ok((await tryLines(50, SEED, ask)).broken.length > 10);
    });

  it('takes no files but a whole number of them', () =>
    assert.rejects(
      frontDoorCommand(['--files', 'many'], () => {}),
      /--files: expected a whole/,
    ));
});
