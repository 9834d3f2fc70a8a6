import { resourceTypes } from '../../emulation/pulumi/table';
import type { Registered } from '../../stacks/testing/run-stack';
import { isObject, type Properties } from './merge';

/** Random digits that Pulumi adds to names, as the mocks have them. */
const SUFFIX = '-0123abc';

/** The inputs in the clear, with the name that the provider makes up where the program says none. */
export function namedInputs({ type, name, inputs }: Registered): Properties {
  const clear = unwrapped(inputs) as Properties;
  const autoName = resourceTypes.get(type)?.autoName;
  if (!autoName || clear[autoName.property] !== undefined) return clear;
  const { property, maximumLength, finish = (text: string) => text } = autoName;
  const room = maximumLength - SUFFIX.length - finish('', clear).length;
  return { ...clear, [property]: finish(`${name.slice(0, room)}${SUFFIX}`, clear) };
}

/** Whatever another resource may name this one by. */
export function idsOf({ name, arn, inputs }: Registered): readonly unknown[] {
  return [`${name}-id`, `${name}${SUFFIX}`, arn, inputs['name'], inputs['bucket']];
}

/** A secret travels to the engine in an envelope. */
function unwrapped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrapped);
  if (!isObject(value)) return value;
  if ('4dabf18193072939515e22adb298388d' in value && 'value' in value)
    return unwrapped(value['value']);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, unwrapped(each)]));
}
