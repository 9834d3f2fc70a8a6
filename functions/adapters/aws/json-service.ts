import type { Agent, request, RequestOptions } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { signRequest, type AwsKeys } from './sign-request';

const ATTEMPTS = 3;
const ATTEMPT_MS = 1000;

/** A call of AWS that did not do what was asked. */
export class AwsCallError extends Error {
  override readonly name = 'AwsCallError';

  /**
   * @param code AWS's own, `NoAnswer`, or `NotOfAws` where what came is no answer of AWS; never what was asked or
   * answered
   * @param isTransient whether the next try may do better
   */
  constructor(
    readonly code: string,
    operation: string,
    readonly isTransient: boolean,
    options?: ErrorOptions,
  ) {
    super(`${operation}: ${code}`, options);
  }
}

export interface JsonServiceOptions {
  /** As it is called in signatures: `sqs`. */
  readonly service: string;
  /** As its operations are called: `AmazonSQS`. */
  readonly target: string;
  /** Of its protocol, awsJson. */
  readonly version: '1.0' | '1.1';
  readonly endpoint: string;
  readonly region: string;
  readonly keys: AwsKeys;
}

/**
 * One service of AWS by its JSON protocol, in a few KB. The SDK's clients of two services are 213 KB and take longer
 * to load than Node itself: too long for who is called by Slack and has three seconds, a cold start among them.
 */
export class JsonService {
  readonly #options: JsonServiceOptions;
  readonly #url: URL;
  #connection: Promise<Connection> | undefined;

  constructor(options: JsonServiceOptions) {
    this.#options = options;
    this.#url = new URL(options.endpoint);
  }

  /**
   * What AWS answers. Tried up to three times: only what may be done twice is to be called.
   * @throws AwsCallError
   */
  async call(operation: string, input: object, signal?: AbortSignal): Promise<object> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#try(operation, input, signal);
      } catch (error) {
        const mayDoBetter = error instanceof AwsCallError && error.isTransient;
        if (!mayDoBetter || attempt === ATTEMPTS || signal?.aborted) throw error;
        await sleep(50 * 2 ** attempt * Math.random());
      }
    }
  }

  async #try(operation: string, input: object, signal?: AbortSignal): Promise<object> {
    const { status, text } = await this.#post(operation, JSON.stringify(input), signal);
    const answer = objectIn(text);
    if (answer && status === 200) return answer;
    const isTransient = status >= 500 || status === 429;
    if (!answer) throw new AwsCallError('NotOfAws', operation, isTransient);
    const code = codeIn(answer);
    throw new AwsCallError(code, operation, isTransient || /Thrott|TooManyRequests/.test(code));
  }

  async #post(operation: string, body: string, signal?: AbortSignal): Promise<Answer> {
    const { service, target, version, region, keys } = this.#options;
    const headers = {
      'content-type': `application/x-amz-json-${version}`,
      'x-amz-target': `${target}.${operation}`,
    };
    const post = { host: this.#url.host, headers, body };
    const limit = AbortSignal.timeout(ATTEMPT_MS);
    const connection = await (this.#connection ??= connect(this.#url));
    try {
      return await send(connection, this.#url, body, {
        method: 'POST',
        headers: signRequest(post, { service, region, keys }, new Date()),
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      });
    } catch (cause) {
      throw new AwsCallError('NoAnswer', operation, true, { cause });
    }
  }
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

interface Connection {
  readonly request: typeof request;
  readonly agent: Agent;
}

/** What speaks to AWS, loaded when it is first needed: Node takes longer for TLS than for all else that is here. */
async function connect({ protocol }: URL): Promise<Connection> {
  const transport = await (protocol === 'https:' ? import('node:https') : import('node:http'));
  return { request: transport.request, agent: new transport.Agent({ keepAlive: true }) };
}

function send(
  connection: Connection,
  url: URL,
  body: string,
  options: RequestOptions,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { agent } = connection;
    const outgoing = connection.request(url, { ...options, agent }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function objectIn(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** `com.amazonaws.sqs#QueueDoesNotExist` is the code with where it is from. */
function codeIn(answer: object): string {
  const type = '__type' in answer ? String(answer.__type) : '';
  return /^(?:.*#)?([A-Za-z]\w{0,99})$/.exec(type)?.[1] ?? 'Unknown';
}
