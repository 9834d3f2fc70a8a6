import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen } from '../listen';
import type { LambdaFunction } from './lambda-function';

/** What a function answers to a Function URL; anything else is its body, as JSON. */
interface FunctionAnswer {
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/** Lambda's own limit of what is sent to a function, as it is encoded. */
const MOST_BYTES = 6 * 1024 * 1024;
/** Bodies of other types are Base64 in the event, forms among them. */
const textType = /^(text\/|application\/(json|javascript|xml)\b|.*\+(json|xml)\b)/;

export interface FunctionUrl {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * A Function URL without IAM's authentication before a function: HTTP on a free port, events of payload format 2.0.
 * One request after the other, as with a reserved concurrency of one; others wait, where Lambda would say 429.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 * @param now the instant that the function's clock shows
 */
export async function startFunctionUrl(
  target: LambdaFunction,
  now: () => Date = () => new Date(),
): Promise<FunctionUrl> {
  let last: Promise<unknown> = Promise.resolve();
  const server = createServer((incoming, outgoing) => {
    const turn = last.then(() => answer(target, now, incoming, outgoing));
    last = turn.catch(() => outgoing.destroy());
  });
  const { origin, stop } = await listen(server);
  return { url: `${origin}/`, stop };
}

async function answer(
  target: LambdaFunction,
  now: () => Date,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const event = await eventOf(incoming, now());
  if (JSON.stringify(event).length > MOST_BYTES) return void outgoing.writeHead(413).end();
  try {
    const {
      statusCode = 200,
      headers,
      body = '',
      isBase64Encoded,
    } = toAnswer(await target.invoke(event, now()));
    outgoing.writeHead(statusCode, { 'content-type': 'application/json', ...headers });
    outgoing.end(Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'));
  } catch {
    // Whatever is wrong with the function is told to nobody outside.
    outgoing.writeHead(502, { 'content-type': 'application/json' });
    outgoing.end('{"Message":"Internal Server Error"}');
  }
}

function toAnswer(value: unknown): FunctionAnswer {
  const isAnswer = typeof value === 'object' && value !== null && 'statusCode' in value;
  return isAnswer ? (value as FunctionAnswer) : { body: JSON.stringify(value) };
}

async function eventOf(incoming: IncomingMessage, now: Date): Promise<object> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const { pathname, search } = new URL(incoming.url ?? '/', 'http://localhost');
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
  );
  const isBase64Encoded = bytes.length > 0 && !textType.test(headers['content-type'] ?? '');
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: pathname,
    rawQueryString: search.slice(1),
    headers,
    requestContext: {
      accountId: 'anonymous',
      domainName: headers['host'],
      http: {
        method: incoming.method,
        path: pathname,
        protocol: 'HTTP/1.1',
        sourceIp: '203.0.113.1',
        userAgent: headers['user-agent'],
      },
      routeKey: '$default',
      stage: '$default',
      timeEpoch: now.getTime(),
    },
    ...(bytes.length > 0 && { body: bytes.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  };
}
