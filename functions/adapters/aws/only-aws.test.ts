import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { IAMClient, ListAccessKeysCommand, UpdateAccessKeyCommand } from '@aws-sdk/client-iam';
import { emptyLedger } from '../../../rules/ledger';
import { defaultSettings } from '../../../rules/settings';
import { setEnvironment } from '../../testing/environment';
import { AuditRole } from '../accounts/audit-role';
import { iamClients } from '../iam/clients';
import { AwsIamReader } from '../iam/reader';
import { onlyAws } from './only-aws';

const account = { id: '111111111111', name: 'identity' };
const credentials = { accessKeyId: 'nobody', secretAccessKey: 'nothing' };

describe('a page that comes in place of an answer of AWS', () => {
  let server: Server;
  let endpoint: string;
  let answer: { readonly status: number; readonly type?: string; readonly body: string };
  let asked: number;
  before(async () => {
    server = createServer((_, outgoing) => {
      asked += 1;
      const { status, type, body } = answer;
      outgoing.writeHead(status, type === undefined ? {} : { 'content-type': type }).end(body);
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

  const others: readonly (readonly [what: string, type: string | undefined, body: string])[] = [
    ['a page whose type is written otherwise', 'Text/HTML', '<html>Sign in</html>'],
    ['a page in XML', 'application/xhtml+xml', '<?xml version="1.0"?>\n<html>Sign in</html>'],
    ['XML of somebody else', 'text/xml', '<rss><channel></channel></rss>'],
    ['plain text', 'text/plain', 'Blocked'],
    ['JSON', 'application/json', '{"blocked":true}'],
    ['nothing, of no type', undefined, ''],
    ['nothing, of the right type', 'text/xml', ''],
  ];
  for (const [what, type, body] of others) {
    it(`is none, where it is ${what}`, async () => {
      answer = { status: 200, type, body };
      await assert.rejects(list(onlyAws(client())), { name: 'NotOfAws' });
    });

    it(`has changed nothing, where it is ${what}`, async () => {
      answer = { status: 200, type, body };
      const input = { AccessKeyId: 'AKIAEXAMPLE000000001', Status: 'Inactive' } as const;
      const done = onlyAws(client()).send(new UpdateAccessKeyCommand(input));
      await assert.rejects(done, { name: 'NotOfAws' });
    });
  }

  it('is none, where it has no content', async () => {
    answer = { status: 204, body: '' };
    await assert.rejects(list(onlyAws(client())), { name: 'NotOfAws' });
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

  it('leaves an answer that begins with a declaration', async () => {
    const body =
      '<?xml version="1.0" encoding="UTF-8"?>\n<UpdateAccessKeyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"/>';
    answer = { status: 200, type: 'text/xml', body };
    await onlyAws(client()).send(
      new UpdateAccessKeyCommand({ AccessKeyId: 'AKIAEXAMPLE000000001', Status: 'Active' }),
    );
  });

  it('makes no account one without users', async () => {
    page(200);
    const restore = setEnvironment({ AWS_ENDPOINT_URL: endpoint });
    const roles = { credentialsOf: () => Promise.resolve(credentials) };
    const clients = iamClients(new AuditRole(roles, '', 'us-east-1'));
    const iam = new AwsIamReader(clients, defaultSettings);
    const reading = await iam.read(account, emptyLedger(account.id), new Date());
    restore();
    assert.ok(reading.outcome === 'unread');
    assert.match(reading.reason, /^unreachable at iam:\w+: a page came in place of an answer/);
  });
});
