import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { IAMClient, ListAccessKeysCommand } from '@aws-sdk/client-iam';
import { emptyLedger } from '../../rules/ledger';
import { defaultSettings } from '../../rules/settings';
import { setEnvironment } from '../testing/environment';
import { AwsIam } from './iam';
import { AuditClients } from './iam/clients';
import { onlyAws } from './only-aws';

const account = { id: '111111111111', name: 'identity' };
const credentials = { accessKeyId: 'nobody', secretAccessKey: 'nothing' };

describe('a page that comes in place of an answer of AWS', () => {
  let server: Server;
  let endpoint: string;
  let answer: { readonly status: number; readonly type: string; readonly body: string };
  let asked: number;
  before(async () => {
    server = createServer((_, outgoing) => {
      asked += 1;
      outgoing.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  });
  beforeEach(() => (asked = 0));

  const page = (status: number) =>
    (answer = { status, type: 'text/html; charset=utf-8', body: '<html>Sign in</html>' });
  const list = (client: IAMClient) => client.send(new ListAccessKeysCommand({ UserName: 'ada' }));
  const client = () => new IAMClient({ region: 'us-east-1', endpoint, credentials });

  it('is an empty answer to the SDK', async () => {
    page(200);
    assert.equal((await list(client())).AccessKeyMetadata, undefined);
  });

  for (const status of [200, 403, 407])
    it(`is none: ${status}`, async () => {
      page(status);
      const found = list(onlyAws(client()));
      await assert.rejects(found, { name: 'NotOfAws', message: new RegExp(`HTTP ${status}`) });
      assert.equal(asked, 1);
    });

  it('is tried again where it may be AWS’s own', async () => {
    page(502);
    await assert.rejects(list(onlyAws(client())), { name: 'Unknown' });
    assert.equal(asked, 3);
  });

  it('leaves what is AWS’s as it is', async () => {
    const result = '<AccessKeyMetadata></AccessKeyMetadata><IsTruncated>false</IsTruncated>';
    const body = `<ListAccessKeysResponse><ListAccessKeysResult>${result}</ListAccessKeysResult></ListAccessKeysResponse>`;
    answer = { status: 200, type: 'text/xml', body };
    assert.deepEqual((await list(onlyAws(client()))).AccessKeyMetadata, []);
  });

  it('makes no account one without users', async () => {
    page(200);
    const restore = setEnvironment({ AWS_ENDPOINT_URL: endpoint });
    const roles = { credentialsOf: () => Promise.resolve(credentials) };
    const iam = new AwsIam(new AuditClients(roles, '', 'us-east-1'), defaultSettings);
    const reading = await iam.read(account, emptyLedger(account.id), new Date());
    restore();
    assert.ok(reading.outcome === 'unread');
    assert.match(reading.reason, /^unreachable at iam:\w+: a page came in place of an answer/);
  });
});
