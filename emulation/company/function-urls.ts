import {
  GetFunctionUrlConfigCommand,
  GetPolicyCommand,
  LambdaClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';
import { startFunctionUrl, type FunctionUrl } from '../lambda/function-url';
import type { LambdaFunction } from '../lambda/lambda-function';
import type { Moto } from '../moto/start';
import { awsOf, type Place } from './aws-of';

interface Statement {
  readonly Effect: string;
  readonly Principal: unknown;
  readonly Action: string;
  readonly Condition?: Readonly<Record<string, unknown>>;
}

/** What everybody must be allowed, before a URL without IAM's authentication lets them through. */
const needed: readonly (readonly [action: string, condition: string])[] = [
  ['lambda:InvokeFunctionUrl', '{"StringEquals":{"lambda:FunctionUrlAuthType":"NONE"}}'],
  ['lambda:InvokeFunction', '{"Bool":{"lambda:InvokedViaFunctionUrl":"true"}}'],
];

/**
 * Opens the Function URLs that the stacks have made, each on a port of its own.
 * @throws Error where AWS would let nobody through: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
 */
export async function openFunctionUrls(
  moto: Moto,
  place: Place,
  functions: ReadonlyMap<string, LambdaFunction>,
  now: () => Date,
): Promise<readonly FunctionUrl[]> {
  const lambda = new LambdaClient(await awsOf(moto, place));
  const opened: FunctionUrl[] = [];
  for (const [name, target] of functions) {
    const authType = await authTypeOf(lambda, name);
    if (authType === undefined) continue;
    if (authType !== 'NONE' || !(await letsEverybodyThrough(lambda, name)))
      throw new Error(`the URL of ${name} lets nobody through without credentials`);
    opened.push(await startFunctionUrl(target, now));
  }
  return opened;
}

/** Undefined where the function has no URL. */
async function authTypeOf(lambda: LambdaClient, FunctionName: string): Promise<string | undefined> {
  try {
    return (await lambda.send(new GetFunctionUrlConfigCommand({ FunctionName }))).AuthType;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function letsEverybodyThrough(lambda: LambdaClient, FunctionName: string): Promise<boolean> {
  const { Policy = '' } = await lambda.send(new GetPolicyCommand({ FunctionName }));
  const { Statement } = JSON.parse(Policy) as { readonly Statement: readonly Statement[] };
  return needed.every(([action, condition]) =>
    Statement.some(
      (each) =>
        each.Effect === 'Allow' &&
        JSON.stringify(each.Principal) === '"*"' &&
        each.Action === action &&
        JSON.stringify(each.Condition) === condition,
    ),
  );
}
