import type { SQSRecord } from 'aws-lambda';

interface Message {
  readonly id: string;
  readonly group: string;
  readonly body: string;
  readonly sentAt: number;
  receives: number;
  visibleAt: number;
}

/** What SendMessage needs of a message. */
export interface Sent {
  readonly MessageBody?: string;
  readonly MessageGroupId?: string;
  readonly MessageDeduplicationId?: string;
}

/** As KeyMonitor sets them, in milliseconds. */
const VISIBILITY = 720_000;
const MOST_RECEIVES = 5;
/** SQS's own. */
const DEDUPLICATION = 300_000;

/**
 * SQS FIFO by its documentation: a message holds those behind it in its group until it is deleted; a receive takes as
 * many as it can of one group before it takes others.
 */
export class FifoQueue {
  readonly #groups = new Map<string, Message[]>();
  readonly #known = new Map<string, number>();
  readonly #handled: { readonly body: string; readonly at: number; readonly waited: number }[] = [];
  readonly dead: string[] = [];
  #count = 0;
  #deduplicated = 0;

  send({ MessageBody = '', MessageGroupId = '', MessageDeduplicationId = '' }: Sent, now: number) {
    const until = this.#known.get(MessageDeduplicationId) ?? 0;
    if (now < until) {
      this.#deduplicated += 1;
      return;
    }
    this.#known.set(MessageDeduplicationId, now + DEDUPLICATION);
    const message = { id: `message-${++this.#count}`, group: MessageGroupId, body: MessageBody };
    const group = this.#groups.get(MessageGroupId) ?? [];
    group.push({ ...message, sentAt: now, receives: 0, visibleAt: now });
    this.#groups.set(MessageGroupId, group);
  }

  /** Those groups first that have waited longest. */
  receive(most: number, now: number): readonly Message[] {
    const taken: Message[] = [];
    // In the order in which their first messages came, as a Map keeps it.
    for (const [name, group] of this.#groups) {
      while (group[0] && group[0].receives === MOST_RECEIVES && group[0].visibleAt <= now)
        this.dead.push(group.shift()?.body ?? '');
      if (group.length === 0) this.#groups.delete(name);
      for (const message of group) {
        if (taken.length === most || message.visibleAt > now) break;
        message.receives += 1;
        message.visibleAt = now + VISIBILITY;
        taken.push(message);
      }
      if (taken.length === most) break;
    }
    return taken;
  }

  delete(messages: readonly Message[], now: number): void {
    for (const message of messages) {
      const group = this.#groups.get(message.group) ?? [];
      const left = group.filter((each) => each !== message);
      this.#handled.push({ body: message.body, at: now, waited: now - message.sentAt });
      if (left.length > 0) this.#groups.set(message.group, left);
      else this.#groups.delete(message.group);
    }
  }

  get isEmpty(): boolean {
    return this.#groups.size === 0;
  }

  get waiting(): number {
    return [...this.#groups.values()].reduce((sum, group) => sum + group.length, 0);
  }

  /** When each that is done was, and how long it had waited. */
  get handled() {
    return this.#handled;
  }

  get counts() {
    return { taken: this.#count, deduplicated: this.#deduplicated, dead: this.dead.length };
  }
}

/** As Lambda hands it over. */
export function recordOf({ id, group, body, sentAt, receives }: Message): SQSRecord {
  return {
    messageId: id,
    receiptHandle: id,
    body,
    attributes: {
      ApproximateReceiveCount: String(receives),
      SentTimestamp: String(sentAt),
      SenderId: 'load',
      ApproximateFirstReceiveTimestamp: String(sentAt),
      MessageGroupId: group,
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-central-1:333333333333:keyturn-notices.fifo',
    awsRegion: 'eu-central-1',
  };
}
