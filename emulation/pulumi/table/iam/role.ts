import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  GetRoleCommand,
  IAMClient,
  PutRolePermissionsBoundaryCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { json, tags } from '../inputs';
import { defineResource } from '../resource-type';
import { changeTags, tagList, tagsFrom } from '../tags';
import { detachEverything } from './role-policies';

export const role = defineResource({
  token: 'aws:iam/role:Role',
  inputs: z.strictObject({
    assumeRolePolicy: json,
    description: z.string().optional(),
    forceDetachPolicies: z.boolean().default(false),
    maxSessionDuration: z.number().int().default(3600),
    name: z.string(),
    path: z.string().default('/'),
    permissionsBoundary: z.string().optional(),
    tags,
  }),
  computed: ['arn', 'createDate', 'tagsAll', 'uniqueId'],
  replaceOn: ['name', 'path'],
  autoName: { property: 'name', maximumLength: 64 },
  unreadable: ['forceDetachPolicies'],

  async create(inputs, aws) {
    await aws.client(IAMClient).send(
      new CreateRoleCommand({
        RoleName: inputs.name,
        Path: inputs.path,
        AssumeRolePolicyDocument: inputs.assumeRolePolicy,
        Description: inputs.description,
        MaxSessionDuration: inputs.maxSessionDuration,
        PermissionsBoundary: inputs.permissionsBoundary,
        Tags: tagList(inputs.tags),
      }),
    );
    return inputs.name;
  },

  async read(id, aws) {
    const iam = aws.client(IAMClient);
    const answer = await unlessGone(iam.send(new GetRoleCommand({ RoleName: id })));
    if (!answer?.Role) return undefined;
    const found = answer.Role;
    return {
      arn: found.Arn,
      assumeRolePolicy: decodeURIComponent(found.AssumeRolePolicyDocument ?? ''),
      createDate: found.CreateDate?.toISOString(),
      description: found.Description || undefined,
      maxSessionDuration: found.MaxSessionDuration,
      name: found.RoleName,
      path: found.Path,
      permissionsBoundary: found.PermissionsBoundary?.PermissionsBoundaryArn,
      tags: tagsFrom(found.Tags),
      uniqueId: found.RoleId,
    };
  },

  async update(id, inputs, aws, old) {
    const iam = aws.client(IAMClient);
    const RoleName = id;
    const { assumeRolePolicy, description, maxSessionDuration, permissionsBoundary } = inputs;
    await iam.send(
      new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: assumeRolePolicy }),
    );
    await iam.send(
      new UpdateRoleCommand({
        RoleName,
        Description: description ?? '',
        MaxSessionDuration: maxSessionDuration,
      }),
    );
    if (permissionsBoundary !== old['permissionsBoundary'])
      await (permissionsBoundary === undefined
        ? iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }))
        : iam.send(
            new PutRolePermissionsBoundaryCommand({
              RoleName,
              PermissionsBoundary: permissionsBoundary,
            }),
          ));
    await changeTags(old['tags'], inputs.tags, {
      set: (set) => iam.send(new TagRoleCommand({ RoleName, Tags: tagList(set) })),
      remove: (TagKeys) => iam.send(new UntagRoleCommand({ RoleName, TagKeys })),
    });
  },

  async delete(id, aws, { forceDetachPolicies }) {
    const iam = aws.client(IAMClient);
    if (forceDetachPolicies) await detachEverything(iam, id);
    await unlessGone(iam.send(new DeleteRoleCommand({ RoleName: id })));
  },
});
