import { iam } from '../policy-pack/core/resource-types';
import type { TestResource } from '../policy-pack/testing/requests';
import { resource, user } from '../policy-pack/testing/resources';
import { documentOf, mfa, trustStatement } from '../policy-pack/testing/trust-documents';

const provider = { region: 'eu-central-1', allowedAccountIds: ['111111111111'] };
const deploy = 'arn:aws:iam::222222222222:role/deploy';
const managed = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const trust = (changes: object) => JSON.stringify(documentOf(trustStatement({ ...changes })));
const allow = (Action: readonly string[], Resource: readonly string[], more: object = {}) =>
  JSON.stringify(documentOf({ Effect: 'Allow', Action, Resource, ...more }));

const github = {
  Principal: {
    Federated: 'arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com',
  },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: {
    StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' },
    StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:company/service:*' },
  },
};

/** What one service of a company has: 25 resources, 17 of them IAM's, that a policy pack finds nothing wrong with. */
function serviceOf(index: number): TestResource[] {
  const name = (what: string) => `${what}-${index}`;
  const make = (type: string, what: string, props: object) =>
    resource(type, name(what), { ...props }, provider);
  const tags = { team: `team-${index % 20}`, env: 'production' };
  const role = (what: string, trusted: object) =>
    make(iam.role, what, { name: name(what), assumeRolePolicy: trust(trusted), tags });
  const attach = (what: string, policy: string) =>
    make('aws:iam/rolePolicyAttachment:RolePolicyAttachment', `${what}-${policy}`, {
      role: name(what),
      policyArn: managed(policy),
    });
  const memberId = `U${String(index).padStart(10, '0')}`;
  const table = [`arn:aws:dynamodb:eu-central-1:111111111111:table/${name('table')}`];
  const bucket = [`arn:aws:s3:::${name('bucket')}`, `arn:aws:s3:::${name('bucket')}/*`];
  return [
    user(
      name('engineer'),
      { forceDestroy: true, tags: { type: 'engineer', 'slack-id': memberId, ...tags } },
      provider,
    ),
    make(iam.groupPolicy, 'assume', {
      group: name('readers'),
      name: 'assume',
      policy: allow(['sts:AssumeRole'], [deploy], { Condition: mfa }),
    }),
    make(iam.userGroupMembership, 'membership', {
      user: name('engineer'),
      groups: ['engineers', name('readers')],
    }),
    user(name('machine'), { tags: { type: 'machine', ...tags } }, provider),
    make(iam.userPolicyAttachment, 'machine', {
      user: name('machine'),
      policyArn: managed('AmazonS3ReadOnlyAccess'),
    }),
    role('people', { Condition: mfa }),
    attach('people', 'PowerUserAccess'),
    role('task', { Principal: { Service: 'ecs-tasks.amazonaws.com' } }),
    attach('task', 'AmazonECSTaskExecutionRolePolicy'),
    attach('task', 'CloudWatchAgentServerPolicy'),
    role('function', { Principal: { Service: 'lambda.amazonaws.com' } }),
    attach('function', 'AWSLambdaBasicExecutionRole'),
    role('ci', github),
    make('aws:iam/rolePolicy:RolePolicy', 'ci', {
      role: name('ci'),
      policy: allow(['s3:GetObject', 's3:PutObject'], bucket),
    }),
    make(iam.policy, 'data', {
      name: name('data'),
      policy: allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'], table),
    }),
    make('aws:iam/group:Group', 'readers', { name: name('readers') }),
    make(iam.groupPolicyAttachment, 'readers', {
      group: name('readers'),
      policyArn: managed('ReadOnlyAccess'),
    }),
    make('aws:s3/bucket:Bucket', 'bucket', { bucket: name('bucket'), tags }),
    make('aws:dynamodb/table:Table', 'table', {
      name: name('table'),
      hashKey: 'id',
      attributes: [{ name: 'id', type: 'S' }],
      billingMode: 'PAY_PER_REQUEST',
      tags,
    }),
    make('aws:sqs/queue:Queue', 'queue', { name: name('queue'), messageRetentionSeconds: 1209600 }),
    make('aws:cloudwatch/logGroup:LogGroup', 'logs', { name: name('logs'), retentionInDays: 30 }),
    make('aws:lambda/function:Function', 'function', {
      name: name('function'),
      role: `arn:aws:iam::111111111111:role/${name('function')}`,
      runtime: 'nodejs24.x',
      handler: 'index.handler',
      environment: { variables: { TABLE: name('table'), QUEUE: name('queue') } },
      tags,
    }),
    make('aws:ec2/securityGroup:SecurityGroup', 'group', {
      vpcId: 'vpc-0123456789abcdef0',
      ingress: [{ protocol: 'tcp', fromPort: 443, toPort: 443, cidrBlocks: ['10.0.0.0/8'] }],
      tags,
    }),
    make('aws:route53/record:Record', 'record', {
      name: name('service'),
      type: 'A',
      ttl: 60,
      records: ['10.0.0.1'],
      zoneId: 'Z0123456789ABCDEFGHIJ',
    }),
    make('aws:cloudwatch/metricAlarm:MetricAlarm', 'alarm', {
      name: name('alarm'),
      namespace: 'AWS/SQS',
      metricName: 'ApproximateAgeOfOldestMessage',
      comparisonOperator: 'GreaterThanThreshold',
      threshold: 300,
      evaluationPeriods: 3,
    }),
  ];
}

/** The first `count` resources of a stack of such services. The same each time. */
export function stackOf(count: number): readonly TestResource[] {
  const services = Array.from({ length: Math.ceil(count / 25) }, (_, index) => serviceOf(index));
  return services.flat().slice(0, count);
}
