import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { regional } from '../inputs';
import { defineResource } from '../resource-type';

export const secretVersion = defineResource({
  token: 'aws:secretsmanager/secretVersion:SecretVersion',
  inputs: z.strictObject({
    ...regional,
    secretId: z.string(),
    secretString: z.string(),
    versionStages: z.array(z.string()).optional(),
  }),
  computed: ['arn', 'hasSecretStringWo', 'secretArn', 'versionId'],
  replaceOn: ['region', 'secretId', 'secretString', 'versionStages'],
  filledByAws: ['versionStages'],
  secrets: ['secretString'],

  /** The id is what `pulumi import` takes: `secret|version`. */
  async create({ secretId, secretString, versionStages }, aws) {
    const { ARN, VersionId } = await aws.client(SecretsManagerClient).send(
      new PutSecretValueCommand({
        SecretId: secretId,
        SecretString: secretString,
        VersionStages: versionStages,
      }),
    );
    return `${ARN}|${VersionId}`;
  },

  async read(id, aws, known) {
    const [SecretId = '', VersionId = ''] = id.split('|');
    const found = await unlessGone(
      aws.client(SecretsManagerClient).send(new GetSecretValueCommand({ SecretId, VersionId })),
    );
    return (
      found && {
        arn: found.ARN,
        hasSecretStringWo: false,
        secretArn: found.ARN,
        secretId: known.secretId ?? found.ARN,
        secretString: found.SecretString,
        versionId: found.VersionId,
        versionStages: found.VersionStages,
      }
    );
  },

  /** A version ends when its last stage is taken away; the current one stays until the secret itself goes. */
  async delete(id, aws) {
    const [SecretId = '', VersionId = ''] = id.split('|');
    const secretsManager = aws.client(SecretsManagerClient);
    const found = await unlessGone(secretsManager.send(new DescribeSecretCommand({ SecretId })));
    if (!found || found.DeletedDate) return;
    for (const VersionStage of found.VersionIdsToStages?.[VersionId] ?? [])
      if (VersionStage !== 'AWSCURRENT')
        await secretsManager.send(
          new UpdateSecretVersionStageCommand({
            SecretId,
            VersionStage,
            RemoveFromVersionId: VersionId,
          }),
        );
  },
});
