import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { IAMClient, ListUsersCommand, type IAMClientConfig } from '@aws-sdk/client-iam';
import fc from 'fast-check';
import { leanClient, Sha256 } from './lean-client';

const credentials = { accessKeyId: 'nobody', secretAccessKey: 'nothing', sessionToken: 'none' };
/** What the SDK takes where nothing is said. */
const TheirSha256 = new IAMClient({ region: 'us-east-1', credentials }).config.sha256 as new (
  secret?: string | ArrayBuffer | Uint8Array,
) => Sha256;

async function digestOf(hash: Sha256, parts: readonly Uint8Array[]): Promise<string> {
  for (const part of parts) hash.update(part);
  return Buffer.from(await hash.digest()).toString('hex');
}

describe('what requests are signed with', () => {
  const bytes = fc.uint8Array({ maxLength: 200 });
  const secret = fc.oneof(
    fc.constant(undefined),
    fc.string({ minLength: 1 }),
    bytes.filter(({ length }) => length > 0),
  );

  it('is what the SDK would sign with', async () => {
    await fc.assert(
      fc.asyncProperty(secret, fc.array(bytes), async (key, parts) => {
        const [ours, theirs] = [new Sha256(key), new TheirSha256(key)];
        assert.equal(await digestOf(ours, parts), await digestOf(theirs, parts));
        ours.reset();
        theirs.reset();
        assert.equal(await digestOf(ours, parts), await digestOf(theirs, parts));
      }),
    );
  });

  it('takes a part of a buffer for a key, and a buffer', async () => {
    const all = new Uint8Array([1, 2, 3, 4, 5]);
    const expected = (key: Uint8Array) => createHmac('sha256', key).update('x').digest('hex');
    const x = [new TextEncoder().encode('x')];
    assert.equal(
      await digestOf(new Sha256(all.subarray(1, 3)), x),
      expected(new Uint8Array([2, 3])),
    );
    assert.equal(await digestOf(new Sha256(all.buffer), x), expected(all));
  });
});

describe('a lean client', () => {
  /** The headers and the body that IAM is asked with. */
  async function asked(change: (client: IAMClient) => IAMClient, more: IAMClientConfig) {
    const seen: object[] = [];
    const server = createServer((incoming, outgoing) => {
      const { headers } = incoming;
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        seen.push({ headers, body: Buffer.concat(chunks).toString() });
        outgoing.end('<ListUsersResponse><ListUsersResult/></ListUsersResponse>');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = change(new IAMClient({ region: 'us-east-1', endpoint, credentials, ...more }));
    try {
      await client.send(new ListUsersCommand({ PathPrefix: '/a/' }));
    } finally {
      client.destroy();
      server.closeAllConnections();
      server.close();
    }
    const [{ headers, body } = {}] = seen as { headers: Record<string, string>; body: string }[];
    // The signature is of the moment, too.
    return { body, names: Object.keys(headers ?? {}).sort() };
  }

  it('asks what any other asks', async () => {
    const plain = await asked((client) => client, {});
    assert.deepEqual(await asked(leanClient, { sha256: Sha256 }), plain);
    assert.match(plain.body ?? '', /ListUsers/);
  });
});
