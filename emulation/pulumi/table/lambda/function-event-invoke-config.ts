import {
  DeleteFunctionEventInvokeConfigCommand,
  GetFunctionEventInvokeConfigCommand,
  LambdaClient,
  PutFunctionEventInvokeConfigCommand,
} from '@aws-sdk/client-lambda';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { regional } from '../inputs';
import { defineResource } from '../resource-type';

const destination = z.strictObject({ destination: z.string() }).optional();

export const functionEventInvokeConfig = defineResource({
  token: 'aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig',
  inputs: z.strictObject({
    destinationConfig: z
      .strictObject({ onFailure: destination, onSuccess: destination })
      .optional(),
    functionName: z.string(),
    maximumEventAgeInSeconds: z.number().int().optional(),
    maximumRetryAttempts: z.number().int().default(2),
    ...regional,
  }),
  computed: [],
  replaceOn: ['functionName', 'region'],

  async create(inputs, aws) {
    const { onFailure, onSuccess } = inputs.destinationConfig ?? {};
    await aws.client(LambdaClient).send(
      new PutFunctionEventInvokeConfigCommand({
        FunctionName: inputs.functionName,
        MaximumEventAgeInSeconds: inputs.maximumEventAgeInSeconds,
        MaximumRetryAttempts: inputs.maximumRetryAttempts,
        DestinationConfig: {
          OnFailure: { Destination: onFailure?.destination },
          OnSuccess: { Destination: onSuccess?.destination },
        },
      }),
    );
    return inputs.functionName;
  },

  async read(id, aws) {
    const found = await unlessGone(
      aws.client(LambdaClient).send(new GetFunctionEventInvokeConfigCommand({ FunctionName: id })),
    );
    if (!found) return undefined;
    const failure = found.DestinationConfig?.OnFailure?.Destination;
    const success = found.DestinationConfig?.OnSuccess?.Destination;
    return {
      destinationConfig:
        failure || success
          ? {
              onFailure: failure ? { destination: failure } : undefined,
              onSuccess: success ? { destination: success } : undefined,
            }
          : undefined,
      functionName: id,
      maximumEventAgeInSeconds: found.MaximumEventAgeInSeconds,
      maximumRetryAttempts: found.MaximumRetryAttempts,
    };
  },

  async update(id, inputs, aws) {
    // A put replaces what was there, but moto keeps answering the first one.
    await this.delete(id, aws, inputs);
    await this.create(inputs, aws);
  },

  async delete(id, aws) {
    await unlessGone(
      aws
        .client(LambdaClient)
        .send(new DeleteFunctionEventInvokeConfigCommand({ FunctionName: id })),
    );
  },
});
