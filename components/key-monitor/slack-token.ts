import { Secret } from '@pulumi/aws/secretsmanager/secret';
import { SecretVersion } from '@pulumi/aws/secretsmanager/secretVersion';
import type * as pulumi from '@pulumi/pulumi';
import type { Parts } from './parts';

/** The ARN of the secret that holds the token: one that is there, or one that is made. */
export function slackTokenSecret({ name, args, keys, child }: Parts): pulumi.Output<string> {
  const { slack, deletionProtection } = args;
  if (slack.secretArn) return slack.secretArn;
  const secret = new Secret(
    `${name}-slack-token`,
    { description: "The bot token of Keyturn's Slack app", kmsKeyId: keys.all },
    { ...child, protect: deletionProtection },
  );
  const version = new SecretVersion(
    `${name}-slack-token-version`,
    { secretId: secret.id, secretString: slack.token },
    // A new token replaces the version: protected, it could never be changed. The old one stays to go back to, and
    // goes with its secret.
    { ...child, retainOnDelete: true },
  );
  // The version's, so that nothing reads the secret before the token is in it.
  return version.arn;
}
