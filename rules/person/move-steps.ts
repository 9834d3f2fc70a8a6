/** The steps of a person's move, in their order. */
export const moveSteps = [
  'open',
  'told',
  'proved',
  'quiet',
  'warned',
  'disabled',
  'closed',
] as const;
export type MoveStep = (typeof moveSteps)[number];
