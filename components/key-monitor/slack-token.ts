import { Secret } from '@pulumi/aws/secretsmanager/secret';
import { SecretPolicy } from '@pulumi/aws/secretsmanager/secretPolicy';
import { SecretVersion } from '@pulumi/aws/secretsmanager/secretVersion';
import * as pulumi from '@pulumi/pulumi';
import { slackTokenPolicy } from '../../rules/policies';
import { json } from '../documents';
import type { Parts } from './parts';

/** The ARN of the secret that holds the token: one that is there, or one that is made. */
export function slackTokenSecret(parts: Parts): pulumi.Output<string> {
  const { name, names, args, keys, home, child } = parts;
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
  const policy = pulumi
    .all([home, secret.arn, slack.administratorArns])
    .apply(([where, secretArn, administratorArns]) =>
      slackTokenPolicy({
        ...where,
        secretArn,
        readerName: names.functionOf('notify'),
        administratorArns,
      }),
    );
  new SecretPolicy(
    `${name}-slack-token-policy`,
    { secretArn: secret.arn, policy: json(policy), blockPublicPolicy: true },
    child,
  );
  // The version's, so that nothing reads the secret before the token is in it.
  return version.arn;
}
