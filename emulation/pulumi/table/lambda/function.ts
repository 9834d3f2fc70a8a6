import { createHash } from 'node:crypto';
import {
  CreateFunctionCommand,
  DeleteFunctionCodeSigningConfigCommand,
  DeleteFunctionCommand,
  DeleteFunctionConcurrencyCommand,
  GetFunctionCodeSigningConfigCommand,
  GetFunctionCommand,
  LambdaClient,
  PutFunctionCodeSigningConfigCommand,
  PutFunctionConcurrencyCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import type { z } from 'zod';
import type { Aws } from '../../aws';
import { unlessGone } from '../gone';
import { defineResource } from '../resource-type';
import { changeTags } from '../tags';
import { zipOf } from './archive';
import { configuration, inputs, stateOf } from './function-configuration';

type Inputs = z.output<typeof inputs>;

/** The provider's words for "no reservation". */
const UNRESERVED = -1;

export const lambdaFunction = defineResource({
  token: 'aws:lambda/function:Function',
  inputs,
  computed: [
    'arn',
    'invokeArn',
    'lastModified',
    'qualifiedArn',
    'qualifiedInvokeArn',
    'responseStreamingInvokeArn',
    'signingJobArn',
    'signingProfileVersionArn',
    'sourceCodeSize',
    'tagsAll',
    'version',
  ],
  replaceOn: ['name', 'region'],
  filledByAws: [
    'architectures',
    'codeSha256',
    'ephemeralStorage',
    'loggingConfig',
    'sourceCodeHash',
    'tracingConfig',
  ],
  autoName: { property: 'name', maximumLength: 64 },
  // Lambda gives back a hash of the code, not the code.
  unreadable: ['code', 'publish', 'sourceCodeHash'],

  async create(inputs, aws) {
    await aws.client(LambdaClient).send(
      new CreateFunctionCommand({
        ...configuration(inputs),
        Architectures: inputs.architectures,
        Code: { ZipFile: zipOf(inputs.code) },
        CodeSigningConfigArn: inputs.codeSigningConfigArn,
        PackageType: inputs.packageType,
        Publish: inputs.publish,
        Tags: inputs.tags,
      }),
    );
    await reserve(aws, inputs);
    return inputs.name;
  },

  async read(id, aws) {
    const lambda = aws.client(LambdaClient);
    const answer = await unlessGone(lambda.send(new GetFunctionCommand({ FunctionName: id })));
    if (!answer?.Configuration) return undefined;
    const signing = await lambda.send(
      new GetFunctionCodeSigningConfigCommand({ FunctionName: id }),
    );
    return {
      ...stateOf(answer.Configuration, aws),
      codeSigningConfigArn: signing.CodeSigningConfigArn || undefined,
      reservedConcurrentExecutions: answer.Concurrency?.ReservedConcurrentExecutions ?? UNRESERVED,
      tags: answer.Tags ?? {},
    };
  },

  async update(id, inputs, aws, old) {
    const lambda = aws.client(LambdaClient);
    const ZipFile = zipOf(inputs.code);
    if (sha256(ZipFile) !== old['codeSha256'] || inputs.architectures?.[0] !== architecture(old)) {
      await lambda.send(
        new UpdateFunctionCodeCommand({
          FunctionName: id,
          ZipFile,
          Architectures: inputs.architectures,
          Publish: inputs.publish,
        }),
      );
      await waitUntilFunctionUpdatedV2({ client: lambda, maxWaitTime: 60 }, { FunctionName: id });
    }
    await lambda.send(new UpdateFunctionConfigurationCommand(configuration(inputs)));
    await reserve(aws, inputs);
    if (inputs.codeSigningConfigArn !== old['codeSigningConfigArn']) await sign(aws, inputs);
    await changeTags(old['tags'], inputs.tags, {
      set: (Tags) => lambda.send(new TagResourceCommand({ Resource: String(old['arn']), Tags })),
      remove: (TagKeys) =>
        lambda.send(new UntagResourceCommand({ Resource: String(old['arn']), TagKeys })),
    });
  },

  async delete(id, aws) {
    await unlessGone(
      aws.client(LambdaClient).send(new DeleteFunctionCommand({ FunctionName: id })),
    );
  },
});

function architecture(old: Readonly<Record<string, unknown>>): string | undefined {
  return (old['architectures'] as string[] | undefined)?.[0];
}

/** As Lambda writes it. */
function sha256(zip: Uint8Array): string {
  return createHash('sha256').update(zip).digest('base64');
}

async function sign(aws: Aws, { name, codeSigningConfigArn }: Inputs): Promise<void> {
  const lambda = aws.client(LambdaClient);
  if (codeSigningConfigArn === undefined)
    await lambda.send(new DeleteFunctionCodeSigningConfigCommand({ FunctionName: name }));
  else
    await lambda.send(
      new PutFunctionCodeSigningConfigCommand({
        FunctionName: name,
        CodeSigningConfigArn: codeSigningConfigArn,
      }),
    );
}

async function reserve(aws: Aws, { name, reservedConcurrentExecutions }: Inputs): Promise<void> {
  const lambda = aws.client(LambdaClient);
  if (reservedConcurrentExecutions === UNRESERVED)
    await unlessGone(lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName: name })));
  else
    await lambda.send(
      new PutFunctionConcurrencyCommand({
        FunctionName: name,
        ReservedConcurrentExecutions: reservedConcurrentExecutions,
      }),
    );
}
