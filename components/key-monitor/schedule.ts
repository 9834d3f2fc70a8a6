import { Role } from '@pulumi/aws/iam/role';
import { RolePolicy } from '@pulumi/aws/iam/rolePolicy';
import { Schedule } from '@pulumi/aws/scheduler/schedule';
import { ScheduleGroup } from '@pulumi/aws/scheduler/scheduleGroup';
import * as pulumi from '@pulumi/pulumi';
import { serviceTrust, type PolicyDocument } from '../../rules/policies';
import { json } from '../documents';
import type { Parts } from './parts';
import type { Queues } from './queues';

/** What the schedule wakes: the function, or the state machine that goes through the accounts. */
export interface Runner {
  readonly arn: pulumi.Output<string>;
  /** What the schedule's role may do. */
  readonly permissions: (missedSchedulesQueueArn: string) => pulumi.Output<PolicyDocument>;
}

/** Wakes the monitor once a day and tells it for when: that is the run's only clock. */
export function makeSchedule(parts: Parts, runner: Runner, { missedSchedules }: Queues): Schedule {
  const { name, names, args, child } = parts;
  // Its own group, because a role can be trusted to a group, not to a schedule.
  const group = new ScheduleGroup(`${name}-schedules`, { name: names.scheduleGroup }, child);
  const { role, permissions } = makeRole(parts, group, runner, missedSchedules.arn);
  return new Schedule(
    `${name}-schedule`,
    {
      name: names.schedule,
      groupName: group.name,
      description: "Keyturn's daily run",
      scheduleExpression: args.scheduleTime.apply((time) => {
        const [hour, minute] = time.split(':').map(Number);
        return `cron(${minute} ${hour} * * ? *)`;
      }),
      scheduleExpressionTimezone: args.settings.timeZone,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: runner.arn,
        roleArn: role.arn,
        input: JSON.stringify({ scheduledTime: '<aws.scheduler.scheduled-time>' }),
        // Of an hour's failures the next day's run makes up.
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 60 * 60 },
        deadLetterConfig: { arn: missedSchedules.arn },
      },
    },
    { ...child, dependsOn: [permissions] },
  );
}

function makeRole(
  { name, names, home, child }: Parts,
  group: ScheduleGroup,
  runner: Runner,
  missedSchedulesQueueArn: pulumi.Output<string>,
) {
  const role = new Role(
    `${name}-schedule-role`,
    {
      name: names.scheduleRole,
      description: "EventBridge Scheduler wakes Keyturn's monitor",
      assumeRolePolicy: json(
        pulumi
          .all([home, group.arn])
          .apply(([{ accountId }, arn]) => serviceTrust('scheduler', { accountId, arn })),
      ),
    },
    child,
  );
  const permissions = new RolePolicy(
    `${name}-schedule-permissions`,
    {
      role: role.name,
      name: 'schedule',
      policy: json(missedSchedulesQueueArn.apply(runner.permissions)),
    },
    child,
  );
  return { role, permissions };
}
