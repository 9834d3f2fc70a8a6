import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import {
  AddUserToGroupCommand,
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  ListUsersCommand,
  TagUserCommand,
  UpdateAccessKeyCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { isRefused } from './allowances/allowance';
import type { Company } from './company';
import { auditSession, functionSession } from './sessions';

type Call = () => Promise<unknown>;

/**
 * What the documents must keep their roles and people from. Where one of these goes through, a document gives too
 * much, or nobody judges.
 * @returns what was not refused
 */
export async function whatIsNotRefused(company: Company): Promise<readonly string[]> {
  const calls = {
    ...(await ofTheFunctions(company)),
    ...(await ofTheAuditRole(company)),
    ...(await ofAnEngineer(company)),
  };
  const wrong: string[] = [];
  for (const [what, call] of Object.entries(calls))
    if (!(await isRefused(call))) wrong.push(`not refused: ${what}`);
  return wrong;
}

async function ofTheFunctions(company: Company): Promise<Record<string, Call>> {
  const [monitor, notify, keyEvents] = await Promise.all([
    functionSession(company, 'monitor'),
    functionSession(company, 'notify'),
    functionSession(company, 'key-events'),
  ]);
  const clients = (session: typeof monitor) => {
    const config = company.clientOf('monitor', session);
    return {
      iam: company.iam('monitor', session),
      secrets: new SecretsManagerClient(config),
      s3: new S3Client({ ...config, forcePathStyle: true }),
      dynamoDb: new DynamoDBClient(config),
      sqs: new SQSClient(config),
    };
  };
  const as = { monitor: clients(monitor), notify: clients(notify), keyEvents: clients(keyEvents) };
  const secret = new GetSecretValueCommand({ SecretId: 'keyturn/slack-token' });
  const Bucket = company.output('monitor', 'aws:s3/bucket:Bucket', 'bucket');
  const Key = { account: { S: '0' }, item: { S: '0' } };
  const item = new GetItemCommand({ TableName: 'keyturn-ledger', Key });
  const { QueueUrl } = await new SQSClient(company.clientOf('monitor')).send(
    new GetQueueUrlCommand({ QueueName: 'keyturn-notices.fifo' }),
  );
  const message = { QueueUrl, MessageBody: '{}', MessageGroupId: 'g', MessageDeduplicationId: 'd' };
  return {
    'monitor reads the Slack token': () => as.monitor.secrets.send(secret),
    'monitor lists the users of its own account': () => as.monitor.iam.send(new ListUsersCommand()),
    'monitor writes elsewhere in the bucket': () =>
      as.monitor.s3.send(new PutObjectCommand({ Bucket, Key: 'elsewhere', Body: 'x' })),
    'notify assumes an audit role': () => auditSession(company, 'identity', notify),
    'notify lists users': () => as.notify.iam.send(new ListUsersCommand()),
    'notify reads a report': () =>
      as.notify.s3.send(new GetObjectCommand({ Bucket, Key: 'reports/any' })),
    'notify puts a notice in the queue': () => as.notify.sqs.send(new SendMessageCommand(message)),
    'key-events reads the Slack token': () => as.keyEvents.secrets.send(secret),
    'key-events reads the ledger': () => as.keyEvents.dynamoDb.send(item),
  };
}

async function ofTheAuditRole(company: Company): Promise<Record<string, Call>> {
  const monitor = await functionSession(company, 'monitor');
  const iam = company.iam('identity', await auditSession(company, 'identity', monitor));
  const UserName = 'ada';
  const Tags = [{ Key: 'type', Value: 'machine' }];
  const AccessKeyId = company.keys.of(UserName).accessKeyId;
  return {
    'monitor assumes an audit role without the external id': () =>
      auditSession(company, 'identity', monitor, 'another'),
    "the audit role disables a machine's key": () => disable(iam, company, 'jon'),
    'the audit role disables a key of a user without a type': () => disable(iam, company, 'kim'),
    'the audit role makes a key': () => iam.send(new CreateAccessKeyCommand({ UserName })),
    'the audit role deletes a key': () =>
      iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId })),
    'the audit role changes tags': () => iam.send(new TagUserCommand({ UserName, Tags })),
  };
}

/** Ada joins the engineers' group, and signs with the key alone: without MFA. */
async function ofAnEngineer(company: Company): Promise<Record<string, Call>> {
  const UserName = 'ada';
  await company
    .iam('identity')
    .send(new AddUserToGroupCommand({ GroupName: 'engineers', UserName }));
  const iam = company.iam('identity', company.keys.of(UserName));
  return {
    'an engineer makes a key without MFA': () => iam.send(new CreateAccessKeyCommand({ UserName })),
    "an engineer disables another's key": () => disable(iam, company, 'bob'),
    'an engineer lists the users': () => iam.send(new ListUsersCommand()),
    'an engineer changes their tags': () =>
      iam.send(new TagUserCommand({ UserName, Tags: [{ Key: 'type', Value: 'machine' }] })),
  };
}

function disable(iam: IAMClient, company: Company, UserName: string) {
  const { accessKeyId: AccessKeyId } = company.keys.of(UserName);
  return iam.send(new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: 'Inactive' }));
}
