/** Where the mocks make a resource. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
}

/** An ARN's service, what it says before the name, and whether it says the region. */
const arns: Readonly<Record<string, readonly [service: string, prefix: string, region?: '']>> = {
  'aws:accountaccess/application:Application': ['account-access', 'application/'],
  'aws:cloudwatch/eventBus:EventBus': ['events', 'event-bus/'],
  'aws:cloudwatch/eventRule:EventRule': ['events', 'rule/'],
  'aws:cloudwatch/logGroup:LogGroup': ['logs', 'log-group:'],
  'aws:cloudwatch/metricAlarm:MetricAlarm': ['cloudwatch', 'alarm:'],
  'aws:dynamodb/table:Table': ['dynamodb', 'table/'],
  'aws:iam/group:Group': ['iam', 'group/', ''],
  'aws:iam/policy:Policy': ['iam', 'policy/', ''],
  'aws:iam/role:Role': ['iam', 'role/', ''],
  'aws:iam/user:User': ['iam', 'user/', ''],
  'aws:kms/alias:Alias': ['kms', ''],
  'aws:kms/key:Key': ['kms', 'key/'],
  'aws:lambda/function:Function': ['lambda', 'function:'],
  'aws:scheduler/schedule:Schedule': ['scheduler', 'schedule/'],
  'aws:scheduler/scheduleGroup:ScheduleGroup': ['scheduler', 'schedule-group/'],
  'aws:secretsmanager/secret:Secret': ['secretsmanager', 'secret:'],
  'aws:secretsmanager/secretVersion:SecretVersion': ['secretsmanager', 'secret:'],
  'aws:sfn/stateMachine:StateMachine': ['states', 'stateMachine:'],
  'aws:sns/topic:Topic': ['sns', ''],
  'aws:sqs/queue:Queue': ['sqs', ''],
};

/** What AWS adds to a resource's inputs: documents and other resources are made from it. */
export function awsOutputs(
  type: string,
  name: string,
  inputs: Readonly<Record<string, unknown>>,
  { accountId, region }: Place,
): Record<string, unknown> {
  const [service, prefix, inRegion = region] = arns[type] ?? [];
  // Pulumi names what has no name; which seven digits it adds means nothing.
  const named = typeof inputs['name'] === 'string' ? inputs['name'] : `${name}-0123abc`;
  // IAM's things may lie under a path.
  const { path: iamPath } = inputs;
  const under = service === 'iam' && typeof iamPath === 'string' ? iamPath.slice(1) : '';
  // A rule of another bus than the default one says so.
  const bus = type.endsWith('EventRule') ? inputs['eventBusName'] : undefined;
  const path = typeof bus === 'string' ? `${bus}/${named}` : `${under}${named}`;
  if (type === 'aws:s3/bucket:Bucket') {
    const { bucket = named } = inputs;
    return { ...inputs, bucket, arn: `arn:aws:s3:::${String(bucket)}` };
  }
  if (type === 'aws:identitystore/group:Group')
    return { ...inputs, groupId: `id-of-${String(inputs['displayName'])}` };
  if (type === 'aws:ssoadmin/permissionSet:PermissionSet')
    return { ...inputs, arn: `arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/${name}` };
  if (type === 'aws:lambda/functionUrl:FunctionUrl')
    return { ...inputs, functionUrl: `https://abcdefghij.lambda-url.${region}.on.aws/` };
  return {
    ...inputs,
    name: named,
    ...(service && { arn: `arn:aws:${service}:${inRegion}:${accountId}:${prefix}${path}` }),
    ...(service === 'sqs' && {
      url: `https://sqs.${region}.amazonaws.com/${accountId}/${named}`,
    }),
  };
}
