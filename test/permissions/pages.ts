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
  [/^keyturn-key$/, "the monitor's KMS key"],
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

const ourKey = "KMS: the monitor's key";

const atRest: Readonly<Record<string, (inputs: Resource['inputs']) => string>> = {
  'aws:cloudwatch/eventBus:EventBus': () => "EventBridge's own key",
  'aws:cloudwatch/logGroup:LogGroup': ({ kmsKeyId }) =>
    kmsKeyId ? ourKey : "CloudWatch Logs' own key",
  'aws:scheduler/schedule:Schedule': ({ kmsKeyArn }) =>
    kmsKeyArn ? ourKey : "Scheduler's own key",
  'aws:sfn/stateMachine:StateMachine': ({ encryptionConfiguration }) =>
    encryptionConfiguration ? ourKey : "Step Functions' own key",
  'aws:dynamodb/table:Table': ({ serverSideEncryption }) =>
    (serverSideEncryption as { enabled?: boolean } | undefined)?.enabled === true
      ? (serverSideEncryption as { kmsKeyArn?: string }).kmsKeyArn
        ? ourKey
        : "KMS: the account's key `aws/dynamodb`"
      : "DynamoDB's own key",
  'aws:lambda/function:Function': ({ kmsKeyArn }) =>
    kmsKeyArn
      ? `variables: ${ourKey}; code: Lambda's own key`
      : "code and variables (no secret is in them): Lambda's own key",
  'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration': ({
    rules,
  }) => (JSON.stringify(rules).includes('aws:kms') ? ourKey : "S3's own keys (SSE-S3)"),
  'aws:secretsmanager/secret:Secret': ({ kmsKeyId }) =>
    kmsKeyId ? ourKey : "KMS: the account's key `aws/secretsmanager`",
  'aws:sns/topic:Topic': ({ kmsMasterKeyId }) => (kmsMasterKeyId ? ourKey : '**not encrypted**'),
  'aws:sqs/queue:Queue': ({ kmsMasterKeyId, sqsManagedSseEnabled }) =>
    kmsMasterKeyId
      ? ourKey
      : sqsManagedSseEnabled === true
        ? "SQS's own key (SSE-SQS)"
        : '**not encrypted**',
};

/** A row a thing that holds data: as it is by default, and with one key for everything. */
export function whatIsEncrypted(
  byDefault: readonly Resource[],
  withKey: readonly Resource[],
): string {
  const how = ({ type, inputs }: Resource) => atRest[type]?.(inputs) ?? '';
  const rows = byDefault.flatMap((each) => {
    const other = withKey.find(({ type, name }) => type === each.type && name === each.name);
    if (!(each.type in atRest) || !other) return [];
    // A bucket's encryption is a resource of its own.
    const [name, type] = [each.name.replace('-encryption', ''), each.type.split(':').at(-1)];
    return [
      `| ${code(name)} | ${type?.replace(/(?<=Bucket).*/, '')} | ${how(each)} | ${how(other)} |`,
    ];
  });
  return [
    '| what | type | at rest | with one key |',
    '| --- | --- | --- | --- |',
    ...rows.sort(),
  ].join('\n');
}

/** The policy that a key of the company's own needs, as JSON. */
export function policyOfKey(documents: readonly Registered[]): string {
  const document = documents.find(({ name }) => name === 'keyturn-key')?.document;
  return `\`\`\`json\n${JSON.stringify(document, undefined, 2)}\n\`\`\``;
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
