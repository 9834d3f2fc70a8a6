/** How a monitor's things are encrypted. */
export interface Encryption {
  /** The ARN of a KMS key that is there, for everything. */
  readonly kmsKeyArn?: unknown;
  /** Whether a key is made for everything. */
  readonly createKmsKey: boolean;
  /** The ARN of a topic that is there. */
  readonly alarmTopicArn?: unknown;
}

/**
 * Whether the monitor makes a KMS key: for everything, or for its topic alone. A topic must have one that lets
 * CloudWatch in. SNS's own, `alias/aws/sns`, does not, and alarms would reach nobody.
 * https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns
 */
export function makesKey({ kmsKeyArn, createKmsKey, alarmTopicArn }: Encryption): boolean {
  return kmsKeyArn === undefined && (createKmsKey || alarmTopicArn === undefined);
}
