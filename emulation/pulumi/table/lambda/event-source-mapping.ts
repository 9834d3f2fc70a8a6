import {
  CreateEventSourceMappingCommand,
  DeleteEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  LambdaClient,
  ListTagsCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateEventSourceMappingCommand,
  type UpdateEventSourceMappingCommandInput,
} from '@aws-sdk/client-lambda';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { regional, tags } from '../inputs';
import { defineResource } from '../resource-type';
import { changeTags } from '../tags';

const inputsSchema = z.strictObject({
  batchSize: z.number().int().optional(),
  enabled: z.boolean().default(true),
  eventSourceArn: z.string(),
  filterCriteria: z
    .strictObject({ filters: z.array(z.strictObject({ pattern: z.string() })) })
    .optional(),
  functionName: z.string(),
  functionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).optional(),
  maximumBatchingWindowInSeconds: z.number().int().optional(),
  ...regional,
  scalingConfig: z.strictObject({ maximumConcurrency: z.number().int() }).optional(),
  tags,
});

export const eventSourceMapping = defineResource({
  token: 'aws:lambda/eventSourceMapping:EventSourceMapping',
  inputs: inputsSchema,
  computed: [
    'arn',
    'functionArn',
    'lastModified',
    'lastProcessingResult',
    'state',
    'stateTransitionReason',
    'tagsAll',
    'uuid',
  ],
  replaceOn: ['eventSourceArn', 'region'],
  filledByAws: ['batchSize', 'maximumBatchingWindowInSeconds'],
  // Lambda gives back the function's ARN, whichever of its names it was given.
  unreadable: ['functionName'],

  async create(inputs, aws) {
    const { UUID } = await aws.client(LambdaClient).send(
      new CreateEventSourceMappingCommand({
        ...settings(inputs),
        FunctionName: inputs.functionName,
        EventSourceArn: inputs.eventSourceArn,
        Tags: inputs.tags,
      }),
    );
    return UUID ?? '';
  },

  async read(id, aws, known) {
    const lambda = aws.client(LambdaClient);
    const found = await unlessGone(lambda.send(new GetEventSourceMappingCommand({ UUID: id })));
    if (!found || found.State === 'Deleting') return undefined;
    const { FilterCriteria, ScalingConfig } = found;
    const Resource = found.EventSourceMappingArn;
    const { Tags } = await lambda.send(new ListTagsCommand({ Resource }));
    return {
      arn: found.EventSourceMappingArn,
      batchSize: found.BatchSize,
      enabled: !/^Disabl/.test(found.State ?? ''),
      eventSourceArn: found.EventSourceArn,
      filterCriteria: FilterCriteria?.Filters && {
        filters: FilterCriteria.Filters.map(({ Pattern }) => ({ pattern: Pattern })),
      },
      functionArn: found.FunctionArn,
      functionName: known.functionName ?? found.FunctionArn,
      functionResponseTypes: found.FunctionResponseTypes,
      lastModified: found.LastModified?.toISOString(),
      lastProcessingResult: found.LastProcessingResult ?? '',
      maximumBatchingWindowInSeconds: found.MaximumBatchingWindowInSeconds,
      scalingConfig: ScalingConfig?.MaximumConcurrency && {
        maximumConcurrency: ScalingConfig.MaximumConcurrency,
      },
      state: found.State,
      stateTransitionReason: found.StateTransitionReason,
      tags: Tags ?? {},
      uuid: found.UUID,
    };
  },

  async update(id, inputs, aws, old) {
    const lambda = aws.client(LambdaClient);
    const { functionName } = inputs;
    const Resource = String(old['arn']);
    await lambda.send(
      new UpdateEventSourceMappingCommand({
        ...settings(inputs),
        UUID: id,
        FunctionName: functionName,
      }),
    );
    await changeTags(old['tags'], inputs.tags, {
      set: (Tags) => lambda.send(new TagResourceCommand({ Resource, Tags })),
      remove: (TagKeys) => lambda.send(new UntagResourceCommand({ Resource, TagKeys })),
    });
  },

  async delete(id, aws) {
    await unlessGone(
      aws.client(LambdaClient).send(new DeleteEventSourceMappingCommand({ UUID: id })),
    );
  },
});

function settings(
  inputs: z.output<typeof inputsSchema>,
): Omit<UpdateEventSourceMappingCommandInput, 'UUID'> {
  return {
    BatchSize: inputs.batchSize,
    Enabled: inputs.enabled,
    FilterCriteria: {
      Filters: inputs.filterCriteria?.filters.map(({ pattern }) => ({ Pattern: pattern })) ?? [],
    },
    FunctionResponseTypes: inputs.functionResponseTypes ?? [],
    MaximumBatchingWindowInSeconds: inputs.maximumBatchingWindowInSeconds,
    ScalingConfig: { MaximumConcurrency: inputs.scalingConfig?.maximumConcurrency },
  };
}
