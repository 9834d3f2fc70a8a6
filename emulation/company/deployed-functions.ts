import {
  GetFunctionCommand,
  LambdaClient,
  paginateListFunctions,
  type FunctionConfiguration,
} from '@aws-sdk/client-lambda';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { LambdaFunction } from '../lambda/lambda-function';
import type { Moto } from '../moto/start';
import { awsOf, type Place } from './aws-of';

/** What is not in the emulated AWS, or not as it would be in a real one. */
export interface GivenToFunctions {
  /** The folder with the bundle of the function of this name. */
  readonly codePathOf: (functionName: string) => string;
  /** Variables over those of the stack. */
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * Every Lambda function of an account, by name, ready to be invoked as the stack configured it. What the emulation
 * adds is where AWS is, and the caller's environment.
 */
export async function deployedFunctions(
  moto: Moto,
  place: Place,
  { codePathOf, environment }: GivenToFunctions,
): Promise<ReadonlyMap<string, LambdaFunction>> {
  const aws = await awsOf(moto, place);
  const lambda = new LambdaClient(aws);
  const functions = new Map<string, LambdaFunction>();
  for await (const page of paginateListFunctions({ client: lambda }, {}))
    for (const { FunctionName } of page.Functions ?? []) {
      const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName }));
      if (!Configuration?.FunctionName) throw new Error(`moto does not know ${FunctionName}`);
      const codePath = codePathOf(Configuration.FunctionName);
      functions.set(
        Configuration.FunctionName,
        new LambdaFunction({
          arn: Configuration.FunctionArn ?? '',
          codePath,
          handler: Configuration.Handler ?? '',
          environment: {
            ...(await environmentOf(moto, aws, Configuration)),
            ...environment,
          },
          timeoutMs: (Configuration.Timeout ?? 3) * 1000,
        }),
      );
    }
  return functions;
}

/** The resource's own environment and the credentials of the role that the stack gave it. */
async function environmentOf(
  moto: Moto,
  aws: Awaited<ReturnType<typeof awsOf>>,
  { FunctionName, Role, Environment }: FunctionConfiguration,
): Promise<Record<string, string>> {
  const { Credentials } = await new STSClient(aws).send(
    new AssumeRoleCommand({ RoleArn: Role, RoleSessionName: FunctionName }),
  );
  return {
    ...Environment?.Variables,
    AWS_ENDPOINT_URL: moto.url,
    AWS_REGION: aws.region,
    AWS_LAMBDA_FUNCTION_NAME: FunctionName ?? '',
    AWS_ACCESS_KEY_ID: Credentials?.AccessKeyId ?? '',
    AWS_SECRET_ACCESS_KEY: Credentials?.SecretAccessKey ?? '',
    AWS_SESSION_TOKEN: Credentials?.SessionToken ?? '',
  };
}
