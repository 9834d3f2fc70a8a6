import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  SchedulerClient,
  UpdateScheduleCommand,
  type UpdateScheduleCommandInput,
} from '@aws-sdk/client-scheduler';
import { MONITOR, REGION } from '../doctored-company';
import { runbook, type Break, type Broken } from './broken';

const schedule = { Name: 'keyturn-daily', GroupName: 'keyturn' };

/** What wakes the monitor. */
export const schedulesBroken: Readonly<Record<string, Broken>> = {
  'a schedule that is off': {
    what: 'schedule',
    id: 'keyturn-daily',
    found: /it is DISABLED/,
    page: runbook('heartbeat'),
    break: changedSchedule({ State: 'DISABLED' }),
  },
  'a schedule that is not daily': {
    what: 'schedule',
    id: 'keyturn-daily',
    found: /rate\(7 days\) in Europe\/Berlin, and no daily time/,
    page: runbook('heartbeat'),
    break: changedSchedule({ ScheduleExpression: 'rate(7 days)' }),
  },
  'a schedule at another time than the file says': {
    what: 'schedule',
    id: 'keyturn-daily',
    found: /at 10:15 Europe\/Berlin, and the stack’s file says 09:00 Europe\/Berlin/,
    page: runbook('heartbeat'),
    break: changedSchedule({ ScheduleExpression: 'cron(15 10 * * ? *)' }),
  },
  'a schedule that wakes something else': {
    what: 'schedule',
    id: 'keyturn-daily',
    found: /function:other, which is not the monitor/,
    page: runbook('heartbeat'),
    break: changedSchedule({}, `arn:aws:lambda:${REGION}:${MONITOR}:function:other`),
  },
  'a schedule that is gone': {
    what: 'schedule',
    id: 'keyturn-daily',
    found: /nothing wakes the monitor/,
    page: runbook('heartbeat'),
    break: async (company) => {
      const scheduler = new SchedulerClient(await company.awsOf(MONITOR));
      const before = await scheduler.send(new GetScheduleCommand(schedule));
      await scheduler.send(new DeleteScheduleCommand(schedule));
      return () => scheduler.send(new CreateScheduleCommand(inputOf(before)));
    },
  },
  'a time that the clocks skip': {
    what: 'schedule-clocks',
    id: 'keyturn-daily',
    found: /on \d{4}-03-\d\d there is no 02:30 in Europe\/Berlin/,
    page: runbook('heartbeat'),
    break: async (company) => {
      const mend = await changedSchedule({ ScheduleExpression: 'cron(30 2 * * ? *)' })(company);
      const lines = company.monitorLines.replace("'09:00'", "'02:30'");
      const keep = company.writeMonitor(lines);
      return async () => {
        keep();
        await mend();
      };
    },
  },
};

function changedSchedule(change: Partial<UpdateScheduleCommandInput>, targetArn?: string): Break {
  return async (company) => {
    const scheduler = new SchedulerClient(await company.awsOf(MONITOR));
    const before = inputOf(await scheduler.send(new GetScheduleCommand(schedule)));
    const Target = before.Target && { ...before.Target, Arn: targetArn ?? before.Target.Arn };
    await scheduler.send(new UpdateScheduleCommand({ ...before, ...change, Target }));
    return () => scheduler.send(new UpdateScheduleCommand(before));
  };
}

/** What a schedule is made with, of what is said of it. */
function inputOf(found: object): UpdateScheduleCommandInput {
  const { Name, GroupName, ScheduleExpression, ScheduleExpressionTimezone, Description } =
    found as UpdateScheduleCommandInput;
  const { State, Target, FlexibleTimeWindow } = found as UpdateScheduleCommandInput;
  return {
    ...{ Name, GroupName, ScheduleExpression, ScheduleExpressionTimezone, Description },
    ...{ State, Target, FlexibleTimeWindow },
  };
}
