import type { CheckLine } from '../../rules/checks/check-answer';
import { CHECK_FORMAT } from '../../rules/checks/check-format';
import { lineOf, type Tried } from '../../rules/checks/tried';
import { unreadable, type Checked } from '../checking/compose-answer';
import { isObject } from './untyped';

/** With what slack-in checks itself; none of it changes anything. */
export interface CheckPorts {
  readonly secretArn: string;
  readonly trySecret: (signal: AbortSignal) => Promise<Tried>;
  readonly queueUrl: string;
  readonly tryQueue: (signal: AbortSignal) => Promise<Tried>;
}

/** The fields of a check, by rules/checks/check-event.ts. */
const known = ['check', 'accounts', 'channels', 'people'];

/** Whether Lambda was asked for it itself: what comes by the Function URL says by which way of HTTP. */
export function isAskedByInvoke(event: unknown): boolean {
  return isObject(event) && 'check' in event && !('requestContext' in event);
}

/** What a press needs: the secret by which it is known, and the queue that it goes to. */
export async function checkSlackIn(
  event: unknown,
  { secretArn, trySecret, queueUrl, tryQueue }: CheckPorts,
  timeLeft: () => number,
): Promise<Checked> {
  const problem = problemIn(event);
  if (problem !== undefined) return unreadable(problem);
  // A fifth of the time that is left is no whole number, as this wants one.
  const signal = AbortSignal.timeout(Math.max(0, Math.floor(timeLeft())));
  const checks: CheckLine[] = [
    lineOf('signing-secret', secretArn, await trySecret(signal)),
    lineOf('action-queue', queueUrl, await tryQueue(signal)),
  ];
  return { checks };
}

function problemIn(event: unknown): string | undefined {
  if (!isObject(event) || event['check'] !== CHECK_FORMAT) return `check: expected ${CHECK_FORMAT}`;
  const unknown = Object.keys(event).filter((key) => !known.includes(key));
  return unknown.length === 0 ? undefined : `the event: unknown fields ${unknown.join(', ')}`;
}
