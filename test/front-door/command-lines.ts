import type { Command, Option } from 'commander';
import { makeProgram } from '../../cli/program';
import { Dice } from '../killed/dice';
import { explained, type Answer } from './answer';
import { pick } from './mutations/mutation';

/** A command line as somebody might have typed it. */
export interface CommandLine {
  readonly args: readonly string[];
  readonly how: string;
  /** What the answer must name, where it is to be refused; empty where the line is right. */
  readonly names: readonly string[];
}

/** A command of which nothing is below, with what it can't do without. */
interface Leaf {
  readonly names: readonly string[];
  readonly command: Command;
  readonly needed: readonly string[];
}

const good: Readonly<Record<string, string>> = {
  'id=name,…': '111111111111=production',
  ids: '111111111111',
  days: '30',
  date: '2026-11-30',
  keys: '25',
  minutes: '15',
  id: 'AIDAEXAMPLE0000001',
};

/** What options with a form of their own don't take that take nearly every word for a name. */
const badNames: Readonly<Record<string, string>> = {
  '--role-name': 'arn:aws:iam::111111111111:role/audit',
  '--bucket': 's3://keyturn-reports/reports',
};

/** What no other option with a form of its own takes. */
const badForms = [
  'abc!',
  '-1',
  '1e9',
  '0x10',
  '2026-02-30',
  '2026-13-01',
  '１２',
  '--',
  'a=b',
  'NaN',
];

/** Every command, from its own definition. */
function leaves(command: Command, names: readonly string[]): readonly Leaf[] {
  if (command.commands.length > 0)
    return command.commands.flatMap((each) => leaves(each, [...names, each.name()]));
  const positional = command.registeredArguments
    .filter(({ required }) => required)
    .map(() => 'ada');
  const options = command.options.filter(({ mandatory }) => mandatory).flatMap(given);
  return [{ names, command, needed: [...positional, ...options] }];
}

function given(option: Option): readonly string[] {
  return takesValue(option) ? [option.long ?? '', valueOf(option)] : [option.long ?? ''];
}

function takesValue({ required, optional }: Option): boolean {
  return required || optional;
}

function valueOf({ argChoices, flags }: Option): string {
  const form = /<(.+?)(?:\.\.\.)?>/.exec(flags)?.[1] ?? '';
  return argChoices?.[0] ?? good[form] ?? 'value';
}

type Make = (option: Option, leaf: Leaf, dice: Dice) => Omit<CommandLine, 'how'> | undefined;

const long = ({ long: name }: Option) => name ?? '';

const wrongOptions: Readonly<Record<string, Make>> = {
  'as it is meant': (option) => ({ args: given(option), names: [] }),
  'a misspelt option': (option, { command }) => {
    const wrong = `${long(option)}x`;
    const isOther = command.options.some((each) => each.long === wrong);
    return isOther
      ? undefined
      : { args: [wrong], names: [option.mandatory ? long(option) : wrong] };
  },
  'no value': (option) =>
    takesValue(option) ? { args: [long(option)], names: [long(option)] } : undefined,
  'an empty value': (option) =>
    takesValue(option) && option.defaultValue !== ''
      ? { args: [`${long(option)}=`], names: [long(option)] }
      : undefined,
  'another option in the place of the value': (option, { command }, dice) => {
    const other = pick(command.options, dice);
    return takesValue(option) && other
      ? { args: [long(option), long(other)], names: [long(option), long(other)] }
      : undefined;
  },
  'a value for a switch': (option) =>
    takesValue(option) ? undefined : { args: [`${long(option)}=true`], names: [long(option)] },
  'two values': (option) =>
    takesValue(option) && !option.variadic
      ? { args: [...given(option), ...given(option).with(1, other(option))], names: [long(option)] }
      : undefined,
  'another value than there are': (option) =>
    option.argChoices
      ? { args: [long(option), 'nothing'], names: [long(option), 'nothing', ...option.argChoices] }
      : undefined,
  'another form': (option, _, dice) =>
    option.parseArg && !option.argChoices
      ? {
          args: [
            `${long(option)}=${badNames[long(option)] ?? String(dice.oneOf(badForms as never))}`,
          ],
          names: [long(option)],
        }
      : undefined,
  'an argument too many': (option, { command }) =>
    command.registeredArguments.some(({ variadic }) => variadic)
      ? undefined
      : {
          // What is needed comes first: without it, it is told of that.
          args: [...(option.mandatory ? given(option) : []), 'ada', 'superfluous', 'words'],
          names: ['superfluous'],
        },
};

/** A second value of the same form. */
function other(option: Option): string {
  const [, second] = option.argChoices ?? [];
  const value = valueOf(option);
  return second ?? (/\d$/.test(value) ? value.replace(/\d$/, '9') : `${value}2`);
}

/** Lines with each option of each command, as far as the definition says what is wrong. */
export function drawLine(nth: number, seed: number): CommandLine | undefined {
  const dice = new Dice(`${seed} option ${nth}`);
  const all = leaves(makeProgram(80), []);
  const leaf = pick(all, dice);
  const option = leaf && pick(leaf.command.options, dice);
  const [how, make] = pick(Object.entries(wrongOptions), dice) ?? [];
  if (!leaf || !option || !make) return undefined;
  const made = make(option, leaf, dice);
  if (!made) return undefined;
  // An option that is needed is not given twice by the way.
  const needed = option.mandatory
    ? leaf.needed.filter((each, i, list) => each !== long(option) && list[i - 1] !== long(option))
    : leaf.needed;
  return {
    ...made,
    how: `${how}: ${long(option)}`,
    args: [...leaf.names, ...needed, ...made.args],
  };
}

/** How far a command line comes, without anything being done. */
export async function askForLine({ args }: Pick<CommandLine, 'args'>): Promise<Answer> {
  const program = makeProgram(80);
  for (const { command } of leaves(program, [])) command.action(() => undefined);
  const refused = await explained(() => program.parseAsync(args, { from: 'user' }));
  return refused ?? { code: 0, lines: [] };
}

export interface LinesSeen {
  readonly count: number;
  readonly wrong: number;
  readonly broken: readonly string[];
}

/** Draws so many command lines, and judges what comes of each. */
export async function tryLines(
  draws: number,
  seed: number,
  ask: typeof askForLine = askForLine,
): Promise<LinesSeen> {
  let [count, wrong] = [0, 0];
  const broken: string[] = [];
  for (let nth = 0; nth < draws; nth++) {
    const line = drawLine(nth, seed);
    if (!line) continue;
    const { code, lines } = await ask(line);
    count += 1;
    if (line.names.length > 0) wrong += 1;
    const isFine =
      line.names.length === 0
        ? code === 0
        : code === 2 && lines.length === 1 && line.names.every((name) => lines[0]?.includes(name));
    if (!isFine)
      broken.push(`keyturn ${line.args.join(' ')} (${line.how}): ${code} ${lines.join('\n')}`);
  }
  return { count, wrong, broken };
}
