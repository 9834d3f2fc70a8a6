import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { contentOf } from '../methods/chat';
import type { Slack } from '../methods/method';
import { Refusal } from '../refusal';
import { readRequest } from '../request';

/** https://docs.slack.dev/interactivity/handling-user-interaction: five times within half an hour. */
const MOST_USES = 5;
const MOST_MS = 30 * 60 * 1000;

/** Which message a press was of, and whose. */
interface Pressed {
  readonly channel: string;
  readonly ts: string;
  readonly userId: string;
}

interface ResponseUrl extends Pressed {
  readonly since: Date;
  uses: number;
}

/** The URLs that requests to the app carry, for answers: without a token, whoever has one may use it. */
export class ResponseUrls {
  /** Where Slack serves them; known once it does. */
  origin = 'https://hooks.slack.com';
  private readonly issued = new Map<string, ResponseUrl>();

  constructor(private readonly slack: Pick<Slack, 'inbox' | 'now'>) {}

  issue(teamId: string, pressed: Pressed): string {
    const path = `/actions/${teamId}/1/${randomUUID()}`;
    this.issued.set(path, { ...pressed, since: this.slack.now(), uses: 0 });
    return `${this.origin}${path}`;
  }

  isOne({ url = '' }: IncomingMessage): boolean {
    return url.startsWith('/actions/');
  }

  async serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const say = (status: number, answer: object) =>
      outgoing
        .writeHead(status, { 'content-type': 'application/json' })
        .end(JSON.stringify(answer));
    try {
      const { args } = await readRequest(incoming);
      this.use(this.known(incoming.url ?? ''), args);
      say(200, { ok: true });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const isOfUrl = error.code.endsWith('_url');
      say(isOfUrl ? 404 : 400, { ok: false, error: error.code });
    }
  }

  /** @throws Refusal `invalid_url`, `expired_url`, `used_url` */
  private known(path: string): ResponseUrl {
    const known = this.issued.get(path);
    if (!known) throw new Refusal('invalid_url');
    if (this.slack.now().getTime() - known.since.getTime() > MOST_MS)
      throw new Refusal('expired_url');
    if (known.uses >= MOST_USES) throw new Refusal('used_url');
    return known;
  }

  private use(url: ResponseUrl, args: Readonly<Record<string, unknown>>): void {
    const { inbox, now } = this.slack;
    const { channel, ts, userId } = url;
    if (args['delete_original'] === true) inbox.remove({ channel, ts });
    else {
      const content = contentOf(args);
      if (args['replace_original'] === true) inbox.edit({ channel, ts }, content);
      else if (args['response_type'] === 'in_channel')
        inbox.add({ channel, to: channel, ...content }, now());
      else inbox.addAlone({ channel, seenBy: userId, ...content }, now());
    }
    url.uses++;
  }
}
