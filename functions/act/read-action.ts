import { actionVersions, type Action } from '../../rules/presses/press';
import { actionSchema } from '../../rules/presses/press-schema';

/** A message of the queue that holds no action that this version knows: it goes to the dead-letter queue. */
export class ActionBodyError extends Error {
  override readonly name = 'ActionBodyError';

  /** @param fields where and what; never the values, which may be anything. */
  constructor(readonly fields: readonly string[]) {
    super(`the message holds no action: ${fields.join('; ')}`);
  }
}

/** @throws ActionBodyError that names each wrong field. */
export function readAction(body: string): Action {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new ActionBodyError(['it is no JSON']);
  }
  const { success, data, error } = actionSchema.safeParse(value);
  if (!success)
    throw new ActionBodyError(
      error.issues.map(({ path, code }) => `${path.join('.') || 'the whole'}: ${code}`),
    );
  const { v = 1 } = value as { readonly v?: unknown };
  if (typeof v !== 'number' || v > actionVersions[data.kind])
    throw new ActionBodyError(['v: of a newer version of Keyturn']);
  return data;
}
