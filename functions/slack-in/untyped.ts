/**
 * Reading of what may be anything, by hand: zod's schemas, small as they can be made, take a fifth of Node's start,
 * and somebody waits for it. A test holds what is queued to the schema of the queue.
 */

export type Fields = Readonly<Record<string, unknown>>;

/** The fields of an object that JSON had; none of anything else. */
export function fieldsOf(value: unknown): Fields {
  return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text that is not empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The text, where it has that form. */
export function formed(value: unknown, pattern: RegExp): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined;
}

export function present(...texts: readonly (string | undefined)[]): readonly string[] {
  return texts.filter((text) => text !== undefined);
}
