import { IANAZone } from 'luxon';
import { isLocalDate } from '../../rules/local-date';
import { queueMessageSchema, type QueueMessage } from '../../rules/team-copies';

/** A message of the queue that holds no notice: it goes to the dead-letter queue, and a person looks at it. */
export class NoticeBodyError extends Error {
  override readonly name = 'NoticeBodyError';

  /** @param fields where and what; never the values, which may be anything. */
  constructor(readonly fields: readonly string[]) {
    super(`the message holds no notice: ${fields.join('; ')}`);
  }
}

/** @throws NoticeBodyError that names each wrong field. */
export function readNotice(body: string): QueueMessage {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new NoticeBodyError(['it is no JSON']);
  }
  const read = queueMessageSchema.safeParse(value);
  if (!read.success)
    throw new NoticeBodyError(
      read.error.issues.map(({ path, code }) => `${path.join('.') || 'the whole'}: ${code}`),
    );
  const { data } = read;
  const wrong = wrongDays(data.kind === 'private-message' ? data.notice : data);
  if (wrong.length > 0) throw new NoticeBodyError(wrong);
  return data;
}

/** What the notice's schema takes for a date or a time zone, and no calendar does. */
function wrongDays(notice: object): readonly string[] {
  const fields = Object.entries(notice);
  return fields.flatMap(([field, value]) => {
    if (field === 'timeZone' && !IANAZone.create(String(value)).isValid)
      return [`${field}: no_such_time_zone`];
    const isDate = field === 'stopsOn' || field === 'expiresOn' || field === 'date';
    return isDate && !isLocalDate(String(value)) ? [`${field}: no_such_date`] : [];
  });
}
