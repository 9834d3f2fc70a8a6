import {
  DeleteResourcePolicyCommand,
  GetResourcePolicyCommand,
  PutResourcePolicyCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import { json, regional } from '../inputs';
import { defineSubResource } from '../sub-resource';

/** The policy of one secret, whose ARN is its id. */
export const secretPolicy = defineSubResource({
  token: 'aws:secretsmanager/secretPolicy:SecretPolicy',
  inputs: z.strictObject({
    blockPublicPolicy: z.boolean().optional(),
    policy: json,
    ...regional,
    secretArn: z.string(),
  }),
  key: ['secretArn'],
  unreadable: ['blockPublicPolicy'],
  client: () => SecretsManagerClient,
  put: (secretsManager, { secretArn, policy, blockPublicPolicy }) =>
    secretsManager.send(
      new PutResourcePolicyCommand({
        SecretId: secretArn,
        ResourcePolicy: policy,
        BlockPublicPolicy: blockPublicPolicy,
      }),
    ),
  async get(secretsManager, { secretArn: SecretId }) {
    const { ResourcePolicy: policy } = await secretsManager.send(
      new GetResourcePolicyCommand({ SecretId }),
    );
    return policy ? { policy } : undefined;
  },
  remove: (secretsManager, { secretArn: SecretId }) =>
    secretsManager.send(new DeleteResourcePolicyCommand({ SecretId })),
});
