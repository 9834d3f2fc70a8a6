import assert from 'node:assert/strict';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { startMoto, type Moto } from './start';
import { clientsOf } from './test-clients';

const ACCOUNT = '111111111111';
const start = new Date('2026-03-01T09:00:00Z');
const DAY_SECONDS = 86_400;

describe('a queue of the emulated AWS', () => {
  let moto: Moto;
  let sqs: SQSClient;
  let QueueUrl: string;
  before(async () => (moto = await startMoto({ at: start })));
  after(() => moto.stop());
  before(async () => {
    sqs = new SQSClient(clientsOf(moto, await moto.credentialsFor(ACCOUNT)).config);
    const Attributes = { MessageRetentionPeriod: String(4 * DAY_SECONDS) };
    const made = await sqs.send(new CreateQueueCommand({ QueueName: 'notices', Attributes }));
    QueueUrl = made.QueueUrl ?? '';
    for (const [MessageBody, DelaySeconds] of [
      ['now', 0],
      ['next', 0],
      ['later', 600],
    ] as const)
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, DelaySeconds }));
  });

  const turnBy = (seconds: number) => moto.setClock(new Date(start.getTime() + seconds * 1000));
  async function receive(VisibilityTimeout: number): Promise<readonly string[]> {
    const command = new ReceiveMessageCommand({
      ...{ QueueUrl, VisibilityTimeout },
      ...{ MaxNumberOfMessages: 1, WaitTimeSeconds: 0 },
    });
    const { Messages = [] } = await sqs.send(command);
    return Messages.map(({ Body = '' }) => Body);
  }
  /** Those that wait, that somebody has, and that are not to be had yet. */
  async function counts(): Promise<readonly (string | undefined)[]> {
    const asked = { QueueUrl, AttributeNames: ['All' as const] };
    const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand(asked));
    return (['', 'NotVisible', 'Delayed'] as const).map(
      (which) => Attributes[`ApproximateNumberOfMessages${which}`],
    );
  }

  it('gives a message to one at a time, and a delayed one to nobody', async () => {
    assert.deepEqual(await counts(), ['2', '0', '1']);
    assert.deepEqual(await receive(60), ['now']);
    assert.deepEqual(await counts(), ['1', '1', '1']);
    assert.deepEqual(await receive(600), ['next']);
    assert.deepEqual(await receive(600), []);
  });

  it('gives a message again that nobody deleted in time', async () => {
    await turnBy(61);
    assert.deepEqual(await counts(), ['1', '1', '1']);
    assert.deepEqual(await receive(3600), ['now']);
  });

  it('gives a delayed message once its time has come', async () => {
    await turnBy(599);
    assert.deepEqual(await receive(3600), []);
    await turnBy(605);
    assert.deepEqual(await counts(), ['2', '1', '0']);
  });

  it('gives no message that is older than it keeps them', async () => {
    await turnBy(4 * DAY_SECONDS + 30);
    // Of those that were sent at once, nothing is to be had; the delayed one was sent then, too.
    assert.deepEqual(await receive(60), []);
  });
});
