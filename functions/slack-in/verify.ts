import { createHmac, timingSafeEqual } from 'node:crypto';

/** What of a request its signature is about: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export interface SignedRequest {
  /** `X-Slack-Request-Timestamp`: seconds since 1970. */
  readonly timestamp: string;
  /** `X-Slack-Signature`: `v0=` and 64 hexadecimal digits. */
  readonly signature: string;
  /** As they came: what is decoded and encoded again is another text. */
  readonly body: Uint8Array;
}

/** Slack's own advice, on either side of now: a clock may be wrong in both ways. */
export const MOST_SECONDS_AWAY = 300;

const timestampPattern = /^[1-9]\d{0,10}$/;
const signaturePattern = /^v0=[0-9a-f]{64}$/;

/** The request with what a signature has, whoever may have made it; undefined where something is missing. */
export function signedRequest(
  headers: Readonly<Record<string, string | undefined>>,
  body: Uint8Array,
): SignedRequest | undefined {
  const timestamp = headers['x-slack-request-timestamp'] ?? '';
  const signature = headers['x-slack-signature'] ?? '';
  const hasBoth = timestampPattern.test(timestamp) && signaturePattern.test(signature);
  return hasBoth ? { timestamp, signature, body } : undefined;
}

/** Whether it says that it was sent within five minutes of now. */
export function isOfNow({ timestamp }: SignedRequest, now: Date): boolean {
  const seconds = Math.floor(now.getTime() / 1000);
  return Math.abs(seconds - Number(timestamp)) <= MOST_SECONDS_AWAY;
}

/** Whether who has this secret signed these bytes with this time. */
export function isSignedWith(
  secret: string,
  { timestamp, signature, body }: SignedRequest,
): boolean {
  const hmac = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest();
  return timingSafeEqual(hmac, Buffer.from(signature.slice('v0='.length), 'hex'));
}
