import { withoutResource } from '../../rules/deployer/needs';
import { actionOf, prefixes } from './names';
import type { SdkCall } from './recorder';

/** What IAM asks its policies about a call. */
export interface Judged {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | string[]>>;
}

/**
 * The questions of a call: the resource from AWS's Service Authorization Reference, and the roles that it hands on.
 * @param arns of users, roles, groups and policies, which may lie under a path: by `user/NAME` and the like
 * @throws Error for a call of which this does not know the resource
 */
export function judged(
  call: SdkCall,
  accountId: string,
  arns: ReadonlyMap<string, string>,
): readonly Judged[] {
  const prefix = prefixes[call.service];
  if (prefix === undefined)
    throw new Error(`${call.service} is a service that the test does not know`);
  const action = actionOf(prefix, call.operation);
  const resources = withoutResource.has(action)
    ? ['*']
    : resourcesOf(prefix, call, accountId, arns);
  const context = contextOf(action, call, accountId);
  return [
    ...resources.map((resource) => ({ action, resource, context })),
    ...passed(prefix, call),
    ...ofNewKey(action, call, accountId),
    ...(action === 'kms:ScheduleKeyDeletion'
      ? resources.map((resource) => ({ action, resource, context: { ...context, ...ourAlias } }))
      : []),
    ...throughKey(action, call, accountId),
  ];
}

function resourcesOf(
  prefix: string,
  { region, operation, input }: SdkCall,
  accountId: string,
  arns: ReadonlyMap<string, string>,
): readonly string[] {
  const text = (...keys: readonly string[]) => {
    const value = keys.map((key) => input[key]).find((each) => each !== undefined);
    return typeof value === 'string' ? value : Array.isArray(value) ? String(value[0]) : '';
  };
  const arn = (resource: string) => `arn:aws:${prefix}:${region}:${accountId}:${resource}`;
  const known = text(
    'ResourceArn',
    'ResourceARN',
    'resourceArn',
    'Resource',
    'ResourceId',
    'ResourceIdList',
    'stateMachineArn',
    'TrailName',
  );
  if (known.startsWith('arn:')) return [known];
  switch (prefix) {
    case 'iam':
      return [ofIam(operation, text, arns)];
    case 's3':
      return [`arn:aws:s3:::${text('Bucket')}`];
    case 'sqs':
      return [arn(text('QueueName') || (text('QueueUrl').split('/').at(-1) ?? ''))];
    case 'sns':
      // A subscription is judged by its topic, whose ARN it begins with.
      return [
        text('TopicArn', 'SubscriptionArn').split(':').slice(0, 6).join(':') || arn(text('Name')),
      ];
    case 'lambda':
      return [
        arn(
          input['UUID']
            ? `event-source-mapping:${text('UUID')}`
            : `function:${text('FunctionName')}`,
        ),
      ];
    case 'logs':
      // By which of the two is not the same in all of AWS's pages: the second is what ends in `:*` there.
      return ['', ':log-stream:'].map((end) => arn(`log-group:${text('logGroupName')}${end}`));
    case 'cloudwatch':
      // Dashboards are an account's, whatever the region.
      return operation.includes('Dashboard')
        ? [`arn:aws:cloudwatch::${accountId}:dashboard/${text('DashboardName', 'DashboardNames')}`]
        : [arn(`alarm:${text('AlarmName', 'AlarmNames')}`)];
    case 'dynamodb':
      return [arn(`table/${text('TableName')}`)];
    case 'states':
      return [arn(`stateMachine:${text('name')}`)];
    case 'cloudtrail':
      return [text('Name').startsWith('arn:') ? text('Name') : arn(`trail/${text('Name')}`)];
    case 'secretsmanager':
      return [text('SecretId') || arn(`secret:${text('Name')}-AbCdEf`)];
    case 'scheduler':
      return [
        arn(
          operation.includes('Group')
            ? `schedule-group/${text('Name')}`
            : `schedule/${text('GroupName')}/${text('Name')}`,
        ),
      ];
    case 'events':
      return [arn(ofEvents(operation, text))];
    case 'kms':
      // An alias is judged beside the key that it is, or is to be, of.
      return [...(input['AliasName'] ? [arn(text('AliasName'))] : []), ofKms(text, arn)];
    case 'cloudformation':
      return ofStackSets(operation, text('StackSetName'), arn);
    default:
      throw new Error(`${prefix}:${operation} is about a resource that the test does not know`);
  }
}

/** The types in the StackSet's template; a test looks whether they are all. */
export const templateTypes = ['AWS::IAM::Role', 'AWS::Events::Rule'];

/** The id of a key that a call makes, or does not name. */
const newKey = '3f2504e0-4f89-11d3-9a0c-0305e82c3301';

type Text = (...keys: readonly string[]) => string;

function ofIam(operation: string, text: Text, arns: ReadonlyMap<string, string>): string {
  const key =
    /Group/.test(operation) && !operation.startsWith('ListGroups')
      ? `group/${text('GroupName')}`
      : /Role/.test(operation)
        ? `role/${text('RoleName')}`
        : /Policy/.test(operation)
          ? `policy/${text('PolicyArn') || text('PolicyName')}`
          : `user/${text('UserName')}`;
  if (text('PolicyArn') && key.startsWith('policy/')) return text('PolicyArn');
  const arn = arns.get(key);
  if (arn === undefined) throw new Error(`iam:${operation} is about ${key}, which no stack made`);
  return arn;
}

/** Its id, where a call names it; a new one has none yet. */
function ofKms(text: Text, arn: (resource: string) => string): string {
  return arn(`key/${text('KeyId', 'TargetKeyId') || newKey}`);
}

function ofEvents(operation: string, text: Text): string {
  if (/EventBus/.test(operation)) return `event-bus/${text('Name')}`;
  const bus = text('EventBusName');
  const rule = text('Rule') || text('Name');
  return bus === 'default' || bus === '' ? `rule/${rule}` : `rule/${bus}/${rule}`;
}

/** Instances are judged by the StackSet, by where they go, and by what types are in the template. */
function ofStackSets(operation: string, name: string, arn: (resource: string) => string) {
  const id = '3f2504e0-4f89-11d3-9a0c-0305e82c3301';
  const own = arn(`stackset/${name}:${id}`);
  if (!['CreateStackInstances', 'DeleteStackInstances', 'UpdateStackSet'].includes(operation))
    return [own];
  const types = templateTypes.map((type) => arn(`type/resource/${type.replaceAll('::', '-')}`));
  return [own, arn(`stackset-target/${name}:${id}/ou-abcd-11111111`), ...types];
}

/** KMS may take five minutes to know that an alias is there, or that it is gone. */
const ourAlias = { 'kms:ResourceAliases': ['alias/keyturn'] };

/** What is asked of the key when it has its alias; all else before that, or whatever it has. */
const ofOwnKey = /^kms:(DeleteAlias|PutKeyPolicy|UpdateKeyDescription|TagResource|UntagResource)$/;

function contextOf(
  action: string,
  { region, input }: SdkCall,
  accountId: string,
): Judged['context'] {
  const ofMapping = /EventSourceMapping$/.test(action);
  const { PolicyArn, FunctionName = 'keyturn-notify' } = input;
  return {
    'aws:RequestedRegion': region,
    ...(/Attach\w+Policy$/.test(action) && { 'iam:PolicyARN': String(PolicyArn) }),
    ...(ofOwnKey.test(action) && ourAlias),
    ...(ofMapping && {
      // Deleted and read it is by its own id.
      'lambda:FunctionArn': `arn:aws:lambda:${region}:${accountId}:function:${String(FunctionName)}`,
    }),
  };
}

/** By the service that is called: to whom it hands the role. */
const passedTo: Readonly<Record<string, string>> = {
  events: 'events',
  lambda: 'lambda',
  scheduler: 'scheduler',
  states: 'states',
};

function passed(prefix: string, { input }: SdkCall): readonly Judged[] {
  const service = passedTo[prefix];
  const role = [
    ...JSON.stringify(input).matchAll(/"(?:Role|RoleArn|roleArn)":"(arn:aws:iam::[^"]+)"/g),
  ];
  if (service === undefined) return [];
  return role.map(([, arn = '']) => ({
    action: 'iam:PassRole',
    resource: arn,
    context: { 'iam:PassedToService': `${service}.amazonaws.com` },
  }));
}

/** Tags that a key is made with take the right to tag it, which has no alias yet. */
function ofNewKey(action: string, { region }: SdkCall, accountId: string): readonly Judged[] {
  if (action !== 'kms:CreateKey') return [];
  const resource = `arn:aws:kms:${region}:${accountId}:key/${newKey}`;
  return [{ action: 'kms:TagResource', resource, context: { 'aws:RequestedRegion': region } }];
}

/**
 * What AWS's services ask of KMS with the caller's permissions, of whoever makes something under a customer's key: from
 * their pages, which components/key-monitor and rules/policies name.
 */
const asked: Readonly<Record<string, readonly string[]>> = {
  'dynamodb:CreateTable': [
    'CreateGrant',
    'Decrypt',
    'DescribeKey',
    'Encrypt',
    'GenerateDataKeyWithoutPlaintext',
    'ReEncryptFrom',
  ],
  'lambda:CreateFunction': ['CreateGrant', 'Encrypt'],
  'lambda:GetFunction': ['Decrypt'],
  'logs:CreateLogGroup': [
    'Decrypt',
    'DescribeKey',
    'Encrypt',
    'GenerateDataKeyWithoutPlaintext',
    'ReEncryptFrom',
  ],
  'scheduler:CreateSchedule': ['Decrypt', 'DescribeKey', 'GenerateDataKey'],
  'secretsmanager:GetSecretValue': ['Decrypt'],
  'secretsmanager:PutSecretValue': ['GenerateDataKey'],
  'states:CreateStateMachine': ['DescribeKey', 'GenerateDataKey'],
  'states:DescribeStateMachine': ['Decrypt'],
};

function throughKey(action: string, { region }: SdkCall, accountId: string): readonly Judged[] {
  const [service = ''] = action.split(':');
  return (asked[action] ?? []).map((verb) => ({
    action: `kms:${verb}`,
    resource: `arn:aws:kms:${region}:${accountId}:key/${newKey}`,
    context: { 'kms:ViaService': `${service}.${region}.amazonaws.com` },
  }));
}
