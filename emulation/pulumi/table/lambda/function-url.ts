import {
  AddPermissionCommand,
  CreateFunctionUrlConfigCommand,
  DeleteFunctionUrlConfigCommand,
  GetFunctionUrlConfigCommand,
  LambdaClient,
  UpdateFunctionUrlConfigCommand,
  type AddPermissionCommandInput,
} from '@aws-sdk/client-lambda';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { regional } from '../inputs';
import { defineResource } from '../resource-type';

/** What the provider grants by itself where everybody may call; it does not take it back. */
const everybody: readonly Omit<AddPermissionCommandInput, 'FunctionName' | 'Principal'>[] = [
  {
    StatementId: 'FunctionURLAllowPublicAccess',
    Action: 'lambda:InvokeFunctionUrl',
    FunctionUrlAuthType: 'NONE',
  },
  {
    StatementId: 'FunctionURLInvokeAllowPublicAccess',
    Action: 'lambda:InvokeFunction',
    InvokedViaFunctionUrl: true,
  },
];

export const functionUrl = defineResource({
  token: 'aws:lambda/functionUrl:FunctionUrl',
  inputs: z.strictObject({
    authorizationType: z.enum(['AWS_IAM', 'NONE']),
    functionName: z.string(),
    invokeMode: z.enum(['BUFFERED', 'RESPONSE_STREAM']).default('BUFFERED'),
    ...regional,
  }),
  computed: ['functionArn', 'functionUrl', 'urlId'],
  replaceOn: ['functionName', 'region'],

  async create(inputs, aws) {
    const lambda = aws.client(LambdaClient);
    const FunctionName = inputs.functionName;
    await lambda.send(
      new CreateFunctionUrlConfigCommand({
        FunctionName,
        AuthType: inputs.authorizationType,
        InvokeMode: inputs.invokeMode,
      }),
    );
    for (const permission of inputs.authorizationType === 'NONE' ? everybody : [])
      await lambda.send(new AddPermissionCommand({ ...permission, FunctionName, Principal: '*' }));
    return FunctionName;
  },

  async read(id, aws) {
    const found = await unlessGone(
      aws.client(LambdaClient).send(new GetFunctionUrlConfigCommand({ FunctionName: id })),
    );
    if (!found?.FunctionUrl) return undefined;
    return {
      authorizationType: found.AuthType,
      functionArn: found.FunctionArn,
      functionName: id,
      functionUrl: found.FunctionUrl,
      invokeMode: found.InvokeMode,
      urlId: new URL(found.FunctionUrl).hostname.split('.')[0],
    };
  },

  async update(id, inputs, aws) {
    await aws.client(LambdaClient).send(
      new UpdateFunctionUrlConfigCommand({
        FunctionName: id,
        AuthType: inputs.authorizationType,
        InvokeMode: inputs.invokeMode,
      }),
    );
  },

  async delete(id, aws) {
    await unlessGone(
      aws.client(LambdaClient).send(new DeleteFunctionUrlConfigCommand({ FunctionName: id })),
    );
  },
});
