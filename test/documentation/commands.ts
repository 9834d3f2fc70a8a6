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
  if (command === 'npx' && first === 'keyturn') return problemsOfKeyturn(rest);
  if (command === 'npx' && first === 'mocha')
    return rest.filter((file) => /\.ts$/.test(file) && !existsSync(path.join(root, file)));
  if (command !== 'npm' || first !== 'run') return [];
  const [script = '', separator, ...given] = rest.filter((word) => word !== '-s');
  if (!(script in scripts)) return [`package.json has no script ${script}`];
  return script === 'keyturn' && separator === '--' ? problemsOfKeyturn(given) : [];
}

function problemsOfKeyturn(args: readonly string[]): readonly string[] {
  const [name] = args;
  // `keyturn` itself, or a place for any of its commands.
  if (name === undefined || /^[<.…[]/.test(name)) return [];
  const subcommand = name.startsWith('-')
    ? program
    : program.commands.find((each) => each.name() === name);
  if (subcommand === undefined) return [`keyturn has no command ${name}`];
  const options = new Set([...optionsOf(program), ...optionsOf(subcommand), '--help', '-h']);
  return args
    .filter((word) => /^--?[a-z]/i.test(word))
    .map((word) => word.replace(/=.*/, ''))
    .filter((word) => !options.has(word))
    .map((word) => `keyturn ${name} has no option ${word}`);
}

function optionsOf(command: Command): readonly (string | undefined)[] {
  return command.options.flatMap(({ long, short }) => [long, short]);
}
