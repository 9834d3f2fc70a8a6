import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SQSClient } from '@aws-sdk/client-sqs';
import { startMoto, type Moto } from '../../emulation/moto/start';
import type { Action } from '../../rules/presses/press';
import { actionQueueContract } from '../contracts/action-queue-contract';
import { receiveActions } from '../testing/emulated-actions';
import { createNoticeQueue } from '../testing/emulated-queue';
import { SqsActionQueue } from './action-queue';
import { SdkActionQueue } from './sdk-action-queue';

describe('the action queue’s adapter', () => {
  const region = 'us-east-1';
  let moto: Moto;
  let sqs: SQSClient;
  let keys: { accessKeyId: string; secretAccessKey: string };
  let count = 0;
  before(async () => {
    moto = await startMoto();
    keys = await moto.credentialsFor('111111111111');
    sqs = new SQSClient({ endpoint: moto.url, region, credentials: keys });
  });
  after(() => moto.stop());

  actionQueueContract('on SQS', async () => {
    const url = await createNoticeQueue(sqs, `actions-${++count}`);
    const queue = new SqsActionQueue(url, { endpoint: moto.url, region, keys });
    return { queue, receive: () => receiveActions(sqs, url) };
  });

  actionQueueContract('on SQS, by the SDK', async () => {
    const url = await createNoticeQueue(sqs, `actions-${++count}`);
    return { queue: new SdkActionQueue(sqs, url), receive: () => receiveActions(sqs, url) };
  });

  const opened: Action = {
    kind: 'home-opened',
    id: '0'.repeat(64),
    at: '2026-01-02T09:00:00.000Z',
    by: { id: 'U0ALICE0001' },
  };

  it('says that nothing was put where there is no such queue', async () => {
    const url = `${moto.url}/111111111111/nowhere.fifo`;
    const queue = new SqsActionQueue(url, { endpoint: moto.url, region, keys });
    await assert.rejects(new SdkActionQueue(sqs, url).put(opened), /queue/i);
    await assert.rejects(queue.put(opened), {
      name: 'AwsCallError',
      code: /NonExistentQueue|QueueDoesNotExist/,
      isTransient: false,
    });
  });

  for (const body of ['{}', '[]', '{"MessageId":null}', '{"Messages":[]}'])
    it(`takes ${body} for no word of SQS that it has it`, async () => {
      const server = createServer((_, outgoing) => outgoing.end(body)).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      try {
        const queue = new SqsActionQueue(`${endpoint}/1/a.fifo`, { endpoint, region, keys });
        await assert.rejects(queue.put(opened), { name: 'AwsCallError', code: 'NotOfAws' });
      } finally {
        server.closeAllConnections();
        server.close();
      }
    });
});
