import {
  AddTagsCommand,
  CloudTrailClient,
  CreateTrailCommand,
  DeleteTrailCommand,
  GetEventSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
  ListTagsCommand,
  PutEventSelectorsCommand,
  RemoveTagsCommand,
  StartLoggingCommand,
  StopLoggingCommand,
  UpdateTrailCommand,
  type EventSelector,
} from '@aws-sdk/client-cloudtrail';
import { z } from 'zod';
import type { Aws } from '../../aws';
import { unlessGone } from '../gone';
import { regional, tags } from '../inputs';
import { defineResource } from '../resource-type';
import { changeTags, tagList, tagsFrom } from '../tags';

const inputsSchema = z.strictObject({
  cloudWatchLogsGroupArn: z.string().optional(),
  cloudWatchLogsRoleArn: z.string().optional(),
  enableLogFileValidation: z.boolean().default(false),
  enableLogging: z.boolean().default(true),
  eventSelectors: z
    .array(
      z.strictObject({
        includeManagementEvents: z.boolean().default(true),
        readWriteType: z.enum(['All', 'ReadOnly', 'WriteOnly']).default('All'),
      }),
    )
    .optional(),
  includeGlobalServiceEvents: z.boolean().default(true),
  isMultiRegionTrail: z.boolean().default(false),
  isOrganizationTrail: z.boolean().default(false),
  kmsKeyId: z.string().optional(),
  name: z.string(),
  ...regional,
  s3BucketName: z.string(),
  s3KeyPrefix: z.string().optional(),
  snsTopicName: z.string().optional(),
  tags,
});
type Inputs = z.output<typeof inputsSchema>;

export const trail = defineResource({
  token: 'aws:cloudtrail/trail:Trail',
  inputs: inputsSchema,
  computed: ['arn', 'homeRegion', 'snsTopicArn', 'tagsAll'],
  replaceOn: ['name', 'region'],
  autoName: { property: 'name', maximumLength: 128 },

  async create(inputs, aws) {
    const { TrailARN = '' } = await aws
      .client(CloudTrailClient)
      .send(new CreateTrailCommand({ ...settings(inputs), TagsList: tagList(inputs.tags) }));
    await log(aws, TrailARN, inputs);
    return TrailARN;
  },

  async read(id, aws) {
    const cloudTrail = aws.client(CloudTrailClient);
    const answer = await unlessGone(cloudTrail.send(new GetTrailCommand({ Name: id })));
    if (!answer?.Trail) return undefined;
    const found = answer.Trail;
    const [status, selectors, tagging] = await Promise.all([
      cloudTrail.send(new GetTrailStatusCommand({ Name: id })),
      cloudTrail.send(new GetEventSelectorsCommand({ TrailName: id })),
      cloudTrail.send(new ListTagsCommand({ ResourceIdList: [id] })),
    ]);
    return {
      arn: found.TrailARN,
      cloudWatchLogsGroupArn: found.CloudWatchLogsLogGroupArn || undefined,
      cloudWatchLogsRoleArn: found.CloudWatchLogsRoleArn || undefined,
      enableLogFileValidation: found.LogFileValidationEnabled,
      enableLogging: status.IsLogging,
      eventSelectors: selectors.EventSelectors?.map(selectorFrom),
      homeRegion: found.HomeRegion ?? aws.region,
      includeGlobalServiceEvents: found.IncludeGlobalServiceEvents,
      isMultiRegionTrail: found.IsMultiRegionTrail,
      isOrganizationTrail: found.IsOrganizationTrail,
      kmsKeyId: found.KmsKeyId || undefined,
      name: found.Name,
      s3BucketName: found.S3BucketName,
      s3KeyPrefix: found.S3KeyPrefix || undefined,
      snsTopicArn: found.SnsTopicARN ?? '',
      snsTopicName: found.SnsTopicName || undefined,
      tags: tagsFrom(tagging.ResourceTagList?.[0]?.TagsList),
    };
  },

  async update(id, inputs, aws, old) {
    const cloudTrail = aws.client(CloudTrailClient);
    await cloudTrail.send(new UpdateTrailCommand(settings(inputs)));
    await log(aws, id, inputs);
    await changeTags(old['tags'], inputs.tags, {
      set: (set) => cloudTrail.send(new AddTagsCommand({ ResourceId: id, TagsList: tagList(set) })),
      remove: (keys) =>
        cloudTrail.send(
          new RemoveTagsCommand({ ResourceId: id, TagsList: keys.map((Key) => ({ Key })) }),
        ),
    });
  },

  /** By its name: moto does not delete by the ARN. */
  async delete(id, aws) {
    const Name = id.split('/').at(-1);
    await unlessGone(aws.client(CloudTrailClient).send(new DeleteTrailCommand({ Name })));
  },
});

function settings(inputs: Inputs) {
  return {
    Name: inputs.name,
    CloudWatchLogsLogGroupArn: inputs.cloudWatchLogsGroupArn,
    CloudWatchLogsRoleArn: inputs.cloudWatchLogsRoleArn,
    EnableLogFileValidation: inputs.enableLogFileValidation,
    IncludeGlobalServiceEvents: inputs.includeGlobalServiceEvents,
    IsMultiRegionTrail: inputs.isMultiRegionTrail,
    IsOrganizationTrail: inputs.isOrganizationTrail,
    KmsKeyId: inputs.kmsKeyId,
    S3BucketName: inputs.s3BucketName,
    S3KeyPrefix: inputs.s3KeyPrefix,
    SnsTopicName: inputs.snsTopicName,
  };
}

async function log(aws: Aws, Name: string, inputs: Inputs): Promise<void> {
  const cloudTrail = aws.client(CloudTrailClient);
  if (inputs.eventSelectors)
    await cloudTrail.send(
      new PutEventSelectorsCommand({
        TrailName: Name,
        EventSelectors: inputs.eventSelectors.map(({ includeManagementEvents, readWriteType }) => ({
          DataResources: [],
          IncludeManagementEvents: includeManagementEvents,
          ReadWriteType: readWriteType,
        })),
      }),
    );
  await cloudTrail.send(
    inputs.enableLogging ? new StartLoggingCommand({ Name }) : new StopLoggingCommand({ Name }),
  );
}

function selectorFrom({ IncludeManagementEvents, ReadWriteType }: EventSelector) {
  return { includeManagementEvents: IncludeManagementEvents, readWriteType: ReadWriteType };
}
