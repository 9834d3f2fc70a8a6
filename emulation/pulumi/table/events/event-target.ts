import {
  EventBridgeClient,
  ListTargetsByRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { regional } from '../inputs';
import { defineResource } from '../resource-type';

export const eventTarget = defineResource({
  token: 'aws:cloudwatch/eventTarget:EventTarget',
  inputs: z.strictObject({
    arn: z.string(),
    deadLetterConfig: z.strictObject({ arn: z.string().optional() }).optional(),
    eventBusName: z.string().default('default'),
    input: z.string().optional(),
    inputPath: z.string().optional(),
    inputTransformer: z
      .strictObject({
        inputPaths: z.record(z.string(), z.string()).optional(),
        inputTemplate: z.string(),
      })
      .optional(),
    ...regional,
    retryPolicy: z
      .strictObject({
        maximumEventAgeInSeconds: z.number().int().default(86400),
        maximumRetryAttempts: z.number().int().default(185),
      })
      .optional(),
    roleArn: z.string().optional(),
    rule: z.string(),
    sqsTarget: z.strictObject({ messageGroupId: z.string().optional() }).optional(),
    targetId: z.string(),
  }),
  computed: [],
  replaceOn: ['eventBusName', 'region', 'rule', 'targetId'],
  autoName: { property: 'targetId', maximumLength: 64 },

  async create(inputs, aws) {
    const { deadLetterConfig, inputTransformer, retryPolicy, sqsTarget } = inputs;
    const { FailedEntries } = await aws.client(EventBridgeClient).send(
      new PutTargetsCommand({
        EventBusName: inputs.eventBusName,
        Rule: inputs.rule,
        Targets: [
          {
            Arn: inputs.arn,
            DeadLetterConfig: deadLetterConfig && { Arn: deadLetterConfig.arn },
            Id: inputs.targetId,
            Input: inputs.input,
            InputPath: inputs.inputPath,
            InputTransformer: inputTransformer && {
              InputPathsMap: inputTransformer.inputPaths,
              InputTemplate: inputTransformer.inputTemplate,
            },
            RetryPolicy: retryPolicy && {
              MaximumEventAgeInSeconds: retryPolicy.maximumEventAgeInSeconds,
              MaximumRetryAttempts: retryPolicy.maximumRetryAttempts,
            },
            RoleArn: inputs.roleArn,
            SqsParameters: sqsTarget && { MessageGroupId: sqsTarget.messageGroupId },
          },
        ],
      }),
    );
    const failed = FailedEntries?.[0];
    if (failed) throw new Error(`${failed.ErrorCode}: ${failed.ErrorMessage}`);
    const { eventBusName, rule, targetId } = inputs;
    return eventBusName === 'default'
      ? `${rule}-${targetId}`
      : `${eventBusName}-${rule}-${targetId}`;
  },

  async read(_id, aws, { eventBusName = 'default', rule = '', targetId }) {
    const answer = await unlessGone(
      aws
        .client(EventBridgeClient)
        .send(new ListTargetsByRuleCommand({ EventBusName: eventBusName, Rule: rule })),
    );
    const found = answer?.Targets?.find(({ Id }) => Id === targetId);
    if (!found) return undefined;
    const { DeadLetterConfig, InputTransformer, RetryPolicy, SqsParameters } = found;
    return {
      arn: found.Arn,
      deadLetterConfig: DeadLetterConfig?.Arn ? { arn: DeadLetterConfig.Arn } : undefined,
      eventBusName,
      input: found.Input || undefined,
      inputPath: found.InputPath || undefined,
      inputTransformer: InputTransformer && {
        inputPaths: InputTransformer.InputPathsMap,
        inputTemplate: InputTransformer.InputTemplate,
      },
      retryPolicy: RetryPolicy && {
        maximumEventAgeInSeconds: RetryPolicy.MaximumEventAgeInSeconds,
        maximumRetryAttempts: RetryPolicy.MaximumRetryAttempts,
      },
      roleArn: found.RoleArn || undefined,
      rule,
      sqsTarget: SqsParameters && { messageGroupId: SqsParameters.MessageGroupId },
      targetId: found.Id,
    };
  },

  async update(_id, inputs, aws) {
    await this.create(inputs, aws);
  },

  async delete(_id, aws, { eventBusName, rule, targetId = '' }) {
    await unlessGone(
      aws
        .client(EventBridgeClient)
        .send(
          new RemoveTargetsCommand({ EventBusName: eventBusName, Rule: rule, Ids: [targetId] }),
        ),
    );
  },

  /** `rule/target` or `bus/rule/target`. */
  parseImportId(text) {
    const parts = text.split('/');
    const targetId = parts.pop() ?? '';
    const rule = parts.pop() ?? '';
    const eventBusName = parts.join('/') || 'default';
    return { id: text.replaceAll('/', '-'), known: { eventBusName, rule, targetId } };
  },
});
