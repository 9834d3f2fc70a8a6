import type { Door } from './door';

type Map = Readonly<Record<string, unknown>>;

/** What a stack's file may say otherwise than its schema has it: each is a sentence of docs/administrator.md. */
export const stackMeanings: NonNullable<Door['meanings']> = {
  'an empty value counts as none': (document) =>
    inConfig(withoutNothing(document), (entries) => entries.filter(([, value]) => !isEmpty(value))),
  'a key without a namespace is the project’s': (document) =>
    inConfig(document, (entries) =>
      entries.map(([key, value]) => [key.includes(':') ? key : `keyturn:${key}`, value]),
    ),
  'pulumi config set keeps what is no text as JSON': (document) =>
    inConfig(document, (entries) => entries.map(([key, value]) => [key, outOfJson(value)])),
};

function withoutNothing(document: unknown): unknown {
  return isMap(document) && document['config'] === null ? { ...document, config: {} } : document;
}

function inConfig(
  document: unknown,
  change: (entries: readonly [string, unknown][]) => readonly (readonly [string, unknown])[],
): unknown {
  if (!isMap(document) || !isMap(document['config'])) return document;
  return { ...document, config: Object.fromEntries(change(Object.entries(document['config']))) };
}

function isMap(value: unknown): value is Map {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** An account id reads like a number, and is none. */
function outOfJson(value: unknown): unknown {
  if (typeof value !== 'string' || /^\d{12}$/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
