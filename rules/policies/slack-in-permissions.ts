import { policyDocument, type PolicyDocument } from './document';
import {
  sendMessages,
  tableAndLogsKeyActions,
  useKey,
  writeKeyActions,
  writeLogs,
  writeTraces,
} from './statements';

export interface SlackInPermissions {
  readonly signingSecretArn: string;
  /** The KMS key of the secret, if it has one that is not AWS's. */
  readonly signingSecretKeyArn?: string;
  readonly actionsQueueArn: string;
  readonly logGroupArn: string;
  /** The KMS key of queue and logs, if they have one. */
  readonly keyArn?: string;
  readonly isTraced?: boolean;
}

/**
 * The function `slack-in`, which anybody can call: reads the signing secret, the one before among it, and puts what Slack
 * has signed in the queue of actions. No IAM, no ledger, no bot token.
 */
export function slackInPermissions(may: SlackInPermissions): PolicyDocument {
  return policyDocument(
    {
      Sid: 'ReadSigningSecret',
      Effect: 'Allow',
      Action: 'secretsmanager:GetSecretValue',
      Resource: may.signingSecretArn,
    },
    useKey('UseSigningSecretKey', may.signingSecretKeyArn, ['secretsmanager'], ['kms:Decrypt']),
    sendMessages('PutActions', may.actionsQueueArn),
    writeLogs(may.logGroupArn),
    writeTraces(may.isTraced),
    useKey('UseKeyOfLogs', may.keyArn, ['logs'], tableAndLogsKeyActions),
    useKey('UseKeyOfActions', may.keyArn, ['sqs'], writeKeyActions),
  );
}
