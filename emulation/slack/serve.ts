import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault, Faults } from './faults';
import { methods } from './methods';
import { RateLimited, type Slack } from './methods/method';
import { Refusal } from './refusal';
import { readRequest, type SlackRequest } from './request';

/** One call that came in. */
export interface RecordedSlackCall {
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** `ok`, Slack's code of a refusal, or the kind of the fault. */
  readonly outcome: string;
}

interface Answer {
  readonly outcome: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>> | string;
}

/** Answers one call over HTTP, or has go wrong with it what was planned. */
export async function serve(
  slack: Slack,
  faults: Faults,
  calls: RecordedSlackCall[],
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  let request: SlackRequest;
  try {
    request = await readRequest(incoming);
  } catch (error) {
    return send(outgoing, answerOfError(error));
  }
  const { method, args } = request;
  const fault = faults.take(method, recipientOf(args));
  if (!fault || (isUnanswered(fault) && fault.done)) {
    const answer = answerTo(slack, request);
    calls.push({ method, args, outcome: fault?.kind ?? answer.outcome });
    if (!fault) return send(outgoing, answer);
  } else calls.push({ method, args, outcome: fault.kind === 'error' ? fault.code : fault.kind });
  if (isUnanswered(fault)) leaveUnanswered(outgoing, fault);
  else send(outgoing, answerOfFault(fault));
}

function answerTo(slack: Slack, { method, token, args }: SlackRequest): Answer {
  const headers: Record<string, string> = {};
  try {
    const known = methods[method];
    if (!known) throw new Refusal('unknown_method', { req_method: method });
    slack.app.authenticate(token);
    headers['x-oauth-scopes'] = slack.app.grantedScopes.join(',');
    return { outcome: 'ok', status: 200, headers, body: { ok: true, ...known(slack, args) } };
  } catch (error) {
    const answer = answerOfError(error);
    return { ...answer, headers: { ...headers, ...answer.headers } };
  }
}

function answerOfError(error: unknown): Answer {
  if (error instanceof RateLimited) return answerOfRateLimit(error.retryAfterSeconds);
  if (error instanceof Refusal)
    return {
      outcome: error.code,
      status: 200,
      body: { ok: false, error: error.code, ...error.details },
    };
  throw error;
}

function answerOfRateLimit(retryAfterSeconds: number | undefined): Answer {
  return {
    outcome: 'ratelimited',
    status: 429,
    headers: retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
    body: { ok: false, error: 'ratelimited' },
  };
}

type UnansweredFault = Extract<Fault, { readonly done: boolean }>;

function isUnanswered(fault: Fault): fault is UnansweredFault {
  return 'done' in fault;
}

/** What is held back is let go when the caller hangs up. */
function leaveUnanswered(outgoing: ServerResponse, { kind }: UnansweredFault): void {
  const begin = (then?: () => void) => {
    outgoing.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
    outgoing.write('{"ok":', then);
  };
  switch (kind) {
    case 'no-answer':
      return;
    case 'connection-lost':
      return void outgoing.destroy();
    case 'answer-stuck':
      return begin();
    case 'answer-broken-off':
      return begin(() => outgoing.destroy());
  }
}

function answerOfFault(fault: Exclude<Fault, UnansweredFault>): Answer {
  switch (fault.kind) {
    case 'error':
      return answerOfError(new Refusal(fault.code));
    case 'rate-limited':
      return answerOfRateLimit(fault.retryAfterSeconds);
    case 'http':
      return {
        outcome: fault.kind,
        status: fault.status,
        headers: { 'content-type': 'text/html' },
        body: '<title>Server Error | Slack</title>',
      };
  }
}

function recipientOf(args: SlackRequest['args']): string | undefined {
  const recipient = args['channel'] ?? args['user'] ?? args['users'] ?? args['user_id'];
  return typeof recipient === 'string' ? recipient : undefined;
}

function send(outgoing: ServerResponse, { status, headers, body }: Answer): void {
  outgoing.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'x-slack-req-id': randomUUID(),
    ...headers,
  });
  outgoing.end(typeof body === 'string' ? body : JSON.stringify(body));
}
