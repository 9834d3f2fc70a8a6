import {
  DeleteRuleCommand,
  DescribeRuleCommand,
  EventBridgeClient,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  RemoveTargetsCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-eventbridge';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { json, regional, tags } from '../inputs';
import { defineResource } from '../resource-type';
import { changeTags, tagList, tagsFrom } from '../tags';
import { ruleIdOf, ruleOf } from './rule-id';

export const eventRule = defineResource({
  token: 'aws:cloudwatch/eventRule:EventRule',
  inputs: z.strictObject({
    description: z.string().optional(),
    eventBusName: z.string().default('default'),
    eventPattern: json.optional(),
    forceDestroy: z.boolean().default(false),
    name: z.string(),
    ...regional,
    roleArn: z.string().optional(),
    scheduleExpression: z.string().optional(),
    state: z
      .enum(['ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'])
      .default('ENABLED'),
    tags,
  }),
  computed: ['arn', 'tagsAll'],
  replaceOn: ['eventBusName', 'name', 'region'],
  autoName: { property: 'name', maximumLength: 64 },
  unreadable: ['forceDestroy'],

  async create(inputs, aws) {
    await aws.client(EventBridgeClient).send(
      new PutRuleCommand({
        Description: inputs.description,
        EventBusName: inputs.eventBusName,
        EventPattern: inputs.eventPattern,
        Name: inputs.name,
        RoleArn: inputs.roleArn,
        ScheduleExpression: inputs.scheduleExpression,
        State: inputs.state,
        Tags: tagList(inputs.tags),
      }),
    );
    return ruleIdOf(inputs.eventBusName, inputs.name);
  },

  async read(id, aws) {
    const events = aws.client(EventBridgeClient);
    const { bus, rule } = ruleOf(id);
    const found = await unlessGone(
      events.send(new DescribeRuleCommand({ Name: rule, EventBusName: bus })),
    );
    if (!found) return undefined;
    const { Tags } = await events.send(new ListTagsForResourceCommand({ ResourceARN: found.Arn }));
    return {
      arn: found.Arn,
      description: found.Description || undefined,
      eventBusName: bus,
      eventPattern: found.EventPattern || undefined,
      name: found.Name,
      roleArn: found.RoleArn || undefined,
      scheduleExpression: found.ScheduleExpression || undefined,
      state: found.State,
      tags: tagsFrom(Tags),
    };
  },

  async update(_id, inputs, aws, old) {
    const events = aws.client(EventBridgeClient);
    const ResourceARN = String(old['arn']);
    await this.create({ ...inputs, tags: undefined }, aws);
    await changeTags(old['tags'], inputs.tags, {
      set: (set) => events.send(new TagResourceCommand({ ResourceARN, Tags: tagList(set) })),
      remove: (TagKeys) => events.send(new UntagResourceCommand({ ResourceARN, TagKeys })),
    });
  },

  async delete(id, aws, { forceDestroy }) {
    const events = aws.client(EventBridgeClient);
    const { bus: EventBusName, rule } = ruleOf(id);
    if (forceDestroy) {
      const answer = await unlessGone(
        events.send(new ListTargetsByRuleCommand({ Rule: rule, EventBusName })),
      );
      const Ids = (answer?.Targets ?? []).map(({ Id = '' }) => Id);
      if (Ids.length > 0)
        await events.send(new RemoveTargetsCommand({ Rule: rule, EventBusName, Ids }));
    }
    await unlessGone(events.send(new DeleteRuleCommand({ Name: rule, EventBusName })));
  },
});
