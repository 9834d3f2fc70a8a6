import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { projectFiles, root } from '../scripts/project-files';
import { makeProgram } from './program';
import { declareReadingOptions } from './reading/options';

const tests = projectFiles('cli/*.test.ts')
  // Which runs every command, and asks nothing of any option.
  .filter((file) => file !== 'cli/processes.test.ts')
  .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));

/** The options of a command and of those below it, each as `audit --format`. */
function optionsOf(command: Command, names: readonly string[]): readonly string[] {
  return [
    ...command.options.map(({ long, short }) => [...names, long ?? short].join(' ')),
    ...command.commands.flatMap((each) => optionsOf(each, [...names, each.name()])),
  ];
}

/** Declared once, for `plan` and `move status` as for `audit`. */
const shared = new Set(declareReadingOptions(new Command()).options.map(({ long }) => long));

/** Whether a test that runs the command names the option. */
function isTried(option: string): boolean {
  const [named = '', flag = ''] = [option.split(' ')[0], option.split(' ').at(-1)];
  const isShared = shared.has(flag) && /^(plan|move status) /.test(option);
  const commands = isShared ? [named, 'audit'] : [named];
  return tests
    .filter(({ file, text }) =>
      commands.some((each) => file.startsWith(`cli/${each}`) || text.includes(`'${each}'`)),
    )
    .some(({ text }) => new RegExp(`${flag}(?![\\w-])`).test(text));
}

describe('the options of the command keyturn', () => {
  it('are each given by a test of their command', () =>
    assert.deepEqual(
      makeProgram()
        .commands.flatMap((each) => optionsOf(each, [each.name()]))
        .filter((option) => !isTried(option)),
      [],
      'these options are without a test: what they do, and a wrong value',
    ));

  it('would be missed without one', () => {
    assert.equal(isTried('audit --format'), true);
    assert.equal(isTried(`audit --${['not', 'there'].join('-')}`), false);
    assert.equal(isTried('deployer-policy --fail-on'), false, 'that is an option of audit');
  });
});
