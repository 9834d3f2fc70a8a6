import type { PostedMessage } from '../inbox';
import type { Workspace } from '../workspace';
import { blockActions, buttonIn, homeOpened, installation, type Installation } from './payloads';
import type { ResponseUrls } from './response-urls';
import { signatureOf } from './sign';

/** Slack waits so long for an answer. */
const MOST_MS = 3000;
/** When Slack sends an event again that was not answered with 200: at once, after a minute, and after five. */
const RETRIES_MS = [0, 60_000, 300_000];

/** What is wrong with a request, or who makes it. */
export interface Twist {
  /** Signed with this secret: the previous one, or a forger's. */
  readonly secret?: string;
  /** Signed for, and sent, so many seconds later or, negative, earlier than it says. */
  readonly secondsLate?: number;
  /** With so many bytes more in it. */
  readonly bytesMore?: number;
  /** For another app, or another workspace, by the same secret. */
  readonly installation?: Partial<Installation>;
  /** What the button carries instead, as no Slack would send it. */
  readonly value?: string;
}

/** One request to the app, with what came of it. */
export interface AppRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** HTTP's; undefined where there was no answer within three seconds. */
  readonly status: number | undefined;
  readonly answer: string;
}

export interface AppRequestOptions {
  readonly secret: string;
  readonly now: () => Date;
  readonly workspace: Workspace;
  readonly responseUrls: ResponseUrls;
  readonly installation?: Installation;
  /** Has so much time pass before an event is sent again; by default none does. */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

/** What Slack sends to the app's request URL. */
export class AppRequests {
  /** Where the app is: of interactivity and of events. */
  url: string | undefined;
  /** What is signed with from now on. */
  secret: string;
  /** All that was sent, in order, retries too. */
  readonly sent: AppRequest[] = [];
  private actions = 0;

  constructor(private readonly options: AppRequestOptions) {
    this.secret = options.secret;
  }

  /**
   * Somebody presses a button of a message. Slack sends it once, and shows them an error where it gets no 200.
   * @throws Error where the message has no such button; Refusal where there is no such user
   */
  async press(
    message: PostedMessage,
    actionId: string,
    userId: string,
    twist: Twist = {},
  ): Promise<AppRequest> {
    const button = buttonIn(message, actionId);
    const pressed = { ...button, value: twist.value ?? button.value };
    const { workspace, responseUrls } = this.options;
    const by = workspace.user(userId);
    const installed = this.installed(twist);
    const teamId = installed.team?.id ?? installed.enterprise?.id ?? '';
    const { channel, ts } = message;
    const responseUrl = responseUrls.issue(teamId, { channel, ts, userId });
    const payload = blockActions(message, pressed, by, installed, this.nextTs(), responseUrl);
    return this.send(formOf(payload, twist), 'application/x-www-form-urlencoded', twist);
  }

  /** Somebody opens the app's home. It is an event: sent again where it gets no 200. @returns the last request */
  async openHome(
    userId: string,
    twist: Twist & { readonly tab?: 'home' | 'messages' } = {},
  ): Promise<AppRequest> {
    const by = this.options.workspace.user(userId);
    const event = homeOpened(by, this.installed(twist), this.nextTs(), twist.tab ?? 'home');
    return this.sendEvent(event, twist);
  }

  /** What Slack asks when the URL is entered: the answer must hold the challenge. */
  async verifyUrl(challenge: string): Promise<AppRequest> {
    const body = JSON.stringify({ token: 'deprecated', challenge, type: 'url_verification' });
    return this.send(body, 'application/json', {});
  }

  /** An event, with its retries. @returns the last request */
  async sendEvent(event: object, twist: Twist = {}): Promise<AppRequest> {
    const body = JSON.stringify({ ...event, ...padding(twist) });
    let request = await this.send(body, 'application/json', twist);
    for (const [index, milliseconds] of RETRIES_MS.entries()) {
      if (request.status === 200) break;
      await this.options.wait?.(milliseconds);
      request = await this.send(body, 'application/json', twist, {
        'x-slack-retry-num': String(index + 1),
        'x-slack-retry-reason': request.status === undefined ? 'http_timeout' : 'http_error',
      });
    }
    return request;
  }

  /** Signs a body and sends it. */
  async send(
    body: string,
    contentType: string,
    { secret = this.secret, secondsLate = 0 }: Twist,
    more: Readonly<Record<string, string>> = {},
  ): Promise<AppRequest> {
    const seconds = Math.floor(this.options.now().getTime() / 1000) - secondsLate;
    return this.replay({
      headers: {
        'content-type': contentType,
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        'x-slack-request-timestamp': String(seconds),
        'x-slack-signature': signatureOf(secret, String(seconds), body),
        ...more,
      },
      body,
    });
  }

  /** Sends the same bytes and headers, as who has overheard a request would. */
  async replay({ headers, body }: Pick<AppRequest, 'headers' | 'body'>): Promise<AppRequest> {
    if (this.url === undefined) throw new Error('the app has no request URL');
    const request = { headers, body, ...(await post(this.url, headers, body)) };
    this.sent.push(request);
    return request;
  }

  private installed({ installation: other }: Twist): Installation {
    return { ...(this.options.installation ?? installation), ...other };
  }

  /** Of an action or an event: Slack has no two of the same time. */
  private nextTs(): string {
    const seconds = Math.floor(this.options.now().getTime() / 1000);
    return `${seconds}.${String(++this.actions % 1_000_000).padStart(6, '0')}`;
  }
}

function formOf(payload: object, twist: Twist): string {
  const json = JSON.stringify({ ...payload, ...padding(twist) });
  return new URLSearchParams({ payload: json }).toString();
}

function padding({ bytesMore = 0 }: Twist) {
  return bytesMore > 0 ? { padding: 'x'.repeat(bytesMore) } : {};
}

async function post(url: string, headers: Readonly<Record<string, string>>, body: string) {
  try {
    const signal = AbortSignal.timeout(MOST_MS);
    const answer = await fetch(url, { method: 'POST', headers, body, signal });
    return { status: answer.status, answer: await answer.text() };
  } catch {
    return { status: undefined, answer: '' };
  }
}
