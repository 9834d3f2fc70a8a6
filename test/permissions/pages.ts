import type { Registered as Resource } from '../../stacks/testing/run-stack';
import { actionsOf, resourcesIn, type Registered } from './grants';

/** The parts of docs/security.md that are made from what the example's stacks register. */

const monitor = '333333333333';

const names: readonly (readonly [document: RegExp, who: string])[] = [
  [/^audit-role$/, 'the audit role, in each account'],
  [/^audit-permissions$/, 'the audit role, in each account'],
  [/^keyturn-(monitor|notify|key-events)-(?:role|permissions)$/, 'the function `$1`'],
  [/^keyturn-schedule-(?:role|permissions)$/, 'EventBridge Scheduler'],
  [/^keyturn-run-(?:role|permissions)$/, 'Step Functions, for distributed runs'],
  [/^key-events-(?:role|permissions)$/, 'EventBridge, in each account'],
  [/^engineers-self-management$/, 'an engineer'],
  [/^engineers-backend-assume-roles$/, 'an engineer'],
  [/^deploy-role$/, 'a role for engineers'],
  [/^keyturn-bus-policy$/, "the monitor's event bus"],
  [/^keyturn-alarms-policy$/, 'the topic of alarms'],
  [/^keyturn-failed-runs-policy$/, 'the queue of failed runs'],
];

/** A row a statement: who may do what on what, and when. Documents that are alike in all accounts stand once. */
export function whoMayDoWhat(documents: readonly Registered[]): string {
  const rows = documents.flatMap(({ name, document, accountId }) => {
    const isAgain = accountId === monitor && /^(audit|key-events)-/.test(name);
    if (isAgain) return [];
    const known = names.find(([pattern]) => pattern.test(name));
    if (!known) return [];
    const who = name.replace(known[0], known[1]);
    return document.Statement.map((statement) => {
      const { Sid, Effect, Principal, NotAction, Condition } = statement;
      const does = NotAction
        ? `anything but ${NotAction.map(code).join(', ')}`
        : actionsOf(statement).map(code).join(', ');
      const whose = Principal ? `taken on, or given to, by ${code(flat(Principal))}` : '';
      const resources = resourcesIn(statement).map(code).join(', ');
      return [
        who,
        code(Sid),
        Effect === 'Deny' ? `**never** ${does}` : does,
        whose || resources,
        Condition ? code(flat(Condition)) : '',
      ];
    });
  });
  const lines = rows.map((cells) => `| ${cells.map(anonymous).join(' | ')} |`);
  return [
    '| who | statement | may | on what | only if |',
    '| --- | --- | --- | --- | --- |',
    ...[...new Set(lines)].sort(),
  ].join('\n');
}

const atRest: Readonly<Record<string, (inputs: Resource['inputs']) => string>> = {
  'aws:cloudwatch/eventBus:EventBus': () => "EventBridge's own key",
  'aws:cloudwatch/logGroup:LogGroup': ({ kmsKeyId }) =>
    kmsKeyId ? 'a KMS key' : "CloudWatch Logs' own key",
  'aws:dynamodb/table:Table': ({ serverSideEncryption }) =>
    (serverSideEncryption as { enabled?: boolean } | undefined)?.enabled === true
      ? "KMS: the account's key `aws/dynamodb`, or `keyturn:ledgerKmsKeyArn`"
      : "DynamoDB's own key",
  'aws:lambda/function:Function': ({ kmsKeyArn }) =>
    kmsKeyArn
      ? 'code and variables: a KMS key'
      : "code and variables (no secret is in them): Lambda's own key",
  'aws:s3/bucket:Bucket': () => "S3's own keys (SSE-S3), or `keyturn:reportKmsKeyArn`",
  'aws:secretsmanager/secret:Secret': () =>
    "KMS: the account's key `aws/secretsmanager`, or `keyturn:slackTokenKmsKeyArn`",
  'aws:sns/topic:Topic': ({ kmsMasterKeyId }) =>
    kmsMasterKeyId ? 'a KMS key' : 'no key of KMS: alarms name no key and no person',
  'aws:sqs/queue:Queue': ({ sqsManagedSseEnabled }) =>
    sqsManagedSseEnabled === true ? "SQS's own key (SSE-SQS)" : '**not encrypted**',
};

/** A row a thing that holds data. */
export function whatIsEncrypted(resources: readonly Resource[]): string {
  const rows = resources.flatMap(({ type, name, inputs }) => {
    const how = atRest[type];
    return how ? [`| ${code(name)} | ${type.split(':').at(-1)} | ${how(inputs)} |`] : [];
  });
  return ['| what | type | at rest |', '| --- | --- | --- |', ...rows.sort()].join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}

/** `StringEquals aws:ResourceTag/type = engineer` */
function flat(value: Readonly<Record<string, unknown>>): string {
  return Object.entries(value)
    .map(([key, each]) =>
      typeof each === 'object' && each !== null && !Array.isArray(each)
        ? `${key} ${flat(each as Readonly<Record<string, unknown>>)}`
        : `${key} = ${Array.isArray(each) ? each.join(' or ') : String(each)}`,
    )
    .join('; ');
}

/** One account reads like the next. */
function anonymous(text: string): string {
  return text
    .replaceAll(monitor, 'MONITOR')
    .replaceAll(
      /(?<=(arn:aws:iam::|rule\/|us-east-1:|SourceAccount = ))(111111111111|222222222222)/g,
      'ACCOUNT',
    )
    .replaceAll('-0123abc', '-…');
}
