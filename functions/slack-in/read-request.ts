import { fieldsOf, isObject, textOf } from './untyped';

/** Slack's payloads have some KB. */
export const MOST_BYTES = 64 * 1024;

export interface HttpRequest {
  readonly method: string;
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The bytes as they came; undefined where there are too many. */
  readonly body: Uint8Array | undefined;
}

/**
 * What a Function URL invokes with (https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html); undefined where
 * the invocation is no request over HTTP.
 */
export function readRequest(event: unknown): HttpRequest | undefined {
  const { requestContext, headers, body = '', isBase64Encoded } = fieldsOf(event);
  const method = textOf(fieldsOf(fieldsOf(requestContext)['http'])['method']);
  if (method === undefined || !isObject(headers) || typeof body !== 'string') return undefined;
  const texts = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), textOf(value)]);
  return {
    method,
    headers: Object.fromEntries(texts) as HttpRequest['headers'],
    body: bytesOf(body, isBase64Encoded === true),
  };
}

function bytesOf(body: string, isBase64: boolean): Uint8Array | undefined {
  // Before anything is decoded; Base64 has four signs for three bytes.
  if (body.length > (isBase64 ? Math.ceil(MOST_BYTES / 3) * 4 : MOST_BYTES)) return undefined;
  const bytes = Buffer.from(body, isBase64 ? 'base64' : 'utf8');
  return bytes.length > MOST_BYTES ? undefined : bytes;
}
