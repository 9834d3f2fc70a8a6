export type Properties = Record<string, unknown>;

/** A resource that can't be said in CloudFormation; the message says why. */
export class NotTranslated extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'NotTranslated';
  }
}

/**
 * Puts what several resources say of one together: lists grow, objects are joined.
 * @throws NotTranslated where they say two things
 */
export function merged(into: Properties, more: Properties, at = ''): Properties {
  const all = { ...into };
  for (const [key, value] of Object.entries(more))
    all[key] = key in all ? joined(all[key], value, `${at}/${key}`) : value;
  return all;
}

function joined(a: unknown, b: unknown, at: string): unknown {
  if (Array.isArray(a) && Array.isArray(b)) return [...(a as unknown[]), ...(b as unknown[])];
  if (isObject(a) && isObject(b)) return merged(a, b, at);
  if (a !== b) throw new NotTranslated(`${at} is said twice, and not the same`);
  return a;
}

/** A value at the end of a path of properties, where `name[]` is one of a list. */
export function put(path: string, value: unknown): Properties {
  const [first = '', ...rest] = path.split('.');
  const inner = rest.length === 0 ? value : put(rest.join('.'), value);
  return first.endsWith('[]') ? { [first.slice(0, -2)]: [inner] } : { [first]: inner };
}

export function isObject(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
