import assert from 'node:assert/strict';
import { Command } from 'commander';
import { explainError } from './explain-error';
import { exitCodes } from './exit-codes';
import { refuseSilent } from './refuse-silent';

/** What a command with an option of each sort makes of its arguments. */
async function given(...args: readonly string[]) {
  const run = new Command('run')
    .option('--record <file>')
    .option('--prefix <text>', 'may be empty', '')
    .option('--stack <name...>')
    .option('--dry-run')
    .action(() => undefined);
  const program = new Command('keyturn').addCommand(run);
  for (const each of [program, run])
    each.exitOverride().configureOutput({ outputError: () => undefined });
  refuseSilent(program);
  try {
    await program.parseAsync(['run', ...args], { from: 'user' });
    return run.opts<Record<string, unknown>>();
  } catch (error) {
    return explainError(error);
  }
}

describe('an option', () => {
  for (const [what, args, line] of [
    ['an empty value', ['--record='], /^--record: found an empty value, expected one or no option/],
    ['an empty value of its own', ['--record', ''], /^--record: found an empty value/],
    [
      'another option',
      ['--record', '--dry-run'],
      /^--record: found the option --dry-run, expected/,
    ],
    [
      'another option’s value',
      ['--record', '--prefix=x'],
      /^--record: found the option --prefix=x/,
    ],
    ['itself', ['--record', '--record', 'a'], /^--record: found the option --record/],
    ['two values', ['--record', 'a', '--record=b'], /^--record: found b after a, expected it once/],
    ['an empty value of several', ['--stack', 'a', ''], /^--stack: found an empty value/],
  ] as const)
    it(`is refused with ${what}`, async () => {
      const refused = await given(...args);
      assert.equal(refused['exitCode'], exitCodes.badUse);
      assert.match(String(refused['line']), line);
    });

  for (const [what, args, options] of [
    ['one value', ['--record', 'a'], { record: 'a', prefix: '' }],
    ['the same value twice', ['--record', 'a', '--record', 'a'], { record: 'a', prefix: '' }],
    ['an empty value where that is its default', ['--prefix', ''], { prefix: '' }],
    [
      'several values',
      ['--stack', 'a', 'b', '--stack', 'c'],
      { stack: ['a', 'b', 'c'], prefix: '' },
    ],
    ['a value that begins with a hyphen', ['--record', '-x'], { record: '-x', prefix: '' }],
  ] as const)
    it(`is taken with ${what}`, async () => assert.deepEqual(await given(...args), options));
});
