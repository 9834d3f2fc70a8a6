import { Struct } from 'google-protobuf/google/protobuf/struct_pb';
import { UNKNOWN, type Inputs } from '../check';
import { SIGNATURE } from '../table/lambda/archive';

// How Pulumi writes what JSON has no value for.
const SECRET = '1b47061264138c4ac30d75fd1eb44270';
const UNKNOWN_VALUE = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

/** Properties from the engine as the table takes them. */
export function fromEngine(properties: Struct | undefined): Inputs {
  return plain(properties?.toJavaScript() ?? {}) as Inputs;
}

/**
 * Properties for the engine.
 * @param secrets the names of those that are to be secret in the state
 */
export function toEngine(properties: Inputs, secrets: readonly string[] = []): Struct {
  const entries = Object.entries(written(properties) as Inputs).map(([key, value]) => [
    key,
    secrets.includes(key) ? { [SIGNATURE]: SECRET, value } : value,
  ]);
  return Struct.fromJavaScript(
    Object.fromEntries(entries) as Parameters<typeof Struct.fromJavaScript>[0],
  );
}

function plain(value: unknown): unknown {
  if (value === UNKNOWN_VALUE) return UNKNOWN;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  const object = value as Inputs;
  if (object[SIGNATURE] === SECRET) return plain(object['value']);
  return each(object, plain, (item) => item !== null);
}

function written(value: unknown): unknown {
  if (value === UNKNOWN) return UNKNOWN_VALUE;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(written);
  return each(value as Inputs, written, (item) => item !== undefined);
}

function each(
  object: Inputs,
  change: (value: unknown) => unknown,
  isKept: (value: unknown) => boolean,
): Inputs {
  const kept = Object.entries(object).filter(([, value]) => isKept(value));
  return Object.fromEntries(kept.map(([key, value]) => [key, change(value)]));
}
