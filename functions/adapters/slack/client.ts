import { WebClient } from '@slack/web-api';

export interface SlackClientSettings {
  /** Another server than slack.com, such as GovSlack's; ends in `/api/`. */
  readonly apiUrl?: string;
  /** How long one call may take. */
  readonly timeoutMs: number;
}

/** What is waited where a call is limited, and nothing says for how long. */
export const OWN_WAIT_SECONDS = 10;

/** Answers to which fetch gives no body, and takes none. */
const withoutBody: ReadonlySet<number> = new Set([204, 205, 304]);

/** Slack's own client, that tries once: whoever has it knows better what may be tried again, and for how long. */
export function slackClient(token: string, { apiUrl, timeoutMs }: SlackClientSettings): WebClient {
  return new WebClient(token, {
    slackApiUrl: apiUrl,
    allowAbsoluteUrls: false,
    timeout: timeoutMs,
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
    logger: silent,
    fetch: fetchWhole,
  });
}

/**
 * An answer as the client can take it, so that each of its errors is one of its own: it reads a body outside of what
 * it catches, and throws a plain Error at a 429 without a number in Retry-After, as proxies send it.
 */
const fetchWhole: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  const { status, statusText } = response;
  const headers = new Headers(response.headers);
  const body = await response.text();
  if (status === 429) headers.set('retry-after', String(waitOf(headers.get('retry-after'))));
  return new Response(withoutBody.has(status) ? null : body, { status, statusText, headers });
};

function waitOf(retryAfter: string | null): number {
  const seconds = /^\d+$/.test(retryAfter ?? '') ? Number(retryAfter) : OWN_WAIT_SECONDS;
  // At once again would be what the limit is against.
  return Math.max(1, seconds);
}

/** The client's own log shows what is sent: message texts with key ids in them. */
const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => 'error' as never,
  setName: () => undefined,
};
