import assert from 'node:assert/strict';
import {
  ConfirmSubscriptionCommand,
  CreateTopicCommand,
  ListSubscriptionsByTopicCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { startMoto, type Moto } from './start';

describe('the emulated SNS', () => {
  let moto: Moto;
  let sns: SNSClient;
  let TopicArn: string | undefined;
  before(async () => (moto = await startMoto()));
  after(() => moto.stop());
  beforeEach(async () => {
    await moto.reset();
    const credentials = await moto.credentialsFor('111111111111');
    sns = new SNSClient({ endpoint: moto.url, region: 'eu-central-1', credentials });
    ({ TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'alarms' })));
  });

  const listed = async () => {
    const answer = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    return answer.Subscriptions?.map(({ Endpoint, SubscriptionArn }) => [
      Endpoint,
      SubscriptionArn?.startsWith('arn:') ? 'confirmed' : SubscriptionArn,
    ]);
  };

  it('asks for an e-mail address whether somebody wants its mail', async () => {
    const subscribe = (Protocol: string, Endpoint: string) =>
      sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint }));
    await subscribe('email', 'ops@example.com');
    await subscribe('sqs', 'arn:aws:sqs:eu-central-1:111111111111:alarms');
    const queue = ['arn:aws:sqs:eu-central-1:111111111111:alarms', 'confirmed'];
    assert.deepEqual(await listed(), [['ops@example.com', 'PendingConfirmation'], queue]);
    await sns.send(new ConfirmSubscriptionCommand({ TopicArn, Token: 'ops@example.com' }));
    assert.deepEqual(await listed(), [['ops@example.com', 'confirmed'], queue]);
    await assert.rejects(
      sns.send(new ConfirmSubscriptionCommand({ TopicArn, Token: 'who@example.com' })),
      { name: 'InvalidParameterException' },
    );
  });

  it('knows no subscriptions to a topic that is not there', async () => {
    const gone = `${TopicArn}-gone`;
    await assert.rejects(sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: gone })), {
      name: 'NotFoundException',
    });
  });
});
