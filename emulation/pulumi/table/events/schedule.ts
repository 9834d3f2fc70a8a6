import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  SchedulerClient,
  UpdateScheduleCommand,
  type CreateScheduleCommandInput,
} from '@aws-sdk/client-scheduler';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { regional } from '../inputs';
import { defineResource } from '../resource-type';

const inputsSchema = z.strictObject({
  description: z.string().optional(),
  endDate: z.string().optional(),
  flexibleTimeWindow: z.strictObject({
    maximumWindowInMinutes: z.number().int().optional(),
    mode: z.enum(['OFF', 'FLEXIBLE']),
  }),
  groupName: z.string().default('default'),
  kmsKeyArn: z.string().optional(),
  name: z.string(),
  ...regional,
  scheduleExpression: z.string(),
  scheduleExpressionTimezone: z.string().default('UTC'),
  startDate: z.string().optional(),
  state: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  target: z.strictObject({
    arn: z.string(),
    deadLetterConfig: z.strictObject({ arn: z.string() }).optional(),
    input: z.string().optional(),
    retryPolicy: z
      .strictObject({
        maximumEventAgeInSeconds: z.number().int().default(86400),
        maximumRetryAttempts: z.number().int().default(185),
      })
      .optional(),
    roleArn: z.string(),
    sqsParameters: z.strictObject({ messageGroupId: z.string().optional() }).optional(),
  }),
});

/** `group/name`, the id of a schedule. */
function parts(id: string): { readonly GroupName: string; readonly Name: string } {
  const [GroupName = '', Name = ''] = id.split('/');
  return { GroupName, Name };
}

export const schedule = defineResource({
  token: 'aws:scheduler/schedule:Schedule',
  inputs: inputsSchema,
  computed: ['arn'],
  replaceOn: ['groupName', 'name', 'region'],
  filledByAws: ['target.retryPolicy'],
  autoName: { property: 'name', maximumLength: 64 },

  async create(inputs, aws) {
    await aws.client(SchedulerClient).send(new CreateScheduleCommand(scheduleInput(inputs)));
    return `${inputs.groupName}/${inputs.name}`;
  },

  async read(id, aws) {
    const found = await unlessGone(
      aws.client(SchedulerClient).send(new GetScheduleCommand(parts(id))),
    );
    if (!found) return undefined;
    const { FlexibleTimeWindow, Target } = found;
    const { DeadLetterConfig, RetryPolicy, SqsParameters } = Target ?? {};
    return {
      arn: found.Arn,
      description: found.Description || undefined,
      endDate: found.EndDate?.toISOString(),
      flexibleTimeWindow: {
        maximumWindowInMinutes: FlexibleTimeWindow?.MaximumWindowInMinutes,
        mode: FlexibleTimeWindow?.Mode,
      },
      groupName: found.GroupName,
      kmsKeyArn: found.KmsKeyArn || undefined,
      name: found.Name,
      scheduleExpression: found.ScheduleExpression,
      scheduleExpressionTimezone: found.ScheduleExpressionTimezone,
      startDate: found.StartDate?.toISOString(),
      state: found.State,
      target: {
        arn: Target?.Arn,
        deadLetterConfig: DeadLetterConfig?.Arn ? { arn: DeadLetterConfig.Arn } : undefined,
        input: Target?.Input || undefined,
        retryPolicy: RetryPolicy && {
          maximumEventAgeInSeconds: RetryPolicy.MaximumEventAgeInSeconds,
          maximumRetryAttempts: RetryPolicy.MaximumRetryAttempts,
        },
        roleArn: Target?.RoleArn,
        sqsParameters: SqsParameters && { messageGroupId: SqsParameters.MessageGroupId },
      },
    };
  },

  async update(_id, inputs, aws) {
    await aws.client(SchedulerClient).send(new UpdateScheduleCommand(scheduleInput(inputs)));
  },

  async delete(id, aws) {
    await unlessGone(aws.client(SchedulerClient).send(new DeleteScheduleCommand(parts(id))));
  },
});

function scheduleInput(inputs: z.output<typeof inputsSchema>): CreateScheduleCommandInput {
  const { deadLetterConfig, retryPolicy, sqsParameters } = inputs.target;
  const date = (text: string | undefined) => (text === undefined ? undefined : new Date(text));
  return {
    Description: inputs.description,
    EndDate: date(inputs.endDate),
    FlexibleTimeWindow: {
      MaximumWindowInMinutes: inputs.flexibleTimeWindow.maximumWindowInMinutes,
      Mode: inputs.flexibleTimeWindow.mode,
    },
    GroupName: inputs.groupName,
    KmsKeyArn: inputs.kmsKeyArn,
    Name: inputs.name,
    ScheduleExpression: inputs.scheduleExpression,
    ScheduleExpressionTimezone: inputs.scheduleExpressionTimezone,
    StartDate: date(inputs.startDate),
    State: inputs.state,
    Target: {
      Arn: inputs.target.arn,
      DeadLetterConfig: deadLetterConfig && { Arn: deadLetterConfig.arn },
      Input: inputs.target.input,
      RetryPolicy: retryPolicy && {
        MaximumEventAgeInSeconds: retryPolicy.maximumEventAgeInSeconds,
        MaximumRetryAttempts: retryPolicy.maximumRetryAttempts,
      },
      RoleArn: inputs.target.roleArn,
      SqsParameters: sqsParameters && { MessageGroupId: sqsParameters.messageGroupId },
    },
  };
}
