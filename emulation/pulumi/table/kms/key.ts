import {
  CreateKeyCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  DisableKeyRotationCommand,
  EnableKeyCommand,
  EnableKeyRotationCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListResourceTagsCommand,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateKeyDescriptionCommand,
} from '@aws-sdk/client-kms';
import { z } from 'zod';
import type { Aws } from '../../aws';
import { unlessGone } from '../gone';
import { json, regional, tags } from '../inputs';
import { defineResource } from '../resource-type';
import { changeTags, type Tags } from '../tags';

const inputsSchema = z.strictObject({
  bypassPolicyLockoutSafetyCheck: z.boolean().default(false),
  customerMasterKeySpec: z
    .enum(['SYMMETRIC_DEFAULT', 'RSA_2048', 'HMAC_256'])
    .default('SYMMETRIC_DEFAULT'),
  deletionWindowInDays: z.number().int().min(7).max(30).optional(),
  description: z.string().optional(),
  enableKeyRotation: z.boolean().default(false),
  isEnabled: z.boolean().default(true),
  keyUsage: z
    .enum(['ENCRYPT_DECRYPT', 'SIGN_VERIFY', 'GENERATE_VERIFY_MAC'])
    .default('ENCRYPT_DECRYPT'),
  multiRegion: z.boolean().default(false),
  policy: json.optional(),
  ...regional,
  tags,
});
type Inputs = z.output<typeof inputsSchema>;

export const key = defineResource({
  token: 'aws:kms/key:Key',
  inputs: inputsSchema,
  computed: ['arn', 'keyId', 'tagsAll'],
  replaceOn: ['customerMasterKeySpec', 'keyUsage', 'multiRegion', 'region'],
  filledByAws: ['policy', 'description'],
  unreadable: ['bypassPolicyLockoutSafetyCheck', 'deletionWindowInDays'],

  async create(inputs, aws) {
    const { KeyMetadata: made } = await aws.client(KMSClient).send(
      new CreateKeyCommand({
        BypassPolicyLockoutSafetyCheck: inputs.bypassPolicyLockoutSafetyCheck,
        Description: inputs.description,
        KeySpec: inputs.customerMasterKeySpec,
        KeyUsage: inputs.keyUsage,
        MultiRegion: inputs.multiRegion,
        Policy: inputs.policy,
        Tags: tagList(inputs.tags),
      }),
    );
    const id = made?.KeyId ?? '';
    if (inputs.enableKeyRotation) await setRotation(aws, id, inputs);
    if (!inputs.isEnabled) await setEnabled(aws, id, inputs);
    return id;
  },

  async read(id, aws) {
    const kms = aws.client(KMSClient);
    const answer = await unlessGone(kms.send(new DescribeKeyCommand({ KeyId: id })));
    const found = answer?.KeyMetadata;
    // A key that waits for its deletion is as good as gone.
    if (!found || found.KeyState === 'PendingDeletion') return undefined;
    const { Policy } = await kms.send(
      new GetKeyPolicyCommand({ KeyId: id, PolicyName: 'default' }),
    );
    const rotation = await kms.send(new GetKeyRotationStatusCommand({ KeyId: id }));
    const { Tags = [] } = await kms.send(new ListResourceTagsCommand({ KeyId: id }));
    return {
      arn: found.Arn,
      customerMasterKeySpec: found.KeySpec,
      description: found.Description,
      enableKeyRotation: rotation.KeyRotationEnabled ?? false,
      isEnabled: found.Enabled,
      keyId: found.KeyId,
      keyUsage: found.KeyUsage,
      multiRegion: found.MultiRegion ?? false,
      policy: Policy,
      tags: Object.fromEntries(Tags.map(({ TagKey = '', TagValue = '' }) => [TagKey, TagValue])),
    };
  },

  async update(id, inputs, aws, old) {
    const kms = aws.client(KMSClient);
    if (inputs.isEnabled && old['isEnabled'] === false) await setEnabled(aws, id, inputs);
    if (inputs.enableKeyRotation !== old['enableKeyRotation']) await setRotation(aws, id, inputs);
    if (inputs.description !== undefined && inputs.description !== old['description'])
      await kms.send(
        new UpdateKeyDescriptionCommand({ KeyId: id, Description: inputs.description }),
      );
    if (inputs.policy !== undefined && inputs.policy !== old['policy'])
      await kms.send(
        new PutKeyPolicyCommand({
          KeyId: id,
          Policy: inputs.policy,
          PolicyName: 'default',
          BypassPolicyLockoutSafetyCheck: inputs.bypassPolicyLockoutSafetyCheck,
        }),
      );
    await changeTags(old['tags'], inputs.tags, {
      set: (set) => kms.send(new TagResourceCommand({ KeyId: id, Tags: tagList(set) })),
      remove: (TagKeys) => kms.send(new UntagResourceCommand({ KeyId: id, TagKeys })),
    });
    // What is disabled can't be changed.
    if (!inputs.isEnabled && old['isEnabled'] !== false) await setEnabled(aws, id, inputs);
  },

  async delete(id, aws, { deletionWindowInDays }) {
    if (!(await this.read(id, aws, {}))) return;
    await unlessGone(
      aws
        .client(KMSClient)
        .send(
          new ScheduleKeyDeletionCommand({ KeyId: id, PendingWindowInDays: deletionWindowInDays }),
        ),
    );
  },
});

async function setRotation(aws: Aws, KeyId: string, { enableKeyRotation }: Inputs): Promise<void> {
  const kms = aws.client(KMSClient);
  await (enableKeyRotation
    ? kms.send(new EnableKeyRotationCommand({ KeyId }))
    : kms.send(new DisableKeyRotationCommand({ KeyId })));
}

async function setEnabled(aws: Aws, KeyId: string, { isEnabled }: Inputs): Promise<void> {
  const kms = aws.client(KMSClient);
  await (isEnabled
    ? kms.send(new EnableKeyCommand({ KeyId }))
    : kms.send(new DisableKeyCommand({ KeyId })));
}

/** KMS has names of its own for a tag's parts. */
function tagList(tags: Tags | undefined): { TagKey: string; TagValue: string }[] {
  return Object.entries(tags ?? {}).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
}
