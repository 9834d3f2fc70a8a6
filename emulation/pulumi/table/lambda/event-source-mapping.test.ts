import assert from 'node:assert/strict';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startMoto, type Moto } from '../../../moto/start';
import { deployFixture } from '../../testing/fixture';

describe('an event source mapping in the emulated AWS', () => {
  let moto: Moto;
  before(async () => {
    moto = await startMoto();
  });
  after(() => moto.stop());

  it('leaves the queue to whoever runs the function', async () => {
    const { outputs } = await deployFixture(moto, 'mapping');
    const credentials = await moto.credentialsFor('111111111111');
    const sqs = new SQSClient({ endpoint: moto.url, region: 'eu-central-1', credentials });
    const QueueUrl = String(outputs['queue']);
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'for the function' }));
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ['All'] }),
    );
    assert.deepEqual(
      Messages.map(({ Body, Attributes }) => [Body, Attributes?.['ApproximateReceiveCount']]),
      [['for the function', '1']],
    );
  });
});
