import { LogGroup } from '@pulumi/aws/cloudwatch/logGroup';
import { Role } from '@pulumi/aws/iam/role';
import { RolePolicy } from '@pulumi/aws/iam/rolePolicy';
import { Function as LambdaFunction } from '@pulumi/aws/lambda/function';
import * as pulumi from '@pulumi/pulumi';
import { metricNamespace } from '../../rules/metrics';
import { serviceTrust, type PolicyDocument } from '../../rules/policies';
import { inputError } from '../check';
import { fit } from '../documents';
import type { AnyFunctionName } from '../../rules/names';
import type { CheckedArgs } from './check-args';
import type { Parts } from './parts';

export interface FunctionSpec {
  readonly what: AnyFunctionName;
  readonly description: string;
  /** The document of its role, for its own log group. */
  readonly permissions: (logGroupArn: string) => pulumi.Output<PolicyDocument>;
  /** False: it reads none of Powertools' variables. Default: true. */
  readonly usesPowertools?: boolean;
  /** Beside Powertools' variables; one that is undefined is not set. */
  readonly variables: Readonly<Record<string, pulumi.Input<string | undefined>>>;
  readonly memorySize: pulumi.Input<number>;
  readonly timeout: pulumi.Input<number>;
  /** What must be there before it is told of it. */
  readonly after?: readonly pulumi.Resource[];
}

/** A function with its own role and log group. It is made when all that it may do is granted. */
export function makeFunction(parts: Parts, spec: FunctionSpec) {
  const { args, keys, child } = parts;
  const prefix = `${parts.name}-${spec.what}`;
  const name = parts.names.functionOf(spec.what);
  const logGroup = new LogGroup(
    `${prefix}-logs`,
    {
      name: parts.names.logGroupOf(spec.what),
      retentionInDays: args.logRetentionDays,
      kmsKeyId: keys.all,
    },
    child,
  );
  const role = new Role(
    `${prefix}-role`,
    {
      name,
      description: `Keyturn's function ${spec.what}`,
      assumeRolePolicy: JSON.stringify(serviceTrust('lambda')),
    },
    child,
  );
  const permissions = new RolePolicy(
    `${prefix}-permissions`,
    {
      role: role.name,
      name: spec.what,
      policy: logGroup.arn
        .apply(spec.permissions)
        .apply((document) => fit(document, 'roleInline', 'accounts')),
    },
    child,
  );
  const lambda = new LambdaFunction(
    `${prefix}-function`,
    {
      name,
      description: spec.description,
      role: role.arn,
      runtime: 'nodejs24.x',
      architectures: ['arm64'],
      handler: 'index.handler',
      code: args.bundles[spec.what],
      codeSigningConfigArn: args.codeSigningConfigArn,
      memorySize: spec.memorySize,
      reservedConcurrentExecutions: args.reservedConcurrency[spec.what],
      timeout: spec.timeout,
      kmsKeyArn: keys.all,
      environment: { variables: environment(name, args, spec) },
      // Said in either case: left out, it would stay as it was.
      tracingConfig: { mode: args.tracing ? 'Active' : 'PassThrough' },
      loggingConfig: { logFormat: 'Text', logGroup: logGroup.name },
    },
    { ...child, dependsOn: [permissions, ...(spec.after ?? [])] },
  );
  return { lambda, role };
}

/** All variables of a function together; Lambda takes no more. */
const MOST_BYTES = 4096;

function environment(
  serviceName: string,
  { logLevel }: CheckedArgs,
  { variables, usesPowertools = true }: FunctionSpec,
): pulumi.Output<Record<string, string>> {
  const powertools = {
    NODE_OPTIONS: '--enable-source-maps',
    POWERTOOLS_LOG_LEVEL: logLevel,
    POWERTOOLS_METRICS_NAMESPACE: metricNamespace,
    POWERTOOLS_SERVICE_NAME: serviceName,
  };
  return pulumi
    .output({ ...variables, ...(usesPowertools ? powertools : {}) })
    .apply((each: Record<string, string | undefined>) => {
      const all = Object.fromEntries(
        Object.entries(each).filter((entry): entry is [string, string] => entry[1] !== undefined),
      );
      const bytes = Buffer.byteLength(Object.entries(all).flat().join(''));
      if (bytes <= MOST_BYTES) return all;
      throw inputError(
        'accounts',
        `the environment of ${serviceName} has ${bytes} bytes with all of them, and Lambda takes ${MOST_BYTES}: use shorter names, or organizationId`,
      );
    });
}
