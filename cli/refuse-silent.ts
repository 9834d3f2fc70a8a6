import type { Command, Option } from 'commander';

/**
 * Has a command refuse what commander lets pass in silence: an empty value, as of a shell's variable that is not set; an
 * option in the place of a value (`--record --dry-run`), which would count for nothing; and a second value of an option
 * that takes one, of which the first would count for nothing. Also the commands below it.
 */
export function refuseSilent(command: Command): void {
  for (const option of command.options)
    if (option.required) {
      let given: string | undefined;
      command.on(`option:${option.name()}`, (value: string) => {
        const problem = wrongWith(option, value, given) ?? asValue(command, value);
        if (problem !== undefined) command.error(`error: ${option.long}: ${problem}`);
        given = value;
      });
    }
  for (const each of command.commands) refuseSilent(each);
}

function wrongWith(
  { variadic, defaultValue }: Option,
  value: string,
  given: string | undefined,
): string | undefined {
  if (value === '' && defaultValue !== '') return 'found an empty value, expected one or no option';
  const isOther = given !== undefined && given !== value && !variadic;
  return isOther ? `found ${value} after ${given}, expected it once` : undefined;
}

function asValue({ options }: Command, value: string): string | undefined {
  const isOption = options.some(({ long }) => long !== undefined && value.split('=')[0] === long);
  return isOption ? `found the option ${value}, expected a value before it` : undefined;
}
