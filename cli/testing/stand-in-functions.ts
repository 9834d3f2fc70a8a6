import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { version } from '../../package.json';
import { CHECK_FORMAT } from '../../rules/checks/check-format';
import type { Moto } from '../../emulation/moto/start';

/** What a function is said to answer: to whom, with what, and whether it has failed. */
export interface StandIn {
  readonly status?: number;
  readonly body: unknown;
}

/** Answers in the functions' place what a test wants; of what it says nothing, that all is well. */
export class StandInFunctions {
  /** By the function's name in the monitor. */
  answers: Readonly<Record<string, StandIn>> = {};
  /** What each was asked last. */
  readonly asked = new Map<string, unknown>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<StandInFunctions> {
    const server = createServer();
    const functions = new StandInFunctions(server);
    server.on('request', (incoming, outgoing) => {
      void incoming.toArray().then((chunks) => {
        const arn = decodeURIComponent(incoming.url ?? '');
        const name = arn.replace(/^.*:function:[a-z]+-/, '');
        functions.asked.set(name, JSON.parse(Buffer.concat(chunks).toString()));
        const { status = 200, body } = functions.answers[name] ?? { body: well(name) };
        outgoing.writeHead(status).end(JSON.stringify(body));
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return functions;
  }

  /** From now on in their place. */
  async standIn(moto: Pick<Moto, 'runFunctionsAt'>): Promise<void> {
    const { port } = this.server.address() as AddressInfo;
    await moto.runFunctionsAt(`http://127.0.0.1:${port}`);
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}

/** As a function answers that has found nothing wrong. */
export function well(name: string, more: object = {}): object {
  return { format: CHECK_FORMAT, function: name, version, checks: [], ...more };
}
