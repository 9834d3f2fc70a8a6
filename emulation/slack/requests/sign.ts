import { createHmac } from 'node:crypto';

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signatureOf(
  secret: string,
  timestamp: string,
  body: string | Buffer,
  version = 'v0',
): string {
  const hmac = createHmac('sha256', secret).update(`${version}:${timestamp}:`).update(body);
  return `${version}=${hmac.digest('hex')}`;
}
