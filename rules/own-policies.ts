import { z } from 'zod';
import type { OwnPolicy } from './model';

const oneOrMore = <Each extends z.ZodType>(each: Each) =>
  z.union([each.transform((one) => [one]), z.array(each)]);

const statement = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  // Without it the statement has NotAction: nearly everything.
  Action: oneOrMore(z.string()).default(['*']),
});
const document = z.object({ Statement: oneOrMore(statement) });

/**
 * A policy that stands in the user.
 * @param text the document as IAM gives it: JSON, percent-encoded
 */
export function inlinePolicy(name: string, text: string): OwnPolicy {
  const parsed = document.safeParse(parse(text));
  if (!parsed.success) return { name };
  const allowing = parsed.data.Statement.filter(({ Effect }) => Effect === 'Allow');
  return { name, allows: [...new Set(allowing.flatMap(({ Action }) => Action))] };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(decodeURIComponent(text));
  } catch {
    return undefined;
  }
}
