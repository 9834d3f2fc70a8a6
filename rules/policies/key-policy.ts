import { buildArn, iamArn, type Home } from '../arn';
import { functionNames, pressFunctionNames, type MonitorNames } from '../names';
import { policyDocument, type PolicyDocument, type Statement } from './document';

/** What a KMS key encrypts. */
export interface KeyUses extends Home {
  readonly region: string;
  readonly names: Pick<MonitorNames, 'failedRunsQueue' | 'logGroupOf' | 'runLogGroup'>;
  /** The topic of the alarms. */
  readonly alarms: boolean;
  /** Everything else that KeyMonitor makes. */
  readonly everything: boolean;
  /** Whether a state machine is among it. */
  readonly isDistributed: boolean;
  /** Whether the functions that presses wake are among it. */
  readonly isInteractive: boolean;
}

/**
 * The policy of the monitor's KMS key. The account's IAM policies say which role may use it; beside them AWS's services
 * that work under no role, each for what is the monitor's alone.
 */
export function keyPolicy(uses: KeyUses): PolicyDocument {
  return policyDocument(
    {
      // As AWS makes every key: without it nobody could ever change the key again.
      // https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
      Sid: 'LetIamDecide',
      Effect: 'Allow',
      Principal: { AWS: iamArn(uses, 'root') },
      Action: 'kms:*',
      Resource: '*',
    },
    uses.alarms ? deliverAlarms(uses) : undefined,
    uses.everything ? encryptLogs(uses) : undefined,
    uses.everything ? keepUndeliveredEvents(uses) : undefined,
    uses.everything && uses.isDistributed ? deliverRunLogs(uses) : undefined,
  );
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services */
function deliverAlarms(uses: KeyUses): Statement {
  return {
    Sid: 'DeliverAlarms',
    Effect: 'Allow',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    Resource: '*',
    Condition: {
      ArnLike: { 'aws:SourceArn': arnIn(uses, 'cloudwatch', 'alarm:*') },
      StringEquals: { 'aws:SourceAccount': uses.accountId },
    },
  };
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html */
function encryptLogs(uses: KeyUses): Statement {
  const { names, region, partition, isDistributed, isInteractive } = uses;
  const groups = [
    ...functionNames.map(names.logGroupOf),
    ...(isInteractive ? pressFunctionNames.map(names.logGroupOf) : []),
    ...(isDistributed ? [names.runLogGroup] : []),
  ];
  // The one service here whose name has the region, and in China the partition's domain.
  const domain = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return {
    Sid: 'EncryptLogs',
    Effect: 'Allow',
    Principal: { Service: `logs.${region}.${domain}` },
    Action: [
      'kms:Decrypt',
      'kms:Describe*',
      'kms:Encrypt',
      'kms:GenerateDataKey*',
      'kms:ReEncrypt*',
    ],
    Resource: '*',
    Condition: {
      ArnEquals: {
        'kms:EncryptionContext:aws:logs:arn': groups.map((group) =>
          arnIn(uses, 'logs', `log-group:${group}`),
        ),
      },
    },
  };
}

/**
 * EventBridge puts events that it could not hand over in the queue of failed runs. Its rule is named by the queue's own
 * policy and not here: AWS has two minds about `aws:SourceArn` in the policy of a key that EventBridge uses.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
function keepUndeliveredEvents(uses: KeyUses): Statement {
  return {
    Sid: 'KeepUndeliveredEvents',
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Resource: '*',
    Condition: {
      ArnEquals: {
        'kms:EncryptionContext:aws:sqs:arn': arnIn(uses, 'sqs', uses.names.failedRunsQueue),
      },
    },
  };
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html, step 3 */
function deliverRunLogs(uses: KeyUses): Statement {
  return {
    Sid: 'DeliverRunLogs',
    Effect: 'Allow',
    Principal: { Service: 'delivery.logs.amazonaws.com' },
    Action: 'kms:Decrypt',
    Resource: '*',
    // As the state machine's role has the data key made; the star is part of it.
    Condition: { StringEquals: { 'kms:EncryptionContext:SourceArn': arnIn(uses, 'logs', '*') } },
  };
}

function arnIn(
  { partition, accountId, region }: KeyUses,
  service: string,
  resource: string,
): string {
  return buildArn({ partition, service, region, accountId, resource });
}
