import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import fc from 'fast-check';
import { JsonService } from './json-service';
import { signRequest } from './sign-request';

const keys = {
  accessKeyId: 'nobody',
  secretAccessKey: 'planted-key',
  sessionToken: 'planted-token',
};

interface SdkRequest {
  readonly hostname: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the SDK would have sent. */
async function asTheSdk(SecretId: string, region: string, sessionToken: string | undefined) {
  const requests: SdkRequest[] = [];
  const handle = (request: SdkRequest) => {
    requests.push(request);
    return Promise.reject(Object.assign(new Error('enough'), { name: 'Enough' }));
  };
  const credentials = { ...keys, sessionToken };
  const requestHandler = { handle } as never;
  const client = new SecretsManagerClient({ region, credentials, requestHandler, maxAttempts: 1 });
  await assert.rejects(client.send(new GetSecretValueCommand({ SecretId })), { name: 'Enough' });
  const [request] = requests;
  assert.ok(request);
  return request;
}

describe('a signature for AWS', () => {
  it('is what the SDK would sign, whatever is asked', async () => {
    const region = fc.constantFrom('eu-central-1', 'us-gov-west-1', 'cn-north-1');
    const token = fc.option(fc.constant('planted-token'), { nil: undefined });
    const text = fc.string({ unit: 'binary', minLength: 1 });
    await fc.assert(
      fc.asyncProperty(text, region, token, async (secretId, where, sessionToken) => {
        const { hostname, headers, body } = await asTheSdk(secretId, where, sessionToken);
        const { authorization = '', 'x-amz-date': date = '' } = headers;
        const names = /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(';') ?? [];
        const isAdded = (name: string) =>
          ['host', 'x-amz-date', 'x-amz-security-token'].includes(name);
        const given = names.filter((name) => !isAdded(name));
        assert.ok(given.length > 1);
        const signed = signRequest(
          {
            host: hostname,
            headers: Object.fromEntries(given.map((name) => [name, headers[name] ?? ''])),
            body,
          },
          { service: 'secretsmanager', region: where, keys: { ...keys, sessionToken } },
          new Date(date.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, '$1-$2-$3T$4:$5:$6Z')),
        );
        assert.equal(signed['authorization'], authorization);
        assert.equal(signed['x-amz-security-token'], sessionToken);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a service of AWS by its JSON protocol', () => {
  type Reply = (incoming: IncomingMessage, outgoing: ServerResponse) => void;
  let server: Server;
  let replies: Reply[];
  let asked: { headers: IncomingMessage['headers']; body: string }[];
  let service: JsonService;

  before(async () => {
    server = createServer((incoming, outgoing) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        asked.push({ headers: incoming.headers, body: Buffer.concat(chunks).toString() });
        const reply = replies.length > 1 ? replies.shift() : replies[0];
        reply?.(incoming, outgoing);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    [replies, asked] = [[], []];
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const what = { service: 'sqs', target: 'AmazonSQS', version: '1.0', region: 'x' } as const;
    service = new JsonService({ ...what, endpoint, keys });
  });

  const says =
    (status: number, body: string): Reply =>
    (_, outgoing) =>
      outgoing.writeHead(status).end(body);
  const hangsUp: Reply = ({ socket }) => void socket.destroy();
  const breaksOff: Reply = ({ socket }, outgoing) => {
    outgoing.writeHead(200, { 'content-length': '100' });
    outgoing.write('{"a":', () => socket.destroy());
  };

  it('is asked as the protocol says', async () => {
    replies = [says(200, '{"a":1}')];
    assert.deepEqual(await service.call('SendMessage', { b: 'ü' }), { a: 1 });
    const [{ headers, body } = assert.fail()] = asked;
    assert.equal(body, '{"b":"ü"}');
    assert.equal(headers['content-type'], 'application/x-amz-json-1.0');
    assert.equal(headers['x-amz-target'], 'AmazonSQS.SendMessage');
    assert.equal(headers['content-length'], String(Buffer.byteLength(body)));
  });

  for (const [what, reply] of [
    ['is down', says(503, '{"__type":"ServiceUnavailable"}')],
    ['has too much to do', says(400, '{"__type":"com.amazonaws.sqs#RequestThrottled"}')],
    ['hangs up', hangsUp],
    ['breaks off', breaksOff],
    ['has a page before it', says(502, '<html>')],
  ] as const)
    it(`is asked again where it ${what}`, async () => {
      replies = [reply, reply, says(200, '{}')];
      assert.deepEqual(await service.call('SendMessage', {}), {});
      assert.equal(asked.length, 3);
    });

  for (const [what, reply, code] of [
    [
      'AWS says no',
      says(400, '{"__type":"a.b#AccessDeniedException","m":"planted"}'),
      'AccessDeniedException',
    ],
    ['what comes is no JSON', says(200, '<html>planted</html>'), 'NotOfAws'],
    ['what comes is no object', says(200, '"planted"'), 'NotOfAws'],
    ['what comes is a list', says(200, '["planted"]'), 'NotOfAws'],
    ['what comes is an empty list', says(200, '[]'), 'NotOfAws'],
    ['the code is none', says(400, '{"__type":"planted <b>"}'), 'Unknown'],
  ] as const)
    it(`gives up at once where ${what}, and says nothing of what came`, async () => {
      replies = [reply];
      await assert.rejects(service.call('GetSecretValue', { a: 'planted' }), (error: Error) => {
        assert.deepEqual({ ...error }, { name: 'AwsCallError', code, isTransient: false });
        assert.doesNotMatch(`${error.stack}`, /planted/);
        return true;
      });
      assert.equal(asked.length, 1);
    });

  it('gives up in the end', async () => {
    replies = [hangsUp];
    await assert.rejects(service.call('SendMessage', {}), { code: 'NoAnswer', isTransient: true });
    assert.equal(asked.length, 3);
  });

  it('gives up when it is told to, and asks nothing more', async () => {
    const stop = new AbortController();
    replies = [() => stop.abort()];
    const call = service.call('SendMessage', {}, stop.signal);
    await assert.rejects(call, { code: 'NoAnswer' });
    assert.equal(asked.length, 1);
  });
});
