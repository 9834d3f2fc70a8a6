/**
 * What is done about credentials of a kind that grow old. `report`: reports and summaries tell of them, and nobody is
 * messaged; `remind`: their owners are told, and nothing is disabled; `disable`: they are warned, and those of
 * engineers are disabled on the day that the warning named.
 */
export const modes = ['report', 'remind', 'disable'] as const;
export type Mode = (typeof modes)[number];

/** Whether a mode lets at least as much be done as another; none does not. */
export function isAtLeast(mode: Mode | undefined, other: Mode): boolean {
  return modes.slice(modes.indexOf(other)).some((each) => each === mode);
}
