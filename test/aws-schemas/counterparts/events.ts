import type { Counterparts } from './counterpart';

export const events: Counterparts = {
  'aws:cloudwatch/eventBus:EventBus': { type: 'AWS::Events::EventBus' },
  'aws:cloudwatch/eventBusPolicy:EventBusPolicy': {
    type: 'AWS::Events::EventBus',
    partOf: 'eventBusName',
  },
  'aws:cloudwatch/eventRule:EventRule': { type: 'AWS::Events::Rule' },
  'aws:cloudwatch/eventTarget:EventTarget': {
    type: 'AWS::Events::Rule',
    partOf: 'rule',
    under: 'Targets[]',
    properties: {
      targetId: 'Id',
      eventBusName: '/EventBusName',
    },
  },
  'aws:scheduler/schedule:Schedule': { type: 'AWS::Scheduler::Schedule' },
  'aws:scheduler/scheduleGroup:ScheduleGroup': { type: 'AWS::Scheduler::ScheduleGroup' },
  'aws:sfn/stateMachine:StateMachine': {
    type: 'AWS::StepFunctions::StateMachine',
    properties: {
      name: 'StateMachineName',
      type: 'StateMachineType',
      definition: 'DefinitionString',
      'loggingConfiguration.logDestination': 'Destinations[].CloudWatchLogsLogGroup.LogGroupArn',
    },
  },
};

export const functions: Counterparts = {
  'aws:lambda/eventSourceMapping:EventSourceMapping': { type: 'AWS::Lambda::EventSourceMapping' },
  'aws:lambda/function:Function': {
    type: 'AWS::Lambda::Function',
    properties: {
      name: 'FunctionName',
      // The provider sends an archive; CloudFormation takes it from a bucket.
      code: { to: 'Code', as: () => ({ S3Bucket: 'some-bucket', S3Key: 'bundle.zip' }) },
    },
  },
  'aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig': {
    type: 'AWS::Lambda::EventInvokeConfig',
    filledIn: {
      properties: { Qualifier: '$LATEST' },
      why: 'AWS takes the version that is not published where nothing is said.',
    },
  },
  'aws:lambda/functionUrl:FunctionUrl': {
    type: 'AWS::Lambda::Url',
    properties: { authorizationType: 'AuthType', functionName: 'TargetFunctionArn' },
  },
  'aws:lambda/permission:Permission': {
    type: 'AWS::Lambda::Permission',
    properties: {
      function: 'FunctionName',
      statementId: { nowhere: 'CloudFormation makes one up itself.' },
    },
  },
};

export const messaging: Counterparts = {
  'aws:sns/topic:Topic': { type: 'AWS::SNS::Topic', properties: { name: 'TopicName' } },
  'aws:sns/topicPolicy:TopicPolicy': {
    type: 'AWS::SNS::TopicPolicy',
    properties: { arn: 'Topics[]', policy: 'PolicyDocument' },
  },
  'aws:sns/topicSubscription:TopicSubscription': {
    type: 'AWS::SNS::Subscription',
    properties: { topic: 'TopicArn' },
  },
  'aws:sqs/queue:Queue': {
    type: 'AWS::SQS::Queue',
    properties: {
      name: 'QueueName',
      messageRetentionSeconds: 'MessageRetentionPeriod',
      visibilityTimeoutSeconds: 'VisibilityTimeout',
    },
  },
  'aws:sqs/queuePolicy:QueuePolicy': {
    type: 'AWS::SQS::QueuePolicy',
    properties: { queueUrl: 'Queues[]', policy: 'PolicyDocument' },
  },
};
