import { callsOf } from './calls';

const queueAttributes = {
  area: 'Queues',
  create: ['SetQueueAttributes'],
  read: ['GetQueueAttributes'],
  delete: ['SetQueueAttributes'],
};

/** Resources of Lambda, Step Functions, SQS and SNS, by their type in Pulumi. */
export const functionCalls = {
  // The function's ARN does not say which mapping: a statement of its own names the function.
  'aws:lambda/eventSourceMapping:EventSourceMapping': callsOf('lambda', {
    area: 'EventSourceMappings',
    create: ['CreateEventSourceMapping'],
    read: ['GetEventSourceMapping', 'ListTags'],
    update: ['UpdateEventSourceMapping'],
    delete: ['DeleteEventSourceMapping'],
    tag: ['TagResource', 'UntagResource'],
  }),
  'aws:lambda/function:Function': callsOf('lambda', {
    area: 'Functions',
    create: ['CreateFunction'],
    read: ['GetFunction', 'GetFunctionCodeSigningConfig', 'ListVersionsByFunction'],
    update: [
      'UpdateFunctionCode',
      'UpdateFunctionConfiguration',
      'PutFunctionConcurrency',
      'DeleteFunctionConcurrency',
    ],
    delete: ['DeleteFunction'],
    tag: ['TagResource', 'UntagResource'],
  }),
  'aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig': callsOf('lambda', {
    area: 'Functions',
    create: ['PutFunctionEventInvokeConfig'],
    read: ['GetFunctionEventInvokeConfig'],
    delete: ['DeleteFunctionEventInvokeConfig'],
  }),
  // Where everybody may call it, the provider says so to Lambda by itself.
  'aws:lambda/functionUrl:FunctionUrl': callsOf('lambda', {
    area: 'Functions',
    create: ['CreateFunctionUrlConfig', 'AddPermission'],
    read: ['GetFunctionUrlConfig'],
    update: ['UpdateFunctionUrlConfig'],
    delete: ['DeleteFunctionUrlConfig'],
  }),
  'aws:lambda/permission:Permission': callsOf('lambda', {
    area: 'Functions',
    create: ['AddPermission'],
    read: ['GetPolicy'],
    delete: ['RemovePermission'],
  }),
  'aws:sfn/stateMachine:StateMachine': callsOf('states', {
    area: 'StateMachines',
    create: ['CreateStateMachine', 'ValidateStateMachineDefinition'],
    read: ['DescribeStateMachine', 'ListStateMachineVersions', 'ListTagsForResource'],
    update: ['UpdateStateMachine'],
    delete: ['DeleteStateMachine'],
    tag: ['TagResource', 'UntagResource'],
  }),
  'aws:sns/topic:Topic': callsOf('sns', {
    area: 'Topics',
    create: ['CreateTopic', 'SetTopicAttributes'],
    read: ['GetTopicAttributes', 'ListTagsForResource'],
    delete: ['DeleteTopic'],
    tag: ['TagResource', 'UntagResource'],
  }),
  'aws:sns/topicPolicy:TopicPolicy': callsOf('sns', {
    area: 'Topics',
    create: ['SetTopicAttributes'],
    read: ['GetTopicAttributes'],
    delete: ['SetTopicAttributes'],
  }),
  'aws:sns/topicSubscription:TopicSubscription': callsOf('sns', {
    area: 'Topics',
    create: ['Subscribe'],
    read: ['GetSubscriptionAttributes', 'ListSubscriptionsByTopic'],
    delete: ['Unsubscribe'],
  }),
  'aws:sqs/queue:Queue': callsOf('sqs', {
    area: 'Queues',
    create: ['CreateQueue'],
    read: ['GetQueueAttributes', 'ListQueueTags'],
    update: ['SetQueueAttributes'],
    delete: ['DeleteQueue'],
    tag: ['TagQueue', 'UntagQueue'],
  }),
  'aws:sqs/queuePolicy:QueuePolicy': callsOf('sqs', queueAttributes),
} as const;
