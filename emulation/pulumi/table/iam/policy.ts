import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  IAMClient,
  ListPolicyVersionsCommand,
  TagPolicyCommand,
  UntagPolicyCommand,
} from '@aws-sdk/client-iam';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { json, tags } from '../inputs';
import { defineResource } from '../resource-type';
import { changeTags, tagList, tagsFrom } from '../tags';

/** IAM's quota of versions of a managed policy. */
const MAXIMUM_VERSIONS = 5;

export const policy = defineResource({
  token: 'aws:iam/policy:Policy',
  inputs: z.strictObject({
    description: z.string().optional(),
    name: z.string(),
    path: z.string().default('/'),
    policy: json,
    tags,
  }),
  computed: ['arn', 'attachmentCount', 'policyId', 'tagsAll'],
  replaceOn: ['description', 'name', 'path'],
  autoName: { property: 'name', maximumLength: 128 },

  async create({ name, path, description, policy, tags }, aws) {
    const { Policy } = await aws.client(IAMClient).send(
      new CreatePolicyCommand({
        PolicyName: name,
        Path: path,
        Description: description,
        PolicyDocument: policy,
        Tags: tagList(tags),
      }),
    );
    return Policy?.Arn ?? '';
  },

  async read(id, aws) {
    const iam = aws.client(IAMClient);
    const answer = await unlessGone(iam.send(new GetPolicyCommand({ PolicyArn: id })));
    if (!answer?.Policy) return undefined;
    const found = answer.Policy;
    const { PolicyVersion } = await iam.send(
      new GetPolicyVersionCommand({ PolicyArn: id, VersionId: found.DefaultVersionId }),
    );
    return {
      arn: found.Arn,
      attachmentCount: found.AttachmentCount,
      description: found.Description || undefined,
      name: found.PolicyName,
      path: found.Path,
      policy: decodeURIComponent(PolicyVersion?.Document ?? ''),
      policyId: found.PolicyId,
      tags: tagsFrom(found.Tags),
    };
  },

  async update(id, { policy, tags }, aws, old) {
    const iam = aws.client(IAMClient);
    const PolicyArn = id;
    const others = await otherVersions(iam, PolicyArn);
    const oldest = others.at(-1);
    if (others.length === MAXIMUM_VERSIONS - 1 && oldest)
      await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: oldest }));
    await iam.send(
      new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: policy, SetAsDefault: true }),
    );
    await changeTags(old['tags'], tags, {
      set: (set) => iam.send(new TagPolicyCommand({ PolicyArn, Tags: tagList(set) })),
      remove: (TagKeys) => iam.send(new UntagPolicyCommand({ PolicyArn, TagKeys })),
    });
  },

  async delete(id, aws) {
    const iam = aws.client(IAMClient);
    for (const VersionId of await otherVersions(iam, id))
      await iam.send(new DeletePolicyVersionCommand({ PolicyArn: id, VersionId }));
    await unlessGone(iam.send(new DeletePolicyCommand({ PolicyArn: id })));
  },
});

/** The versions that are not the default one, newest first. */
async function otherVersions(iam: IAMClient, PolicyArn: string): Promise<string[]> {
  const answer = await unlessGone(iam.send(new ListPolicyVersionsCommand({ PolicyArn })));
  return (answer?.Versions ?? [])
    .filter(({ IsDefaultVersion }) => !IsDefaultVersion)
    .sort((a, b) => (b.CreateDate?.getTime() ?? 0) - (a.CreateDate?.getTime() ?? 0))
    .map(({ VersionId = '' }) => VersionId);
}
