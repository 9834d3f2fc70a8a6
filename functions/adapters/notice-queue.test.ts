import assert from 'node:assert/strict';
import {
  SQSClient,
  type BatchResultErrorEntry,
  type SendMessageBatchCommand,
} from '@aws-sdk/client-sqs';
import { startMoto, type Moto } from '../../emulation/moto/start';
import type { Notice } from '../../rules/notices';
import { noticeQueueContract } from '../contracts/notice-queue-contract';
import { createNoticeQueue, receiveNotices } from '../testing/emulated-queue';
import { SqsNoticeQueue } from './notice-queue';

describe('the queue’s adapter', () => {
  let moto: Moto;
  let sqs: SQSClient;
  let count = 0;
  before(async () => {
    moto = await startMoto();
    const credentials = await moto.credentialsFor('111111111111');
    sqs = new SQSClient({ endpoint: moto.url, region: 'us-east-1', credentials });
  });
  after(() => moto.stop());

  noticeQueueContract('on SQS', async () => {
    const url = await createNoticeQueue(sqs, `notices-${++count}`);
    return { queue: new SqsNoticeQueue(sqs, url), receive: () => receiveNotices(sqs, url) };
  });
});

function idIn(body: string): string {
  return (JSON.parse(body) as { id: string }).id;
}

describe('a batch that SQS does not take whole', () => {
  const notices = Array.from(
    { length: 3 },
    (_, i) => ({ kind: 'key-created', id: `key/A${i}/created` }) as Notice,
  );
  const day = new Date('2026-01-02T09:00:00Z');

  /** SQS that answers one after the other, the last answer for ever. */
  function queueThat(...answers: readonly (readonly BatchResultErrorEntry[])[]) {
    const sent: string[][] = [];
    const send = ({ input }: SendMessageBatchCommand) => {
      const answer = answers[Math.min(sent.length, answers.length - 1)] ?? [];
      sent.push((input.Entries ?? []).map(({ MessageBody = '' }) => idIn(MessageBody)));
      return Promise.resolve({ Failed: answer });
    };
    const pause = () => Promise.resolve();
    return { queue: new SqsNoticeQueue({ send } as unknown as SQSClient, 'url', pause), sent };
  }
  const failed = (Id: string, SenderFault = false) => ({ Id, SenderFault, Code: 'InternalError' });

  it('is sent again as far as it was not taken', async () => {
    const { queue, sent } = queueThat([failed('0'), failed('2')], [failed('2')], []);
    await queue.put(notices, day);
    assert.deepEqual(
      sent.map((ids) => ids.length),
      [3, 2, 1],
    );
    assert.deepEqual(sent.at(-1), ['key/A2/created']);
  });

  it('is an error in the end', async () => {
    const { queue, sent } = queueThat([failed('1')]);
    await assert.rejects(queue.put(notices, day), {
      name: 'NoticeQueueError',
      message: /did not take 1 notice$/,
    });
    assert.equal(sent.length, 5);
  });

  it('is an error at once where the fault is ours', async () => {
    const { queue, sent } = queueThat([failed('1', true)]);
    await assert.rejects(queue.put(notices, day), { name: 'NoticeQueueError' });
    assert.equal(sent.length, 1);
  });

  it('that SQS does not answer for is an error with its cause', async () => {
    const send = () => Promise.reject(new Error('no'));
    const queue = new SqsNoticeQueue({ send } as unknown as SQSClient, 'url');
    await assert.rejects(queue.put(notices, day), { name: 'NoticeQueueError' });
  });
});
