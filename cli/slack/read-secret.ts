import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { parseArn } from '../../rules/arn';
import { secretArnPattern } from '../../rules/formats';
import { findCaller, refused } from '../aws/caller';
import { requestHandler } from '../aws/credentials';
import { badUse } from '../cli-error';

/**
 * The text of a secret in Secrets Manager, with the caller's own credentials.
 * @param option by which the ARN was given
 * @throws CliError
 */
export async function readSecret(
  arn: string,
  option: string,
  profile: string | undefined,
): Promise<string> {
  if (!secretArnPattern.test(arn))
    throw badUse(
      `${option} is not the ARN of a Secrets Manager secret: expected arn:aws:secretsmanager:<region>:<account>:secret:<name>-<six characters>`,
    );
  const { client, partition } = await findCaller({ profile, region: parseArn(arn)?.region });
  const secrets = new SecretsManagerClient({ ...client, requestHandler });
  try {
    const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: arn }));
    return SecretString;
  } catch (error) {
    throw refused(`Secrets Manager was asked for ${arn}`, error, {
      region: client.region,
      partition,
    });
  }
}
