/**
 * The arguments, and before them the options that they don't give themselves: a command takes each option once.
 * @param defaults values by option: `{'--project': folder}`
 */
export function withDefaults(
  defaults: Readonly<Record<string, string>>,
  args: readonly string[],
): readonly string[] {
  const missing = Object.entries(defaults).filter(([option]) => !args.includes(option));
  return [...missing.flat(), ...args];
}
