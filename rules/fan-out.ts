/** The ways through the accounts: in one invocation of the function, or each in an execution of a state machine. */
export const fanOuts = ['function', 'distributed'] as const;
export type FanOutName = (typeof fanOuts)[number];

/** How many accounts may be handled at a time. A function has all of them in its memory. */
export const mostAtATime: Readonly<Record<FanOutName, number>> = {
  function: 50,
  distributed: 1000,
};
