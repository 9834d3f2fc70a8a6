import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { scripts } from '../../package.json';
import { makeProgram } from '../../cli/program';
import { root } from '../../scripts/project-files';

const program = makeProgram();

/** What a text of commands names that is not there: npm scripts, subcommands and options of `keyturn`, test files. */
export function wrongCommands(text: string): readonly string[] {
  const wrong: string[] = [];
  for (const line of text.replaceAll(/\\\n\s*/g, ' ').split(/\n|&&|[|;]/)) {
    const words = line
      .replace(/(^|\s)#.*$/, '')
      .trim()
      .split(/\s+/)
      .filter((word) => !/^[A-Z_]+=/.test(word));
    wrong.push(...problemsOf(words).map((problem) => `${line.trim()}: ${problem}`));
  }
  return wrong;
}

function problemsOf(words: readonly string[]): readonly string[] {
  // What `aws-vault exec profile -- …` runs, or the line's own command.
  const isOurs = /^(npm|npx|keyturn)$/.test(words[0] ?? '');
  const [command, ...args] = isOurs ? words : words.slice(words.indexOf('--') + 1);
  if (command === 'keyturn') return problemsOfKeyturn(args);
  const [first, ...rest] = args.filter((word, i) => i > 1 || !/^-(s|-no-install)$/.test(word));
  if (command === 'npx' && first === 'mocha')
    return rest.filter((file) => /\.ts$/.test(file) && !existsSync(path.join(root, file)));
  if (command !== 'npm' || first !== 'run') return [];
  const [script = '', separator, ...given] = rest.filter((word) => word !== '-s');
  if (!(script in scripts)) return [`package.json has no script ${script}`];
  return script === 'keyturn' && separator === '--' ? problemsOfKeyturn(given) : [];
}

function problemsOfKeyturn(args: readonly string[]): readonly string[] {
  const commands: Command[] = [program];
  for (const word of args) {
    const { commands: children } = commands.at(-1) ?? program;
    // An option, an argument, or a place for any of the commands.
    if (children.length === 0 || /^[-<.…[]/.test(word)) break;
    const child =
      children.find((each) => each.name() === word) ?? standardOf(commands.at(-1) ?? program);
    if (child === undefined) return [`${namesOf(commands)} has no command ${word}`];
    commands.push(child);
  }
  const options = new Set(['--help', '-h', ...commands.flatMap(optionsOf)]);
  return args
    .filter((word) => /^--?[a-z]/i.test(word))
    .map((word) => word.replace(/=.*/, ''))
    .filter((word) => !options.has(word))
    .map((word) => `${namesOf(commands)} has no option ${word}`);
}

/** The command that is meant where none is named; commander keeps its name to itself. */
function standardOf(parent: Command): Command | undefined {
  const name: unknown = Reflect.get(parent, '_defaultCommandName');
  return parent.commands.find((each) => each.name() === name);
}

function namesOf(commands: readonly Command[]): string {
  return commands.map((command) => command.name()).join(' ');
}

function optionsOf(command: Command): readonly string[] {
  return command.options.flatMap(({ long, short }) => [long ?? [], short ?? []].flat());
}
