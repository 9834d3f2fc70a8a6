const DEFAULT_BUS = 'default';

/** A rule's id: `bus/rule`, or the rule alone on the default bus. */
export function ruleIdOf(bus: string, rule: string): string {
  return bus === DEFAULT_BUS ? rule : `${bus}/${rule}`;
}

export function ruleOf(id: string): { readonly bus: string; readonly rule: string } {
  // A bus may be named by its ARN, which has a slash of its own; a rule's name has none.
  const slash = id.lastIndexOf('/');
  return slash < 0
    ? { bus: DEFAULT_BUS, rule: id }
    : { bus: id.slice(0, slash), rule: id.slice(slash + 1) };
}
