import { z } from 'zod';

/** What is wrong with a function's environment, one line a variable. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';

  constructor(readonly problems: readonly string[]) {
    super(`the function's environment is wrong:\n${problems.join('\n')}`);
  }
}

/**
 * The variables that the schema names, checked. No secret is passed in the environment, so what was found is
 * shown.
 * @throws EnvironmentError that names each wrong variable, what was found and what is expected.
 */
export function readEnvironment<Schema extends z.ZodObject>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>>,
): z.infer<Schema> {
  const read = schema.safeParse(environment);
  if (read.success) return read.data;
  throw new EnvironmentError(
    read.error.issues.map(({ path: [variable, ...within], message }) => {
      const found = environment[String(variable)];
      const is = found === undefined ? 'is not set' : `is ${JSON.stringify(found.slice(0, 200))}`;
      const where = within.length > 0 ? ` at ${within.join('.')}` : '';
      return `${String(variable)} ${is}${where}: ${message}`;
    }),
  );
}

/** A variable that holds JSON of the given shape. */
export function json<Schema extends z.ZodType>(schema: Schema) {
  return z
    .string('expected JSON')
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'expected JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);
}
