import { Secret } from '@pulumi/aws/secretsmanager/secret';
import { SecretPolicy } from '@pulumi/aws/secretsmanager/secretPolicy';
import { SecretVersion } from '@pulumi/aws/secretsmanager/secretVersion';
import * as pulumi from '@pulumi/pulumi';
import { signingSecretPolicy } from '../../rules/policies';
import { json } from '../documents';
import type { Parts } from './parts';
import type { SlackAnswers } from './slack-answers';

/** The ARN of the secret that holds the signing secret: one that is there, or one that is made. */
export function signingSecretOf(
  { name, names, args, keys, home, child }: Parts,
  { secret: secretString, secretArn }: SlackAnswers,
): pulumi.Output<string> {
  if (secretArn) return secretArn;
  // Not protected: the app's page at Slack shows it, and who wants presses off is to have them off at once.
  const secret = new Secret(
    `${name}-slack-signing-secret`,
    { description: "The signing secret of Keyturn's Slack app", kmsKeyId: keys.all },
    // Where there is no key any more, the provider leaves the secret its key, by which nobody may read it then.
    { ...child, replaceOnChanges: ['kmsKeyId'] },
  );
  const version = new SecretVersion(
    `${name}-slack-signing-secret-version`,
    { secretId: secret.id, secretString },
    // A new one makes the one before AWSPREVIOUS, which stays valid: Slack may still sign with it.
    { ...child, retainOnDelete: true },
  );
  const policy = pulumi
    .all([home, secret.arn, args.slack.administratorArns])
    .apply(([where, arn, administratorArns]) =>
      signingSecretPolicy({
        ...where,
        secretArn: arn,
        readerName: names.functionOf('slack-in'),
        administratorArns,
      }),
    );
  new SecretPolicy(
    `${name}-slack-signing-secret-policy`,
    { secretArn: secret.arn, policy: json(policy), blockPublicPolicy: true },
    child,
  );
  // The version's, so that nothing reads the secret before there is something in it.
  return version.arn;
}
