import {
  DeleteResourcePolicyCommand,
  GetResourcePolicyCommand,
  PutResourcePolicyCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { json, regional } from '../inputs';
import { defineResource } from '../resource-type';

/** The policy of one secret, whose ARN is its id. */
export const secretPolicy = defineResource({
  token: 'aws:secretsmanager/secretPolicy:SecretPolicy',
  inputs: z.strictObject({
    blockPublicPolicy: z.boolean().optional(),
    policy: json,
    ...regional,
    secretArn: z.string(),
  }),
  computed: [],
  replaceOn: ['region', 'secretArn'],
  unreadable: ['blockPublicPolicy'],
  async create({ secretArn, policy, blockPublicPolicy }, aws) {
    await aws.client(SecretsManagerClient).send(
      new PutResourcePolicyCommand({
        SecretId: secretArn,
        ResourcePolicy: policy,
        BlockPublicPolicy: blockPublicPolicy,
      }),
    );
    return secretArn;
  },
  async read(id, aws) {
    const answer = await unlessGone(
      aws.client(SecretsManagerClient).send(new GetResourcePolicyCommand({ SecretId: id })),
    );
    return answer?.ResourcePolicy ? { policy: answer.ResourcePolicy, secretArn: id } : undefined;
  },
  async update(_id, inputs, aws) {
    await this.create(inputs, aws);
  },
  async delete(id, aws) {
    await unlessGone(
      aws.client(SecretsManagerClient).send(new DeleteResourcePolicyCommand({ SecretId: id })),
    );
  },
});
