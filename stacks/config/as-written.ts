import { z } from 'zod';
import { stackConfigSchema } from './stack-keys';

/** As Pulumi's engine (3.260) gives a date to the program that stands in the stack's file without quotes. */
const enginesDate = /^(\d{4}-\d{2}-\d{2}) 00:00:00 \+0000 UTC$/;

/**
 * A config value as it was meant. Pulumi keeps `false`, `8` and lists that it was given on the command line as
 * text, in the stack's file as well, and gives them to the program as text. A date it takes for an instant.
 * @param key with its namespace
 */
export function asWritten(key: string, value: unknown): unknown {
  return typeof value === 'string' && !isText(key) ? fromJson(value) : value;
}

/** Whether a value is what it says: an account id is not a number, though it reads like one. */
function isText(key: string): boolean {
  const [namespace, name = ''] = key.split(':');
  if (namespace !== 'keyturn') return true;
  let schema: unknown = stackConfigSchema.shape[name as keyof typeof stackConfigSchema.shape];
  while (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    schema = schema.unwrap();
  return schema instanceof z.ZodString || schema instanceof z.ZodEnum;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text, (_, value: unknown) =>
      typeof value === 'string' ? value.replace(enginesDate, '$1') : value,
    );
  } catch {
    return text;
  }
}
