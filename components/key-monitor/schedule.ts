import { Role } from '@pulumi/aws/iam/role';
import { RolePolicy } from '@pulumi/aws/iam/rolePolicy';
import { Schedule } from '@pulumi/aws/scheduler/schedule';
import { ScheduleGroup } from '@pulumi/aws/scheduler/scheduleGroup';
import * as pulumi from '@pulumi/pulumi';
import { buildArn } from '../../rules/arn';
import { serviceTrust, type PolicyDocument, type ScheduleKey } from '../../rules/policies';
import { json } from '../documents';
import type { Parts } from './parts';
import type { Queues } from './queues';

/** What the schedule wakes: the function, or the state machine that goes through the accounts. */
export interface Runner {
  readonly arn: pulumi.Output<string>;
  /** What the schedule's role may do. */
  readonly permissions: (
    missedSchedulesQueueArn: string,
    key: ScheduleKey | undefined,
  ) => pulumi.Output<PolicyDocument>;
}

/** Wakes the monitor once a day and tells it for when: that is the run's only clock. */
export function makeSchedule(parts: Parts, runner: Runner, { missedSchedules }: Queues): Schedule {
  const { name, names, args, keys, child } = parts;
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
      kmsKeyArn: keys.all,
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
  parts: Parts,
  group: ScheduleGroup,
  runner: Runner,
  missedSchedulesQueueArn: pulumi.Output<string>,
) {
  const { name, names, home, child } = parts;
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
      policy: json(
        pulumi
          .all([missedSchedulesQueueArn, keyOf(parts)])
          .apply(([queueArn, key]) => runner.permissions(queueArn, key)),
      ),
    },
    child,
  );
  return { role, permissions };
}

/** The schedule is known before it is there: its role's permissions name it, and it needs its role. */
function keyOf({ names, keys, home, region }: Parts): pulumi.Output<ScheduleKey | undefined> {
  return pulumi.all([keys.all, home, region]).apply(([keyArn, where, inRegion]) => {
    if (keyArn === undefined) return undefined;
    const resource = `schedule/${names.scheduleGroup}/${names.schedule}`;
    const scheduleArn = buildArn({ ...where, service: 'scheduler', region: inRegion, resource });
    return { keyArn, scheduleArn };
  });
}
