import type { SQSRecord } from 'aws-lambda';
import { isTeamNews, type CopiedNotice } from '../../rules/notices';
import { isPressMessage, NEWS_GROUP } from '../../rules/notices/team-copies';
import { isOfPress, readNotice } from './read-notice';

/** News of an event, as it was read. */
export interface NewsRecord {
  readonly record: SQSRecord;
  readonly notice: CopiedNotice;
}

/** A batch, as it is told: notices, then news of events, then what comes of presses. Those of a group keep their order. */
export interface Lanes {
  readonly notices: readonly SQSRecord[];
  readonly news: readonly NewsRecord[];
  readonly presses: readonly SQSRecord[];
}

/** What can't be read is among the notices, whose delivery says why. */
export function inLanes(records: readonly SQSRecord[]): Lanes {
  const [notices, news, presses]: [SQSRecord[], NewsRecord[], SQSRecord[]] = [[], [], []];
  for (const record of records) {
    // What an older version has queued is in a group of its own, and is told by itself.
    const notice = record.attributes.MessageGroupId === NEWS_GROUP ? newsIn(record) : undefined;
    if (notice) news.push({ record, notice });
    else if (isOfPress(record.body)) presses.push(record);
    else notices.push(record);
  }
  return { notices, news, presses };
}

function newsIn({ body }: SQSRecord): CopiedNotice | undefined {
  try {
    const message = readNotice(body);
    if ('newerKind' in message || isPressMessage(message)) return undefined;
    if (message.kind === 'team-copies' || message.kind === 'private-message') return undefined;
    return isTeamNews(message) ? message : undefined;
  } catch {
    return undefined;
  }
}
