import {
  CreateSecretCommand,
  DeleteResourcePolicyCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  PutResourcePolicyCommand,
  SecretsManagerClient,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { json, regional, tags } from '../inputs';
import { defineResource } from '../resource-type';
import { changeTags, tagList, tagsFrom } from '../tags';

export const secret = defineResource({
  token: 'aws:secretsmanager/secret:Secret',
  inputs: z.strictObject({
    description: z.string().optional(),
    kmsKeyId: z.string().optional(),
    name: z.string(),
    policy: json.optional(),
    recoveryWindowInDays: z.number().int().default(30),
    ...regional,
    tags,
  }),
  computed: ['arn', 'tagsAll'],
  replaceOn: ['name', 'region'],
  filledByAws: ['policy'],
  autoName: { property: 'name', maximumLength: 512 },
  unreadable: ['recoveryWindowInDays'],

  async create({ name, description, kmsKeyId, policy, tags }, aws) {
    const secretsManager = aws.client(SecretsManagerClient);
    const { ARN = '' } = await secretsManager.send(
      new CreateSecretCommand({
        Name: name,
        Description: description,
        KmsKeyId: kmsKeyId,
        Tags: tagList(tags),
      }),
    );
    if (policy !== undefined)
      await secretsManager.send(
        new PutResourcePolicyCommand({ SecretId: ARN, ResourcePolicy: policy }),
      );
    return ARN;
  },

  async read(id, aws) {
    const secretsManager = aws.client(SecretsManagerClient);
    const found = await unlessGone(
      secretsManager.send(new DescribeSecretCommand({ SecretId: id })),
    );
    // A secret that waits out its recovery window is as good as gone.
    if (!found || found.DeletedDate) return undefined;
    const answer = await unlessGone(
      secretsManager.send(new GetResourcePolicyCommand({ SecretId: id })),
    );
    return {
      arn: found.ARN,
      description: found.Description || undefined,
      kmsKeyId: found.KmsKeyId || undefined,
      name: found.Name,
      policy: answer?.ResourcePolicy || undefined,
      tags: tagsFrom(found.Tags),
    };
  },

  async update(id, { description, kmsKeyId, policy, tags }, aws, old) {
    const secretsManager = aws.client(SecretsManagerClient);
    const SecretId = id;
    await secretsManager.send(
      new UpdateSecretCommand({ SecretId, Description: description ?? '', KmsKeyId: kmsKeyId }),
    );
    if (policy !== old['policy'])
      await (policy === undefined
        ? secretsManager.send(new DeleteResourcePolicyCommand({ SecretId }))
        : secretsManager.send(new PutResourcePolicyCommand({ SecretId, ResourcePolicy: policy })));
    await changeTags(old['tags'], tags, {
      set: (set) => secretsManager.send(new TagResourceCommand({ SecretId, Tags: tagList(set) })),
      remove: (TagKeys) => secretsManager.send(new UntagResourceCommand({ SecretId, TagKeys })),
    });
  },

  async delete(id, aws, { recoveryWindowInDays = 30 }) {
    // A secret that waits out its recovery window can't be deleted again.
    if (!(await this.read(id, aws, {}))) return;
    await aws.client(SecretsManagerClient).send(
      new DeleteSecretCommand({
        SecretId: id,
        ...(recoveryWindowInDays === 0
          ? { ForceDeleteWithoutRecovery: true }
          : { RecoveryWindowInDays: recoveryWindowInDays }),
      }),
    );
  },
});
