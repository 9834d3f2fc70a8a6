import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Aws } from './aws';

const answer = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::111111111111:user/ada</Arn><UserId>AIDA</UserId><Account>111111111111</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;

describe('what the command asks of AWS', () => {
  const before = process.env['AWS_ENDPOINT_URL'];
  let server: Server;
  let connections = 0;
  beforeEach(async () => {
    server = createServer((request, response) => {
      request.resume();
      response.writeHead(200, { 'content-type': 'text/xml' }).end(answer);
    });
    server.on('connection', () => (connections += 1));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    process.env['AWS_ENDPOINT_URL'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    if (before === undefined) delete process.env['AWS_ENDPOINT_URL'];
    else process.env['AWS_ENDPOINT_URL'] = before;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });

  it('goes over one connection, whoever’s credentials it is signed with', async () => {
    for (const accessKeyId of ['AKIAOLD', 'ASIASESSION', 'AKIANEW']) {
      const aws = new Aws('us-east-1', { accessKeyId, secretAccessKey: 'secret' });
      assert.equal((await aws.whoAmI()).arn, 'arn:aws:iam::111111111111:user/ada');
    }
    assert.equal(connections, 1);
  });
});
