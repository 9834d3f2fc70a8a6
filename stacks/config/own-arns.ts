import { parseArn } from '../../rules/arn';
import { describeValue, type Problem } from './problem';
import type { StackFile } from './project-folder';
import type { CheckedStack } from './checked-stack';

/** What else must be of the stack's own account or region, for AWS says so only once something uses it. */
const owned = {
  // Another account's would also take a policy of the secret and of its KMS key, which nothing here makes.
  slackTokenSecretArn: 'account and region',
  slackTokenKmsKeyArn: 'region',
  slackSigningSecretArn: 'account and region',
  slackSigningSecretKmsKeyArn: 'region',
  kmsKeyArn: 'region',
  // CloudWatch refuses an alarm with another region's topic.
  alarmTopicArn: 'region',
} as const;

export function checkOwnArns(file: StackFile, config: CheckedStack): Problem[] {
  return Object.entries(owned).flatMap(([key, what]) => {
    const arn = config[key as keyof typeof owned];
    if (arn === undefined) return [];
    const { region, accountId } = parseArn(arn) ?? {};
    const isHere = region === config.region;
    const isOurs = what === 'region' || accountId === config.accountId;
    if (isHere && isOurs) return [];
    const expected = isOurs
      ? `one of the region ${config.region}, as aws:region says`
      : `one of the account ${config.accountId}, as keyturn:accountId says`;
    return [{ ...file.locate([`keyturn:${key}`], 'value'), found: describeValue(arn), expected }];
  });
}
