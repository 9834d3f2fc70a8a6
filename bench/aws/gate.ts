import { createServer, request, Agent, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { BusyTime } from './busy-time';
import { readRequest, writeResponse, type AwsRequest, type AwsResponse } from './request';
import { TokenBucket } from './token-bucket';

/** What every call meets on its way. */
export interface Conditions {
  /** Milliseconds that are added to every answer. */
  readonly latency?: number;
  /** IAM's calls a second; what is beyond them is refused as AWS does. */
  readonly iamCallsPerSecond?: number;
}

/** Calls by `service:Action`. */
export interface Count {
  readonly calls: Readonly<Record<string, number>>;
  /** Of these, the ones that were refused. */
  readonly throttled: number;
}

export type Answer = (request: AwsRequest) => Promise<AwsResponse>;

/** Of something that knows some of AWS: whatever else is asked is an error. */
export function answering(find: (request: AwsRequest) => AwsResponse | undefined): Answer {
  return (request) => {
    const found = find(request);
    return found
      ? Promise.resolve(found)
      : Promise.reject(new Error(`the stand-in has no ${request.service}:${request.action}`));
  };
}

/** An HTTP server in front of an emulated AWS: counts calls, delays them, throttles them. */
export class Gate {
  #conditions: Conditions = {};
  #bucket: TokenBucket | undefined;
  #calls = new Map<string, number>();
  #throttled = 0;
  #busy = new BusyTime();

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  /** @param answer who answers what passes */
  static async start(answer: Answer): Promise<Gate> {
    const server = createServer({ keepAliveTimeout: 60_000 });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const gate = new Gate(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('request', (incoming, response) => {
      void readRequest(incoming)
        .then((call) => gate.#timed(call, answer))
        .then((answered) => writeResponse(response, answered))
        .catch((error: unknown) => response.destroy(error as Error));
    });
    return gate;
  }

  /** Begins to count anew, under these conditions. */
  set(conditions: Conditions): void {
    const { iamCallsPerSecond } = conditions;
    this.#conditions = conditions;
    this.#bucket = iamCallsPerSecond
      ? new TokenBucket(iamCallsPerSecond, performance.now())
      : undefined;
    this.#calls = new Map();
    this.#throttled = 0;
    this.#busy = new BusyTime();
  }

  get count(): Count {
    return { calls: Object.fromEntries(this.#calls), throttled: this.#throttled };
  }

  /** Milliseconds in which at least one call waited for its answer. */
  get waiting(): number {
    return this.#busy.milliseconds;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  async #timed(call: AwsRequest, answer: Answer): Promise<AwsResponse> {
    const busy = this.#busy;
    busy.begin(performance.now());
    try {
      return await this.#pass(call, answer);
    } finally {
      busy.end(performance.now());
    }
  }

  async #pass(call: AwsRequest, answer: Answer): Promise<AwsResponse> {
    const name = `${call.service}:${call.action}`;
    this.#calls.set(name, (this.#calls.get(name) ?? 0) + 1);
    const { latency = 0 } = this.#conditions;
    if (latency > 0) await sleep(latency);
    if (call.service !== 'iam' || !this.#bucket || this.#bucket.take(performance.now()))
      return answer(call);
    this.#throttled += 1;
    return throttling;
  }
}

/** What IAM answers when it is asked too often. */
const throttling: AwsResponse = {
  status: 400,
  headers: { 'content-type': 'text/xml' },
  body: `<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded</Message></Error><RequestId>00000000-0000-4000-8000-000000000000</RequestId></ErrorResponse>`,
};

/** Hands every call on to another server. */
export function forwardTo(url: string): Answer {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  return ({ http, body }) =>
    new Promise((resolve, reject) => {
      const headers = { ...http.headers };
      // These are of the connection, not of the call.
      delete headers.host;
      delete headers.connection;
      const options = { method: http.method, headers, agent };
      const forwarded = request(new URL(http.url ?? '/', url), options, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const type = answer.headers['content-type'];
          resolve({
            status: answer.statusCode ?? 502,
            headers: type ? { 'content-type': type } : {},
            body: Buffer.concat(chunks),
          });
        });
      });
      forwarded.on('error', reject);
      forwarded.end(body);
    });
}

/** The calls of one service, and of all. */
export function callsOf({ calls }: Count, service?: string): number {
  return Object.entries(calls)
    .filter(([name]) => service === undefined || name.startsWith(`${service}:`))
    .reduce((sum, [, count]) => sum + count, 0);
}
