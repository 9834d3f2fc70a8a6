import { z } from 'zod';
import { accountIdPattern } from '../../rules/formats';
import { keyCallSchema } from '../cloudtrail-record';

/** What EventBridge delivers is not what CloudTrail writes of a call about a credential. */
export class KeyEventError extends Error {
  override readonly name = 'KeyEventError';

  /** @param fields where and what; never the values. */
  constructor(readonly fields: readonly string[]) {
    super(`the event is not one of a credential: ${fields.join('; ')}`);
  }
}

const eventSchema = z.object({
  id: z.string(),
  source: z.literal('aws.iam'),
  'detail-type': z.literal('AWS API Call via CloudTrail'),
  /** Set by EventBridge itself, so it tells where the event really comes from. */
  account: z.string().regex(accountIdPattern),
  detail: keyCallSchema,
});
export type KeyEvent = z.infer<typeof eventSchema>;

/** @throws KeyEventError that names each wrong field. */
export function readKeyEvent(event: unknown): KeyEvent {
  const read = eventSchema.safeParse(event);
  if (read.success) return read.data;
  throw new KeyEventError(
    read.error.issues.map(({ path, code }) => `${path.join('.') || 'the whole'}: ${code}`),
  );
}
