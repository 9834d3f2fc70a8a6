import { z } from 'zod';

/** Text that is JSON: a policy, an event pattern. An object is written out, as the provider does. */
export const json = z
  .union([z.string(), z.record(z.string(), z.unknown())])
  .transform((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
  .refine(isJson, 'expected JSON');

export const tags = z.record(z.string(), z.string()).optional();

/** Since version 7 of the provider every resource of a region names that region, if it is not the provider's. */
export const regional = { region: z.string().optional() };

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
