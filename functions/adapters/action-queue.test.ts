import assert from 'node:assert/strict';
import { SQSClient } from '@aws-sdk/client-sqs';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { actionQueueContract } from '../contracts/action-queue-contract';
import { receiveActions } from '../testing/emulated-actions';
import { createNoticeQueue } from '../testing/emulated-queue';
import { SqsActionQueue } from './action-queue';

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

  it('says that nothing was put where there is no such queue', async () => {
    const url = `${moto.url}/111111111111/nowhere.fifo`;
    const queue = new SqsActionQueue(url, { endpoint: moto.url, region, keys });
    const by = { id: 'U0ALICE0001' };
    const at = '2026-01-02T09:00:00.000Z';
    await assert.rejects(queue.put({ kind: 'home-opened', id: '0'.repeat(64), at, by }), {
      name: 'AwsCallError',
      code: /NonExistentQueue|QueueDoesNotExist/,
      isTransient: false,
    });
  });
});
