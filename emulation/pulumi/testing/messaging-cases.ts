import { document, spaced, type Cases, type Make } from './cases';

const region = 'eu-central-1';

async function queueNamed(make: Make, name: string) {
  return (await make('aws:sqs/queue:Queue', { name })).id;
}

function queuePolicy(resource: string): string {
  const Principal = { Service: 'events.amazonaws.com' };
  return document('sqs:SendMessage', { Principal, Resource: resource });
}

export const messagingCases: Cases = {
  'aws:sqs/queue:Queue': async (make) => {
    const dead = await make('aws:sqs/queue:Queue', { fifoQueue: true, name: 'dead.fifo', region });
    const redrive = (maxReceiveCount: number) =>
      JSON.stringify({ deadLetterTargetArn: dead.outputs['arn'], maxReceiveCount });
    return {
      least: {},
      most: {
        contentBasedDeduplication: true,
        deduplicationScope: 'messageGroup',
        delaySeconds: 1,
        fifoQueue: true,
        fifoThroughputLimit: 'perMessageGroupId',
        kmsDataKeyReusePeriodSeconds: 600,
        kmsMasterKeyId: 'alias/aws/sqs',
        maxMessageSize: 65536,
        messageRetentionSeconds: 1209600,
        name: 'notices.fifo',
        policy: queuePolicy('*'),
        receiveWaitTimeSeconds: 5,
        redrivePolicy: redrive(5),
        region,
        tags: { team: 'platform' },
        visibilityTimeoutSeconds: 90,
      },
      update: {
        messageRetentionSeconds: 345600,
        redrivePolicy: redrive(3),
        tags: { team: 'infrastructure', cost: '1' },
        visibilityTimeoutSeconds: 30,
      },
      replace: { fifoQueue: false, name: 'notes.fifo', region: 'us-east-1' },
    };
  },

  'aws:sqs/queuePolicy:QueuePolicy': async (make) => {
    const queueUrl = await queueNamed(make, 'one');
    const other = await queueNamed(make, 'two');
    return {
      least: { queueUrl, policy: queuePolicy('*') },
      most: { queueUrl, policy: spaced(queuePolicy('*')) },
      update: { policy: document('sqs:ReceiveMessage', { Principal: '*' }) },
      replace: { queueUrl: other, region },
    };
  },

  'aws:sqs/redrivePolicy:RedrivePolicy': async (make) => {
    const queueUrl = await queueNamed(make, 'one');
    const other = await queueNamed(make, 'two');
    const dead = await make('aws:sqs/queue:Queue', { name: 'dead' });
    const redrive = (maxReceiveCount: number) =>
      JSON.stringify({ deadLetterTargetArn: dead.outputs['arn'], maxReceiveCount });
    return {
      least: { queueUrl, redrivePolicy: redrive(5) },
      most: { queueUrl, redrivePolicy: redrive(5) },
      update: { redrivePolicy: redrive(2) },
      replace: { queueUrl: other, region },
    };
  },

  'aws:sns/topic:Topic': () => ({
    least: {},
    most: {
      contentBasedDeduplication: true,
      displayName: 'Keyturn alarms',
      fifoTopic: true,
      kmsMasterKeyId: 'alias/aws/sns',
      name: 'alarms.fifo',
      policy: document('sns:Publish', { Principal: '*' }),
      region,
      tags: { team: 'platform' },
    },
    update: { displayName: 'Alarms', kmsMasterKeyId: undefined, tags: {} },
    replace: { fifoTopic: false, name: 'warnings.fifo', region: 'us-east-1' },
  }),

  'aws:sns/topicPolicy:TopicPolicy': async (make) => {
    const arn = (await make('aws:sns/topic:Topic', { name: 'one' })).id;
    const other = (await make('aws:sns/topic:Topic', { name: 'two' })).id;
    return {
      least: { arn, policy: document('sns:Publish', { Principal: '*' }) },
      most: { arn, policy: document('sns:Publish', { Principal: '*' }) },
      update: { policy: document('sns:Subscribe', { Principal: '*' }) },
      replace: { arn: other, region },
      remains: true,
    };
  },

  'aws:sns/topicSubscription:TopicSubscription': async (make) => {
    const topic = (await make('aws:sns/topic:Topic', { name: 'one' })).id;
    const other = (await make('aws:sns/topic:Topic', { name: 'two' })).id;
    const queue = await make('aws:sqs/queue:Queue', { name: 'one' });
    const dead = await make('aws:sqs/queue:Queue', { name: 'dead' });
    const redrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.outputs['arn'] });
    return {
      least: { topic, protocol: 'email', endpoint: 'team@example.com' },
      most: {
        topic,
        protocol: 'sqs',
        endpoint: queue.outputs['arn'],
        filterPolicy: JSON.stringify({ account: ['111111111111'] }),
        rawMessageDelivery: true,
        redrivePolicy,
      },
      update: { filterPolicy: undefined, rawMessageDelivery: false },
      replace: { topic: other, protocol: 'sms', endpoint: '+15550100', region },
    };
  },
};
