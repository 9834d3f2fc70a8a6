import { createServer, request, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Moto } from '../../emulation/moto/start';

const refusal =
  '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>User is not authorized to perform: iam:ListAccessKeys with an explicit deny in an identity-based policy</Message></Error></ErrorResponse>';

/** The emulated AWS under the policy that engineers have: with the key itself, which has no MFA, no keys are listed. */
export class MfaGate {
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async open(moto: Moto): Promise<MfaGate> {
    const server = createServer((incoming, outgoing) => {
      void incoming.toArray().then((chunks: Buffer[]) => {
        const body = Buffer.concat(chunks);
        const isBareKey = incoming.headers.authorization?.includes('Credential=AKIA');
        if (isBareKey && body.includes('Action=ListAccessKeys'))
          return outgoing.writeHead(403).end(refusal);
        const { method, url, headers } = incoming;
        const onward = request(new URL(url ?? '/', moto.url), { method, headers }, (answer) => {
          outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(outgoing);
        });
        onward.once('error', () => outgoing.destroy());
        return onward.end(body);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new MfaGate(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }
}
