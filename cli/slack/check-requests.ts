import { createHmac, randomBytes } from 'node:crypto';
import { badUse } from '../cli-error';
import type { Check } from './check-document';

/** Slack's own patience: https://docs.slack.dev/interactivity/handling-user-interaction */
const SLACK_WAITS_MS = 3000;
const WE_WAIT_MS = 10_000;
const usedBy = ['what is pressed'];

type Finding = Pick<Check, 'outcome' | 'found' | 'todo'>;

/** What came back: a status and its body, or why nothing did. */
type Answer =
  | { readonly status: number; readonly body: string; readonly ms: number }
  | { readonly failure: string };

/** @throws CliError where it is no URL that Slack would call */
export function readRequestUrl(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const isCalled =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && url.hostname === '127.0.0.1');
  if (isCalled && url.username === '' && url.password === '') return url.href;
  throw badUse(
    `--request-url is ${JSON.stringify(given)}: expected an https URL (pulumi stack output slackRequestUrl -s monitor)`,
  );
}

/**
 * Sends what Slack sends when somebody saves the URL, signed as Slack signs it, and the same signed by somebody else.
 * Neither presses anything, and the secret itself is not sent.
 */
export async function checkRequests(url: string, secret: string): Promise<readonly Check[]> {
  const challenge = randomBytes(16).toString('hex');
  const body = JSON.stringify({ type: 'url_verification', challenge });
  const signed = await send(url, body, secret);
  const forged = await send(url, body, randomBytes(16).toString('hex'));
  return [
    { what: 'request', id: 'signed by Slack', usedBy, ...judgeSigned(signed, challenge) },
    { what: 'request', id: 'signed by another', usedBy, ...judgeForged(forged) },
  ];
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
async function send(url: string, body: string, secret: string): Promise<Answer> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const hmac = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  const started = performance.now();
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${hmac}`,
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(WE_WAIT_MS),
    });
    const text = await answer.text();
    return { status: answer.status, body: text, ms: Math.round(performance.now() - started) };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

function failureOf(error: unknown): string {
  const { name, cause } = error as Error & { readonly cause?: { readonly code?: string } };
  return name === 'TimeoutError' ? 'no answer in ten seconds' : (cause?.code ?? name);
}

function judgeSigned(answer: Answer, challenge: string): Finding {
  if ('failure' in answer) return unreached(answer.failure);
  const { status, body, ms } = answer;
  if (status !== 200) return wrong(`refused with ${status}`, whatToDo(status));
  if (challengeIn(body) !== challenge)
    return wrong('answered, but not as Slack wants it', 'is that the address of slack-in?');
  return ms > SLACK_WAITS_MS
    ? wrong(
        `taken, after ${ms} ms: Slack waits three seconds`,
        'ask again; if it stays so, give slack-in more memory (slackInMemorySize of KeyMonitor)',
      )
    : { outcome: 'fine', found: `taken, after ${ms} ms` };
}

function judgeForged(answer: Answer): Finding {
  if ('failure' in answer) return unreached(answer.failure);
  const { status } = answer;
  if (status === 401) return { outcome: 'fine', found: 'refused' };
  // Whoever is refused by all of AWS or by an error is not refused for their signature.
  return status >= 400
    ? { outcome: 'not-checked', found: `refused with ${status}, whoever signs` }
    : wrong(`taken, with ${status}`, 'is that the address of slack-in? Take it out of the app');
}

function unreached(failure: string): Finding {
  return wrong(
    `nobody answers there: ${failure}`,
    'compare it with pulumi stack output slackRequestUrl -s monitor',
  );
}

function whatToDo(status: number): string {
  if (status === 401)
    return "the function has another signing secret: compare it with the app's page, Basic Information (or this machine's clock is five minutes off)";
  if (status === 403)
    return 'AWS lets nobody call it: run pulumi up, and look for a policy of your organization';
  if (status === 429) return 'no function is left to take it: docs/runbooks/slack-in-throttles.md';
  return status >= 500
    ? "look at the function's log: docs/runbooks/slack-in-errors.md"
    : 'is that the address of slack-in? pulumi stack output slackRequestUrl -s monitor';
}

function wrong(found: string, todo: string): Finding {
  return { outcome: 'wrong', found, todo };
}

function challengeIn(body: string): unknown {
  try {
    return (JSON.parse(body) as { readonly challenge?: unknown }).challenge;
  } catch {
    return undefined;
  }
}
