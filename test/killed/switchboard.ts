import { once } from 'node:events';
import {
  createServer,
  request as ask,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** One call that a function's process has made of AWS or Slack. */
export interface Call {
  /** `iam UpdateAccessKey`, `slack chat.postMessage`. */
  readonly action: string;
  /** With which it was signed; empty where it was not. */
  readonly accessKeyId: string;
  /** What was asked, as it was sent. */
  readonly body: string;
  /** Whether it reached AWS or Slack. */
  isForwarded: boolean;
  /** Whether it is on its way to AWS or Slack, or the answer back. */
  isUnderWay: boolean;
  /** What AWS or Slack answered, heard or not. */
  answer?: { readonly status: number; readonly body: string };
}

type Instead = NonNullable<Call['answer']> | undefined;

/** What becomes of a call at which the process is killed. */
export type Fate = 'never arrives' | 'answer is lost' | 'answer is heard';

/**
 * Stands between one function's process and AWS and Slack: it knows every call, and can have the process killed
 * right before it arrives, before its answer is heard, or just after.
 */
export class Switchboard {
  /** How many connections were opened to it. */
  connections = 0;
  /** The calls of the present process. */
  calls: Call[] = [];
  /** Asked of every call; the process is killed where a fate comes back. */
  decide: (action: string, body: string) => Fate | undefined = () => undefined;
  /** Asked of every call: what is answered in AWS's or Slack's place, which it then does not reach. */
  answerInstead: (call: Call) => Instead | Promise<Instead> = () => undefined;
  /** Ends the process; resolves when it is gone. */
  kill: (at: Call, fate: Fate) => Promise<void> = () => Promise.resolve();

  readonly #open = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  /** @param upstream where AWS is, and the origin of Slack */
  static async start(upstream: { readonly aws: string; readonly slack: string }) {
    const server = createServer((incoming, outgoing) => {
      const to = incoming.url?.startsWith('/api/') ? upstream.slack : upstream.aws;
      switchboard.#handle(new URL(incoming.url ?? '/', to), incoming, outgoing).catch(() => {
        // The caller is dead.
        outgoing.destroy();
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const switchboard = new Switchboard(server, `http://127.0.0.1:${port}`);
    server.on('connection', (socket) => {
      switchboard.connections += 1;
      switchboard.#open.add(socket);
      socket.once('close', () => switchboard.#open.delete(socket));
    });
    return switchboard;
  }

  /** The process is gone: what it has said, complete when nothing of it is on its way any more. The next one's is another's. */
  async leave(): Promise<readonly Call[]> {
    const { calls } = this;
    const connections = [...this.#open];
    this.calls = [];
    while (connections.some(({ closed }) => !closed) || calls.some(({ isUnderWay }) => isUnderWay))
      await sleep(2);
    return calls;
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  async #handle(to: URL, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = Buffer.concat(await incoming.toArray());
    const action = actionOf(to, incoming.headers, body);
    const { accessKeyId } = signatureOf(incoming.headers);
    const call: Call = {
      action,
      accessKeyId,
      body: body.toString(),
      isForwarded: false,
      isUnderWay: false,
    };
    const fate = this.decide(action, call.body);
    this.calls.push(call);
    if (fate === 'never arrives') {
      await this.kill(call, fate);
      return void outgoing.destroy();
    }
    const instead = await this.answerInstead(call);
    if (instead) {
      // The caller's clock is another one: the SDK would set its own by ours, and ask again.
      outgoing.sendDate = false;
      return void outgoing.writeHead(instead.status).end(instead.body);
    }
    call.isForwarded = true;
    call.isUnderWay = true;
    try {
      const { status, headers, content } = await forward(to, incoming, body);
      call.answer = { status, body: content.toString() };
      if (fate === 'answer is lost') {
        await this.kill(call, fate);
        return void outgoing.destroy();
      }
      outgoing.writeHead(status, headers);
      outgoing.end(content);
      if (fate) {
        // Of a caller who is dead by then, nothing is finished: its connection is closed.
        await finished(outgoing).catch(() => undefined);
        await this.kill(call, fate);
      }
    } finally {
      call.isUnderWay = false;
    }
  }
}

async function forward(to: URL, { method, headers }: IncomingMessage, body: Buffer) {
  const { host, ...rest } = headers;
  const outgoing = ask(to, { method, headers: { ...rest, ...(host && { host: to.host }) } });
  outgoing.end(body);
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  const content = Buffer.concat(await answer.toArray());
  return { status: answer.statusCode ?? 500, headers: answer.headers, content };
}

/** What is called, as AWS's JSON and Query protocols, S3's parameter and Slack's paths tell it. */
function actionOf(to: URL, headers: IncomingHttpHeaders, body: Buffer): string {
  const fields = new URLSearchParams(body.toString());
  if (to.pathname.startsWith('/api/')) {
    const recipient = fields.get('channel');
    return `slack ${to.pathname.slice('/api/'.length)}${recipient === null ? '' : whom(recipient)}`;
  }
  const target = headers['x-amz-target'];
  const named = to.searchParams.get('x-id') ?? fields.get('Action');
  const action = typeof target === 'string' ? target.split('.').at(-1) : named;
  return `${signatureOf(headers).service} ${action ?? to.pathname}`;
}

/** Whoever has pressed is answered in the conversation. */
function whom(recipient: string): string {
  if (recipient.startsWith('U')) return ' to a person';
  return recipient.startsWith('D') ? ' in their conversation' : ' to the channel';
}

function signatureOf({ authorization = '' }: IncomingHttpHeaders) {
  const scope = /Credential=(?<key>\w+)[^,]*\/(?<service>[\w-]+)\/aws4_request/.exec(authorization);
  const { key = '', service = 'aws' } = scope?.groups ?? {};
  return { accessKeyId: key, service };
}
