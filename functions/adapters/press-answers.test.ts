import assert from 'node:assert/strict';
import { SQSClient } from '@aws-sdk/client-sqs';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { pressAnswersContract } from '../contracts/press-answers-contract';
import { createNoticeQueue, receiveNotices } from '../testing/emulated-queue';
import { SqsNoticeQueue } from './notice-queue';
import { QueuedPressAnswers } from './press-answers';

describe('the adapter of press answers', () => {
  let moto: Moto;
  let sqs: SQSClient;
  let count = 0;
  before(async () => {
    moto = await startMoto();
    const credentials = await moto.credentialsFor('111111111111');
    sqs = new SQSClient({ endpoint: moto.url, region: 'us-east-1', credentials });
  });
  after(() => moto.stop());

  pressAnswersContract('in the notice queue', async () => {
    const url = await createNoticeQueue(sqs, `notices-${++count}`);
    const answers = new QueuedPressAnswers(new SqsNoticeQueue(sqs, url));
    return { answers, receive: () => receiveNotices(sqs, url) };
  });

  it('says where an answer is not queued: the press is to be delivered again', async () => {
    const queue = new SqsNoticeQueue(sqs, `${moto.url}/111111111111/nowhere.fifo`);
    const put = new QueuedPressAnswers(queue).put({
      kind: 'press-answer',
      id: 'press/1',
      plannedAt: '2026-01-02T09:00:00.000Z',
      to: { slackId: 'U0ALICE0001', channel: 'D0ALICE0001', ts: '1767344400.000100' },
      button: 'mine',
      outcome: 'nothing',
      code: 'nobody',
      text: 'nobody',
      tellsTeam: false,
    });
    await assert.rejects(put, { name: 'NoticeQueueError' });
  });
});
