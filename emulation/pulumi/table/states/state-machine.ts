import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeStateMachineCommand,
  ListTagsForResourceCommand,
  SFNClient,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { json, regional, tags } from '../inputs';
import { defineResource } from '../resource-type';
import { changeTags, type Tags } from '../tags';

const inputsSchema = z.strictObject({
  definition: json,
  encryptionConfiguration: z
    .strictObject({
      kmsDataKeyReusePeriodSeconds: z.number().int().optional(),
      kmsKeyId: z.string().optional(),
      type: z.enum(['AWS_OWNED_KEY', 'CUSTOMER_MANAGED_KMS_KEY']),
    })
    .optional(),
  loggingConfiguration: z
    .strictObject({
      includeExecutionData: z.boolean().default(false),
      level: z.enum(['ALL', 'ERROR', 'FATAL', 'OFF']).default('OFF'),
      logDestination: z.string().optional(),
    })
    .optional(),
  name: z.string(),
  ...regional,
  roleArn: z.string(),
  tags,
  tracingConfiguration: z.strictObject({ enabled: z.boolean() }).optional(),
  type: z.enum(['STANDARD', 'EXPRESS']).default('STANDARD'),
});
type Inputs = z.output<typeof inputsSchema>;

export const stateMachine = defineResource({
  token: 'aws:sfn/stateMachine:StateMachine',
  inputs: inputsSchema,
  computed: [
    'arn',
    'creationDate',
    'description',
    'revisionId',
    'stateMachineVersionArn',
    'status',
    'tagsAll',
    'versionDescription',
  ],
  replaceOn: ['name', 'region', 'type'],
  autoName: { property: 'name', maximumLength: 80 },
  filledByAws: ['encryptionConfiguration', 'loggingConfiguration', 'tracingConfiguration'],

  async create({ name, type, tags, ...inputs }, aws) {
    const { stateMachineArn = '' } = await aws.client(SFNClient).send(
      new CreateStateMachineCommand({
        name,
        type,
        definition: inputs.definition,
        roleArn: inputs.roleArn,
        encryptionConfiguration: inputs.encryptionConfiguration,
        loggingConfiguration: loggingOf(inputs),
        tracingConfiguration: inputs.tracingConfiguration,
        tags: tagList(tags),
      }),
    );
    return stateMachineArn;
  },

  async read(id, aws) {
    const states = aws.client(SFNClient);
    const found = await unlessGone(
      states.send(new DescribeStateMachineCommand({ stateMachineArn: id })),
    );
    if (!found) return undefined;
    const { tags: list = [] } = await states.send(
      new ListTagsForResourceCommand({ resourceArn: id }),
    );
    const { loggingConfiguration: logging, encryptionConfiguration: encryption } = found;
    return {
      arn: id,
      creationDate: found.creationDate?.toISOString(),
      definition: found.definition,
      description: found.description ?? '',
      encryptionConfiguration: encryption && {
        kmsDataKeyReusePeriodSeconds: encryption.kmsDataKeyReusePeriodSeconds,
        kmsKeyId: encryption.kmsKeyId,
        type: encryption.type,
      },
      loggingConfiguration: logging && {
        includeExecutionData: logging.includeExecutionData ?? false,
        level: logging.level ?? 'OFF',
        logDestination: logging.destinations?.[0]?.cloudWatchLogsLogGroup?.logGroupArn,
      },
      name: found.name,
      revisionId: found.revisionId ?? '',
      roleArn: found.roleArn,
      stateMachineVersionArn: '',
      status: found.status ?? 'ACTIVE',
      tags: Object.fromEntries(list.map(({ key = '', value = '' }) => [key, value])),
      tracingConfiguration: { enabled: found.tracingConfiguration?.enabled ?? false },
      type: found.type,
      versionDescription: '',
    };
  },

  async update(id, inputs, aws, old) {
    const states = aws.client(SFNClient);
    await states.send(
      new UpdateStateMachineCommand({
        stateMachineArn: id,
        definition: inputs.definition,
        roleArn: inputs.roleArn,
        encryptionConfiguration: inputs.encryptionConfiguration ?? { type: 'AWS_OWNED_KEY' },
        tracingConfiguration: inputs.tracingConfiguration,
        loggingConfiguration: loggingOf(inputs) ?? { level: 'OFF' },
      }),
    );
    await changeTags(old['tags'], inputs.tags, {
      set: (set) => states.send(new TagResourceCommand({ resourceArn: id, tags: tagList(set) })),
      remove: (tagKeys) => states.send(new UntagResourceCommand({ resourceArn: id, tagKeys })),
    });
  },

  async delete(id, aws) {
    await unlessGone(
      aws.client(SFNClient).send(new DeleteStateMachineCommand({ stateMachineArn: id })),
    );
  },
});

function loggingOf({ loggingConfiguration: logging }: Pick<Inputs, 'loggingConfiguration'>) {
  if (!logging) return undefined;
  const { logDestination: logGroupArn, ...rest } = logging;
  const destinations = logGroupArn ? [{ cloudWatchLogsLogGroup: { logGroupArn } }] : undefined;
  return { ...rest, destinations };
}

/** Step Functions writes them small. */
function tagList(tags: Tags | undefined): { key: string; value: string }[] {
  return Object.entries(tags ?? {}).map(([key, value]) => ({ key, value }));
}
