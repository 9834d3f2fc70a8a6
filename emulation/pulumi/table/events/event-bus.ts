import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DescribeEventBusCommand,
  EventBridgeClient,
  ListTagsForResourceCommand,
  PutPermissionCommand,
  RemovePermissionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateEventBusCommand,
} from '@aws-sdk/client-eventbridge';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { json, regional, tags } from '../inputs';
import { defineResource } from '../resource-type';
import { defineSubResource } from '../sub-resource';
import { changeTags, tagList, tagsFrom } from '../tags';

export const eventBus = defineResource({
  token: 'aws:cloudwatch/eventBus:EventBus',
  inputs: z.strictObject({
    description: z.string().optional(),
    name: z.string(),
    ...regional,
    tags,
  }),
  computed: ['arn', 'tagsAll'],
  replaceOn: ['name', 'region'],
  autoName: { property: 'name', maximumLength: 256 },

  async create({ name, description, tags }, aws) {
    await aws
      .client(EventBridgeClient)
      .send(
        new CreateEventBusCommand({ Name: name, Description: description, Tags: tagList(tags) }),
      );
    return name;
  },

  async read(id, aws) {
    const events = aws.client(EventBridgeClient);
    const found = await unlessGone(events.send(new DescribeEventBusCommand({ Name: id })));
    if (!found) return undefined;
    const { Tags } = await events.send(new ListTagsForResourceCommand({ ResourceARN: found.Arn }));
    return {
      arn: found.Arn,
      description: found.Description || undefined,
      name: found.Name,
      tags: tagsFrom(Tags),
    };
  },

  async update(id, { description, tags }, aws, old) {
    const events = aws.client(EventBridgeClient);
    const ResourceARN = String(old['arn']);
    await events.send(new UpdateEventBusCommand({ Name: id, Description: description }));
    await changeTags(old['tags'], tags, {
      set: (set) => events.send(new TagResourceCommand({ ResourceARN, Tags: tagList(set) })),
      remove: (TagKeys) => events.send(new UntagResourceCommand({ ResourceARN, TagKeys })),
    });
  },

  async delete(id, aws) {
    await unlessGone(aws.client(EventBridgeClient).send(new DeleteEventBusCommand({ Name: id })));
  },
});

export const eventBusPolicy = defineSubResource({
  token: 'aws:cloudwatch/eventBusPolicy:EventBusPolicy',
  inputs: z.strictObject({
    eventBusName: z.string().default('default'),
    policy: json,
    ...regional,
  }),
  key: ['eventBusName'],
  client: () => EventBridgeClient,
  put: (events, { eventBusName: EventBusName, policy: Policy }) =>
    events.send(new PutPermissionCommand({ EventBusName, Policy })),
  async get(events, { eventBusName: Name }) {
    const { Policy: policy } = await events.send(new DescribeEventBusCommand({ Name }));
    return policy ? { policy } : undefined;
  },
  remove: (events, { eventBusName: EventBusName }) =>
    events.send(new RemovePermissionCommand({ EventBusName, RemoveAllPermissions: true })),
});
