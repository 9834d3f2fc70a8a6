import { createServer } from 'node:http';
import { performance } from 'node:perf_hooks';
import { listen } from '../listen';
import { App, defaultScopes } from './app';
import { Faults } from './faults';
import { Inbox } from './inbox';
import { RateLimited, type Slack } from './methods/method';
import { RateLimit } from './rate-limit';
import { AppRequests } from './requests/app-requests';
import type { Installation } from './requests/payloads';
import { ResponseUrls } from './requests/response-urls';
import { serve, type RecordedSlackCall } from './serve';
import { Workspace, type SlackChannel, type SlackUser } from './workspace';

export type { Fault, FaultTarget } from './faults';
export type { EphemeralMessage, PostedMessage, PublishedHome } from './inbox';
export type { AppRequest, Twist } from './requests/app-requests';
export type { RecordedSlackCall } from './serve';
export type { SlackChannel, SlackUser } from './workspace';

export interface SlackOptions {
  readonly users?: readonly SlackUser[];
  readonly channels?: readonly SlackChannel[];
  /** The app's bot token; by default one that is obviously nobody's. */
  readonly token?: string;
  readonly scopes?: readonly string[];
  /** Whether Slack's rule of about one message a second in a channel holds; false if not given. */
  readonly isRateLimited?: boolean;
  /** What the messages' time stamps are made from. */
  readonly now?: () => Date;
  /** The clock of that rule, in milliseconds, which does not go back; the machine's if not given. */
  readonly milliseconds?: () => number;
  /** What requests to the app are signed with; by default one that is obviously nobody's. */
  readonly signingSecret?: string;
  /** For which app, and where, requests are; by default one of the emulated workspace. */
  readonly installation?: Installation;
  /** Has so much time pass before an event is sent again; by default none does. */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

/** A Slack with one workspace and one app. */
export interface SlackServer {
  /** For `slackApiUrl`: ends in `/api/`. */
  readonly url: string;
  readonly token: string;
  readonly app: App;
  readonly workspace: Workspace;
  readonly inbox: Inbox;
  readonly faults: Faults;
  /** What Slack sends to the app, once that has a URL. */
  readonly requests: AppRequests;
  /** Every call, in the order in which they came in. */
  readonly calls: readonly RecordedSlackCall[];
  /** Forgets messages, faults and calls. */
  clear(): void;
  stop(): Promise<void>;
}

/** Starts a Slack of its own on a free port. */
export async function startSlack(options: SlackOptions = {}): Promise<SlackServer> {
  // In two parts, so that no scanner takes it for a secret.
  const token = options.token ?? 'xoxb-' + 'emulated-nobodys-token';
  const app = new App(token, options.scopes ?? defaultScopes);
  const workspace = new Workspace(options.users ?? [], options.channels ?? []);
  const [inbox, faults, rateLimit] = [new Inbox(), new Faults(), new RateLimit()];
  const calls: RecordedSlackCall[] = [];
  const { milliseconds = () => performance.now() } = options;
  const takeRoom = (conversationOrMethod: string) => {
    if (!options.isRateLimited) return;
    const seconds = rateLimit.take(conversationOrMethod, milliseconds());
    if (seconds > 0) throw new RateLimited(seconds);
  };
  const now = options.now ?? (() => new Date());
  const responseUrls = new ResponseUrls({ inbox, now });
  const requests = new AppRequests({
    ...options,
    workspace,
    responseUrls,
    now,
    secret: options.signingSecret ?? 'emulated-nobodys-signing-secret',
  });
  const slack: Slack = { app, workspace, inbox, now, takeRoom };
  const server = createServer((incoming, outgoing) => {
    const served = responseUrls.isOne(incoming)
      ? responseUrls.serve(incoming, outgoing)
      : serve(slack, faults, calls, incoming, outgoing);
    served.catch((error: unknown) => {
      // Who has hung up while they were speaking hears nothing.
      if (incoming.destroyed) return;
      console.error('the emulated Slack failed:', error);
      outgoing.writeHead(500).end();
    });
  });
  const { origin, stop } = await listen(server);
  responseUrls.origin = origin;
  return {
    url: `${origin}/api/`,
    token,
    app,
    workspace,
    inbox,
    faults,
    requests,
    calls,
    clear: () => {
      inbox.clear();
      faults.clear();
      calls.length = 0;
    },
    stop,
  };
}
