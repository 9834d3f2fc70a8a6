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

export const eventBusPolicy = defineResource({
  token: 'aws:cloudwatch/eventBusPolicy:EventBusPolicy',
  inputs: z.strictObject({
    eventBusName: z.string().default('default'),
    policy: json,
    ...regional,
  }),
  computed: [],
  replaceOn: ['eventBusName', 'region'],

  async create({ eventBusName, policy }, aws) {
    await aws
      .client(EventBridgeClient)
      .send(new PutPermissionCommand({ EventBusName: eventBusName, Policy: policy }));
    return eventBusName;
  },

  async read(id, aws) {
    const found = await unlessGone(
      aws.client(EventBridgeClient).send(new DescribeEventBusCommand({ Name: id })),
    );
    return found?.Policy ? { eventBusName: id, policy: found.Policy } : undefined;
  },

  async update(_id, inputs, aws) {
    await this.create(inputs, aws);
  },

  async delete(id, aws) {
    await unlessGone(
      aws
        .client(EventBridgeClient)
        .send(new RemovePermissionCommand({ EventBusName: id, RemoveAllPermissions: true })),
    );
  },
});
