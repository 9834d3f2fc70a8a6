/** The first that speaks of what is asked in that order: the order is data, so that it can be read and tested. */
export function firstReason<Known, Reason>(
  order: readonly ((facts: Known) => Reason | undefined)[],
  facts: Known,
): Reason | undefined {
  for (const ask of order) {
    const why = ask(facts);
    if (why) return why;
  }
  return undefined;
}
