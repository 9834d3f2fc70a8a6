import {
  CreateScheduleGroupCommand,
  DeleteScheduleGroupCommand,
  GetScheduleGroupCommand,
  ListTagsForResourceCommand,
  SchedulerClient,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-scheduler';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { regional, tags } from '../inputs';
import { defineResource } from '../resource-type';
import { changeTags, tagList, tagsFrom } from '../tags';

export const scheduleGroup = defineResource({
  token: 'aws:scheduler/scheduleGroup:ScheduleGroup',
  inputs: z.strictObject({ name: z.string(), ...regional, tags }),
  computed: ['arn', 'creationDate', 'lastModificationDate', 'state', 'tagsAll'],
  replaceOn: ['name', 'region'],
  autoName: { property: 'name', maximumLength: 64 },

  async create({ name, tags }, aws) {
    await aws
      .client(SchedulerClient)
      .send(new CreateScheduleGroupCommand({ Name: name, Tags: tagList(tags) }));
    return name;
  },

  async read(id, aws) {
    const scheduler = aws.client(SchedulerClient);
    const found = await unlessGone(scheduler.send(new GetScheduleGroupCommand({ Name: id })));
    if (!found) return undefined;
    const { Tags } = await scheduler.send(
      new ListTagsForResourceCommand({ ResourceArn: found.Arn }),
    );
    return {
      arn: found.Arn,
      creationDate: found.CreationDate?.toISOString(),
      lastModificationDate: found.LastModificationDate?.toISOString(),
      name: found.Name,
      state: found.State,
      tags: tagsFrom(Tags),
    };
  },

  async update(_id, { tags }, aws, old) {
    const scheduler = aws.client(SchedulerClient);
    const ResourceArn = String(old['arn']);
    await changeTags(old['tags'], tags, {
      set: (set) => scheduler.send(new TagResourceCommand({ ResourceArn, Tags: tagList(set) })),
      remove: (TagKeys) => scheduler.send(new UntagResourceCommand({ ResourceArn, TagKeys })),
    });
  },

  async delete(id, aws) {
    // Asked first, because moto has no answer for a group that is not there.
    if (!(await this.read(id, aws, {}))) return;
    await aws.client(SchedulerClient).send(new DeleteScheduleGroupCommand({ Name: id }));
  },
});
