import { LogGroup } from '@pulumi/aws/cloudwatch/logGroup';
import { Role } from '@pulumi/aws/iam/role';
import { RolePolicy } from '@pulumi/aws/iam/rolePolicy';
import type { Function as LambdaFunction } from '@pulumi/aws/lambda/function';
import { StateMachine } from '@pulumi/aws/sfn/stateMachine';
import * as pulumi from '@pulumi/pulumi';
import { buildArn } from '../../rules/arn';
import {
  runPermissions,
  schedulePermissions,
  serviceTrust,
  startRunPermissions,
} from '../../rules/policies';
import { json } from '../documents';
import { FanOut } from './args';
import type { Parts } from './parts';
import { runDefinition } from './run-definition';
import type { Runner } from './schedule';

/** What the schedule wakes; in distributed runs a state machine. */
export function makeRunner(
  parts: Parts,
  monitor: LambdaFunction,
): Runner & { readonly stateMachine?: StateMachine } {
  if (parts.args.fanOut === FanOut.Function)
    return {
      arn: monitor.arn,
      permissions: (missedSchedulesQueueArn, key) =>
        monitor.arn.apply((functionArn) =>
          schedulePermissions({ functionArn, missedSchedulesQueueArn, key }),
        ),
    };
  const stateMachine = makeStateMachine(parts, monitor);
  return {
    arn: stateMachine.arn,
    permissions: (missedSchedulesQueueArn, key) =>
      stateMachine.arn.apply((stateMachineArn) =>
        startRunPermissions({ stateMachineArn, missedSchedulesQueueArn, key }),
      ),
    stateMachine,
  };
}

function makeStateMachine(parts: Parts, monitor: LambdaFunction): StateMachine {
  const { name, names, args, keys, child } = parts;
  const logGroup = new LogGroup(
    `${name}-run-logs`,
    {
      name: names.runLogGroup,
      retentionInDays: args.logRetentionDays,
      kmsKeyId: keys.all,
    },
    child,
  );
  const { role, permissions } = makeRole(parts, monitor);
  return new StateMachine(
    `${name}-run`,
    {
      name: names.stateMachine,
      type: 'STANDARD',
      roleArn: role.arn,
      definition: pulumi
        .all([monitor.arn, args.monitorTimeout, args.concurrency, args.accounts])
        .apply(([functionArn, timeout, concurrency, watched]) =>
          JSON.stringify(
            runDefinition({
              functionArn,
              timeout,
              concurrency,
              accounts: 'list' in watched ? watched.list : undefined,
            }),
          ),
        ),
      ...(keys.all && {
        encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: keys.all },
      }),
      tracingConfiguration: { enabled: args.tracing },
      loggingConfiguration: {
        level: 'ERROR',
        includeExecutionData: false,
        logDestination: pulumi.interpolate`${logGroup.arn}:*`,
      },
    },
    { ...child, dependsOn: [permissions] },
  );
}

function makeRole(
  { name, names, args, keys, home, region, child }: Parts,
  monitor: LambdaFunction,
) {
  // Known before it is there: its role names it, and it needs its role.
  const where = pulumi.all([home, region]).apply(([{ partition, accountId }, inRegion]) => ({
    accountId,
    arn: buildArn({
      partition,
      service: 'states',
      region: inRegion,
      accountId,
      resource: `stateMachine:${names.stateMachine}`,
    }),
  }));
  const role = new Role(
    `${name}-run-role`,
    {
      name: names.runRole,
      description: "Step Functions takes Keyturn's run through the accounts",
      // A map's children are of the same state machine, with a label.
      assumeRolePolicy: json(
        where.apply(({ accountId, arn }) =>
          serviceTrust('states', { accountId, arn: [arn, `${arn}/*`] }),
        ),
      ),
    },
    child,
  );
  const permissions = new RolePolicy(
    `${name}-run-permissions`,
    {
      role: role.name,
      name: 'run',
      policy: json(
        pulumi.all([monitor.arn, where, keys.all]).apply(([functionArn, { arn }, keyArn]) =>
          runPermissions({
            functionArn,
            stateMachineArn: arn,
            keyArn,
            isTraced: args.tracing,
          }),
        ),
      ),
    },
    child,
  );
  return { role, permissions };
}
