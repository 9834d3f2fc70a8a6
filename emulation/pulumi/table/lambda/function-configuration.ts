import type {
  CreateFunctionCommandInput,
  FunctionConfiguration,
  UpdateFunctionConfigurationCommandInput,
} from '@aws-sdk/client-lambda';
import { z } from 'zod';
import type { Aws } from '../../aws';
import { regional, tags } from '../inputs';
import type { Outputs } from '../resource-type';
import { archive } from './archive';

export const inputs = z.strictObject({
  architectures: z.array(z.enum(['x86_64', 'arm64'])).optional(),
  code: archive,
  codeSha256: z.string().optional(),
  codeSigningConfigArn: z.string().optional(),
  description: z.string().optional(),
  environment: z.strictObject({ variables: z.record(z.string(), z.string()) }).optional(),
  ephemeralStorage: z.strictObject({ size: z.number().int().default(512) }).optional(),
  handler: z.string(),
  kmsKeyArn: z.string().optional(),
  layers: z.array(z.string()).optional(),
  loggingConfig: z
    .strictObject({
      applicationLogLevel: z.string().optional(),
      logFormat: z.enum(['Text', 'JSON']),
      logGroup: z.string().optional(),
      systemLogLevel: z.string().optional(),
    })
    .optional(),
  memorySize: z.number().int().default(128),
  name: z.string(),
  packageType: z.literal('Zip').default('Zip'),
  publish: z.boolean().default(false),
  ...regional,
  reservedConcurrentExecutions: z.number().int().default(-1),
  role: z.string(),
  runtime: z.string(),
  sourceCodeHash: z.string().optional(),
  tags,
  timeout: z.number().int().default(3),
  tracingConfig: z.strictObject({ mode: z.enum(['Active', 'PassThrough']) }).optional(),
});

/** What creating and updating a function have in common. */
export function configuration(
  wanted: z.output<typeof inputs>,
): UpdateFunctionConfigurationCommandInput &
  Pick<CreateFunctionCommandInput, 'Role' | 'FunctionName'> {
  const { loggingConfig } = wanted;
  return {
    FunctionName: wanted.name,
    Role: wanted.role,
    Handler: wanted.handler,
    Runtime: wanted.runtime as 'nodejs24.x',
    Description: wanted.description ?? '',
    MemorySize: wanted.memorySize,
    Timeout: wanted.timeout,
    Environment: { Variables: wanted.environment?.variables ?? {} },
    EphemeralStorage: wanted.ephemeralStorage && { Size: wanted.ephemeralStorage.size },
    KMSKeyArn: wanted.kmsKeyArn,
    Layers: wanted.layers,
    TracingConfig: wanted.tracingConfig && { Mode: wanted.tracingConfig.mode },
    LoggingConfig: loggingConfig && {
      LogFormat: loggingConfig.logFormat,
      LogGroup: loggingConfig.logGroup,
      ApplicationLogLevel: loggingConfig.applicationLogLevel as 'INFO' | undefined,
      SystemLogLevel: loggingConfig.systemLogLevel as 'INFO' | undefined,
    },
  };
}

/** A function as the provider describes it. */
export function stateOf(found: FunctionConfiguration, aws: Aws): Outputs {
  const { Environment, EphemeralStorage, LoggingConfig, TracingConfig } = found;
  const invokeArn = (arn: string | undefined) =>
    `arn:${aws.partition}:apigateway:${aws.region}:lambda:path/2015-03-31/functions/${arn}/invocations`;
  const qualifiedArn = `${found.FunctionArn}:${found.Version}`;
  return {
    architectures: found.Architectures,
    arn: found.FunctionArn,
    codeSha256: found.CodeSha256,
    description: found.Description || undefined,
    environment: Environment?.Variables && { variables: Environment.Variables },
    ephemeralStorage: EphemeralStorage && { size: EphemeralStorage.Size },
    handler: found.Handler,
    invokeArn: invokeArn(found.FunctionArn),
    kmsKeyArn: found.KMSKeyArn || undefined,
    lastModified: found.LastModified,
    layers: found.Layers?.map(({ Arn }) => Arn),
    loggingConfig: LoggingConfig && {
      applicationLogLevel: LoggingConfig.ApplicationLogLevel,
      logFormat: LoggingConfig.LogFormat,
      logGroup: LoggingConfig.LogGroup,
      systemLogLevel: LoggingConfig.SystemLogLevel,
    },
    memorySize: found.MemorySize,
    name: found.FunctionName,
    packageType: found.PackageType,
    qualifiedArn,
    qualifiedInvokeArn: invokeArn(qualifiedArn),
    responseStreamingInvokeArn: invokeArn(found.FunctionArn).replace(
      /invocations$/,
      'response-streaming-invocations',
    ),
    role: found.Role,
    runtime: found.Runtime,
    signingJobArn: found.SigningJobArn ?? '',
    signingProfileVersionArn: found.SigningProfileVersionArn ?? '',
    sourceCodeSize: found.CodeSize,
    timeout: found.Timeout,
    tracingConfig: TracingConfig && { mode: TracingConfig.Mode },
    version: found.Version,
  };
}
