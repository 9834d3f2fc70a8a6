import { Dashboard } from '@pulumi/aws/cloudwatch/dashboard';
import type { StateMachine } from '@pulumi/aws/sfn/stateMachine';
import * as pulumi from '@pulumi/pulumi';
import type { Alarms } from './alarms';
import { dashboardBody } from './dashboard-body';
import type { Parts } from './parts';

/** What the person on call and an auditor look at; nothing where nobody has asked for it. */
export function makeDashboard(
  { name, names, args, region, child }: Parts,
  alarms: Alarms,
  stateMachine: StateMachine | undefined,
): void {
  if (!args.dashboard) return;
  new Dashboard(
    `${name}-dashboard`,
    {
      dashboardName: names.dashboard,
      dashboardBody: pulumi
        .all([region, args.settings, alarms.arns, stateMachine?.arn])
        .apply(([inRegion, { clocks }, alarmArns, stateMachineArn]) =>
          JSON.stringify(
            dashboardBody({
              names,
              region: inRegion,
              alarmArns,
              stopAt: clocks['access-key'].stopAt,
              stateMachineArn,
              isInteractive: args.answers !== undefined,
            }),
          ),
        ),
    },
    child,
  );
}
