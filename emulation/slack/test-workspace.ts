import assert from 'node:assert/strict';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import { startSlack, type SlackOptions, type SlackServer } from './start';

export const alice = {
  id: 'U0ALICE0001',
  name: 'alice',
  realName: 'Alice',
  email: 'alice@example.com',
};
export const gone = {
  id: 'U0GONE00001',
  name: 'gone',
  email: 'gone@example.com',
  isDeactivated: true,
};
export const robot = { id: 'U0ROBOT0001', name: 'robot', isBot: true };
export const infra = { id: 'C0INFRA0001', name: 'infra', members: [alice.id, gone.id] };
export const old = { id: 'C0OLD000001', name: 'old', isArchived: true };
export const other = { id: 'C0OTHER0001', name: 'other', isMember: false };
export const secret = { id: 'G0SECRET001', name: 'secret', isPrivate: true, isMember: false };
export const board = { id: 'G0BOARD0001', name: 'board', isPrivate: true };

export function startTestSlack(options: SlackOptions = {}): Promise<SlackServer> {
  return startSlack({
    users: [alice, gone, robot],
    channels: [infra, old, other, secret, board],
    ...options,
  });
}

/** The real client, which tries once. */
export function clientOf(
  slack: SlackServer,
  options: WebClientOptions & { readonly token?: string | null } = {},
): WebClient {
  const { token = slack.token, ...rest } = options;
  return new WebClient(token ?? undefined, {
    slackApiUrl: slack.url,
    retryConfig: { retries: 0 },
    logger: quiet,
    ...rest,
  });
}

/** For assert.rejects: what the client throws for a refusal. */
export function refusal(error: string, details: Readonly<Record<string, unknown>> = {}) {
  return ({ data = {} }: { data?: Record<string, unknown> }) => {
    assert.equal(data['error'], error);
    for (const [name, value] of Object.entries(details)) assert.deepEqual(data[name], value);
    return true;
  };
}

const quiet = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => 'error' as never,
  setName: () => undefined,
};
