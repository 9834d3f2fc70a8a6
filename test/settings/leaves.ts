/** A JSON Schema, as far as it is looked into here. */
export interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

/** The paths of all that can be said on its own: `settings.circuitBreaker.keys`, `roles[].name`, `engineers.*.path`. */
export function leavesOf({ anyOf: [first] = [], ...schema }: JsonSchema): readonly string[] {
  // The other is the same as a secret.
  if (first) return leavesOf(first);
  const { properties, additionalProperties: every, items } = schema;
  if (properties)
    return Object.entries(properties).flatMap(([name, each]) => under(`${name}`, leavesOf(each)));
  if (items?.properties) return under('[]', leavesOf(items));
  if (typeof every === 'object') return under('*', leavesOf(every));
  return [''];
}

function under(name: string, leaves: readonly string[]): readonly string[] {
  return leaves.map((leaf) => `${name}${leaf === '' || leaf.startsWith('[') ? '' : '.'}${leaf}`);
}

/** What stands at a leaf's path: in the first of a list, or of all names, that has it. */
export function valueAt(value: unknown, leaf: string): unknown {
  return at(value, leaf.match(/[\w-]+|\[\]|\*/g) ?? []);
}

function at(value: unknown, [step, ...rest]: readonly string[]): unknown {
  if (step === undefined || typeof value !== 'object' || value === null)
    return step === undefined ? value : undefined;
  const each = value as Readonly<Record<string, unknown>>;
  const found = step === '[]' || step === '*' ? Object.values(each) : [each[step]];
  return found.map((one) => at(one, rest)).find((one) => one !== undefined);
}
