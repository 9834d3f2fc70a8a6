import { IANAZone } from 'luxon';
import { z } from 'zod';
import { accountIdPattern } from '../../rules/formats';
import { jsonIn } from '../../rules/json-in';
import { isLocalDate } from '../../rules/local-date';
import { newerKindOf, type NewerKind } from '../../rules/stored-versions';
import { date, timeZone } from '../../rules/notices/fields';
import {
  isPressMessage,
  queueMessageSchema,
  type QueueMessage,
} from '../../rules/notices/team-copies';

/** A message of the queue that holds no notice: it goes to the dead-letter queue, and a person looks at it. */
export class NoticeBodyError extends Error {
  override readonly name = 'NoticeBodyError';

  /** @param fields where and what; never the values, which may be anything. */
  constructor(readonly fields: readonly string[]) {
    super(`the message holds no notice: ${fields.join('; ')}`);
  }
}

/** A message that only a newer version of Keyturn can tell. */
export interface NewerMessage {
  readonly newerKind: NewerKind;
  /** Absent where it is no account's own. */
  readonly accountId?: string;
  readonly id: string;
  readonly plannedAt: Date;
  /** As it came. */
  readonly body: object;
}

/** What a message of any version has, so that it can be kept. */
const envelopeSchema = z.looseObject({
  id: z.string().min(1),
  plannedAt: z.iso.datetime(),
  account: z.looseObject({ id: z.string().regex(accountIdPattern) }).optional(),
});
const wrapperSchema = z.looseObject({ kind: z.literal('private-message'), notice: z.unknown() });

const kindSchema = z.object({ kind: z.string() });

/** Whether the message says that it is what comes of a press; anything else may be a notice. */
export function isOfPress(body: string): boolean {
  const { data } = kindSchema.safeParse(jsonIn(body));
  return data !== undefined && isPressMessage(data);
}

/** @throws NoticeBodyError that names each wrong field. */
export function readNotice(body: string): QueueMessage | NewerMessage {
  const value = jsonIn(body);
  if (value === undefined) throw new NoticeBodyError(['it is no JSON']);
  const wrapped = wrapperSchema.safeParse(value);
  // What stands in an envelope of ours is what is to be kept.
  const within = wrapped.success && !newerKindOf(value) ? wrapped.data.notice : value;
  const newerKind = newerKindOf(within);
  if (newerKind) return newerMessage(newerKind, within);
  const data = read(queueMessageSchema, value);
  const message = data.kind === 'private-message' ? data.notice : data;
  const wrong = wrongDays(shapes.get(message.kind) ?? {}, message);
  if (wrong.length > 0) throw new NoticeBodyError(wrong);
  return data;
}

function newerMessage(newerKind: NewerKind, value: unknown): NewerMessage {
  const body = read(envelopeSchema, value);
  const { id, plannedAt, account } = body;
  return { newerKind, accountId: account?.id, id, plannedAt: new Date(plannedAt), body };
}

function read<Shape>(schema: z.ZodType<Shape>, value: unknown): Shape {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  throw new NoticeBodyError(
    error.issues.map(({ path, code }) => `${path.join('.') || 'the whole'}: ${code}`),
  );
}

const shapes: ReadonlyMap<string, object> = new Map(
  queueMessageSchema.options.map(({ shape }) => [shape.kind.value, shape]),
);

/** What the message's schema takes for a date or a time zone, and no calendar does. */
export function wrongDays(shape: object, message: object): readonly string[] {
  const values = new Map<string, unknown>(Object.entries(message));
  return Object.entries(shape).flatMap(([field, schema]) => {
    const value = values.get(field);
    if (typeof value !== 'string') return [];
    const meant = innermost(schema);
    if (meant === timeZone && !IANAZone.create(value).isValid)
      return [`${field}: no_such_time_zone`];
    return meant === date && !isLocalDate(value) ? [`${field}: no_such_date`] : [];
  });
}

/** Of what may be left out: what it is where it is there. */
function innermost(schema: unknown): unknown {
  const isWrapped =
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault;
  return isWrapped ? innermost(schema.unwrap()) : schema;
}
