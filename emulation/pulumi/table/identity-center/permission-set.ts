import {
  CreatePermissionSetCommand,
  DeletePermissionSetCommand,
  DescribePermissionSetCommand,
  ListTagsForResourceCommand,
  SSOAdminClient,
  TagResourceCommand,
  UntagResourceCommand,
  UpdatePermissionSetCommand,
} from '@aws-sdk/client-sso-admin';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { regional, tags } from '../inputs';
import { defineResource } from '../resource-type';
import { changeTags, tagList, tagsFrom } from '../tags';
import { provisionEverywhere } from './provision';

/** Its id, and what `pulumi import` takes, is `ARN,ARN of the instance`. */
export const permissionSet = defineResource({
  token: 'aws:ssoadmin/permissionSet:PermissionSet',
  inputs: z.strictObject({
    description: z.string().optional(),
    instanceArn: z.string(),
    name: z.string(),
    ...regional,
    relayState: z.string().optional(),
    sessionDuration: z.string().default('PT1H'),
    tags,
  }),
  computed: ['arn', 'createdDate', 'tagsAll'],
  replaceOn: ['instanceArn', 'name', 'region'],
  autoName: { property: 'name', maximumLength: 32 },

  async create({ instanceArn, name, description, relayState, sessionDuration, tags }, aws) {
    const { PermissionSet } = await aws.client(SSOAdminClient).send(
      new CreatePermissionSetCommand({
        InstanceArn: instanceArn,
        Name: name,
        Description: description,
        RelayState: relayState,
        SessionDuration: sessionDuration,
        Tags: tagList(tags),
      }),
    );
    return `${PermissionSet?.PermissionSetArn},${instanceArn}`;
  },

  async read(id, aws) {
    const sso = aws.client(SSOAdminClient);
    const { InstanceArn, PermissionSetArn } = named(id);
    const answer = await unlessGone(
      sso.send(new DescribePermissionSetCommand({ InstanceArn, PermissionSetArn })),
    );
    const found = answer?.PermissionSet;
    if (!found) return undefined;
    const { Tags } = await sso.send(
      new ListTagsForResourceCommand({ InstanceArn, ResourceArn: PermissionSetArn }),
    );
    return {
      arn: PermissionSetArn,
      createdDate: found.CreatedDate?.toISOString(),
      description: found.Description ?? undefined,
      instanceArn: InstanceArn,
      name: found.Name,
      relayState: found.RelayState ?? undefined,
      sessionDuration: found.SessionDuration,
      tags: tagsFrom(Tags),
    };
  },

  async update(id, { description, relayState, sessionDuration, tags }, aws, old) {
    const sso = aws.client(SSOAdminClient);
    const { InstanceArn, PermissionSetArn } = named(id);
    await sso.send(
      new UpdatePermissionSetCommand({
        ...{ InstanceArn, PermissionSetArn },
        Description: description,
        RelayState: relayState,
        SessionDuration: sessionDuration,
      }),
    );
    await provisionEverywhere(sso, InstanceArn, PermissionSetArn);
    const resource = { InstanceArn, ResourceArn: PermissionSetArn };
    await changeTags(old['tags'], tags, {
      set: (set) => sso.send(new TagResourceCommand({ ...resource, Tags: tagList(set) })),
      remove: (TagKeys) => sso.send(new UntagResourceCommand({ ...resource, TagKeys })),
    });
  },

  async delete(id, aws) {
    await unlessGone(aws.client(SSOAdminClient).send(new DeletePermissionSetCommand(named(id))));
  },
});

function named(id: string) {
  const [PermissionSetArn = '', InstanceArn = ''] = id.split(',');
  return { InstanceArn, PermissionSetArn };
}
