import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

/** One call as it would have gone out. */
export interface AskedHost {
  /** Such as `sts.cn-north-1.amazonaws.com.cn`. */
  readonly host: string;
  /** AWS's name of the call, such as `AssumeRole`; the path where it has none. */
  readonly action: string;
}

/** Goes before a program's own modules: whatever it asks by HTTPS, this machine is asked in place of the real host. */
const preload = `
const http = require('node:http');
const https = require('node:https');
const port = process.env.KEYTURN_TEST_PORT;
https.request = (options, answered) =>
  http.request(
    { ...options, protocol: 'http:', host: '127.0.0.1', hostname: '127.0.0.1', port, agent: undefined },
    answered,
  );
require('node:module').syncBuiltinESMExports();
`;

/** What a call is answered, by its name: JSON, or the XML of AWS's query protocol. What is not named is denied. */
export type Answers = Readonly<Record<string, object | string>>;

const denied = `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code>
<Message>Not in this test.</Message></Error></ErrorResponse>`;

/** The hosts that a process would ask, as the SDK itself finds them. */
export class RealHosts {
  readonly asked: AskedHost[] = [];
  readonly #server = createServer((incoming, outgoing) => {
    this.#serve(incoming, outgoing).catch(() => outgoing.destroy());
  });

  private constructor(
    private readonly answers: Answers,
    private readonly preloadFile: string,
  ) {}

  /** @param folder for a file of its own */
  static async open(folder: string, answers: Answers): Promise<RealHosts> {
    const file = path.join(folder, 'real-hosts.cjs');
    writeFileSync(file, preload);
    const hosts = new RealHosts(answers, file);
    await new Promise<void>((resolve) => hosts.#server.listen(0, '127.0.0.1', resolve));
    return hosts;
  }

  /** For a process whose calls are to come here. */
  get env(): Readonly<Record<string, string>> {
    const { port } = this.#server.address() as AddressInfo;
    return { NODE_OPTIONS: `--require ${this.preloadFile}`, KEYTURN_TEST_PORT: String(port) };
  }

  /** The hosts of a call, each once. */
  of(action: string): readonly string[] {
    const asked = this.asked.filter((call) => call.action === action);
    return [...new Set(asked.map(({ host }) => host))];
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const action = actionOf(incoming, Buffer.concat(chunks).toString());
    this.asked.push({ host: incoming.headers.host ?? '', action });
    const answer = this.answers[action];
    const body = typeof answer === 'object' ? JSON.stringify(answer) : (answer ?? denied);
    const type = typeof answer === 'object' ? 'application/json' : 'text/xml';
    outgoing.writeHead(answer === undefined ? 403 : 200, { 'content-type': type });
    outgoing.end(body);
  }
}

function actionOf({ headers, url = '' }: IncomingMessage, body: string): string {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.').at(-1) ?? target;
  return new URLSearchParams(body).get('Action') ?? url.split('?')[0] ?? '';
}

/** STS's answer to AssumeRole and its like. @param end when the session ends, a date */
export function sessionOf(call: string, end = '2126-01-01'): string {
  return `<${call}Response><${call}Result><Credentials>
<AccessKeyId>ASIAEXAMPLE000000001</AccessKeyId><SecretAccessKey>nothing</SecretAccessKey>
<SessionToken>session</SessionToken><Expiration>${end}T00:00:00Z</Expiration>
</Credentials></${call}Result></${call}Response>`;
}

/** STS's answer to GetCallerIdentity. */
export function callerOf(arn: string): string {
  const accountId = arn.split(':')[4];
  return `<GetCallerIdentityResponse><GetCallerIdentityResult>
<Arn>${arn}</Arn><UserId>AIDA</UserId><Account>${accountId}</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>`;
}
