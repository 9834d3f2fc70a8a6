import {
  GetScheduleCommand,
  SchedulerClient,
  type GetScheduleCommandOutput,
} from '@aws-sdk/client-scheduler';
import { momentInUtc } from '../../../rules/calendar';
import { requestHandler } from '../../aws/credentials';
import type { Deployment } from '../deployment';
import { asked, fine, orAbsent, wrong, type Finding } from '../finding';
import { firstSkippedDay, nextTime, readDailyCron, type DailyTime } from '../schedule-time';

const page = 'docs/runbooks/heartbeat.md';
const deployAgain = { todo: 'pulumi up on the monitor’s stack puts it back', page };

export interface FoundSchedule {
  readonly schedule?: GetScheduleCommandOutput;
  readonly findings: readonly Finding[];
}

/** Whether the schedule is there and on, what it wakes and when. */
export async function lookAtSchedule(deployment: Deployment, now: Date): Promise<FoundSchedule> {
  const { caller, names } = deployment;
  const scheduler = new SchedulerClient({ ...caller.client, requestHandler });
  const subject = { what: 'schedule', id: names.schedule };
  let schedule: GetScheduleCommandOutput | undefined;
  const findings = await asked(caller, subject, 'scheduler:GetSchedule', async () => {
    const command = new GetScheduleCommand({
      Name: names.schedule,
      GroupName: names.scheduleGroup,
    });
    schedule = await orAbsent(scheduler.send(command));
    return schedule
      ? judgeSchedule(deployment, schedule, now)
      : [wrong(subject, 'there is none: nothing wakes the monitor', deployAgain)];
  });
  return { schedule, findings };
}

/** The time of day of a schedule that is on; undefined where there is none that this version writes. */
export function dailyTimeOf(schedule: GetScheduleCommandOutput | undefined): DailyTime | undefined {
  const { ScheduleExpression = '', ScheduleExpressionTimezone = 'UTC', State } = schedule ?? {};
  return State === 'DISABLED'
    ? undefined
    : readDailyCron(ScheduleExpression, ScheduleExpressionTimezone);
}

function judgeSchedule(
  { names, declared }: Deployment,
  schedule: GetScheduleCommandOutput,
  now: Date,
): readonly Finding[] {
  const subject = { what: 'schedule', id: names.schedule };
  const { ScheduleExpression = '', ScheduleExpressionTimezone = 'UTC', State, Target } = schedule;
  if (State !== 'ENABLED')
    return [wrong(subject, `it is ${State}: nothing wakes the monitor`, deployAgain)];
  const time = dailyTimeOf(schedule);
  const said = `${ScheduleExpression} in ${ScheduleExpressionTimezone}`;
  if (!time) return [wrong(subject, `it is ${said}, and no daily time`, deployAgain)];
  const wakes = Target?.Arn ?? 'nothing';
  const isOurs = [
    `:function:${names.functionOf('monitor')}`,
    `:stateMachine:${names.stateMachine}`,
  ];
  if (!isOurs.some((end) => wakes.endsWith(end)))
    return [wrong(subject, `it wakes ${wakes}, which is not the monitor`, deployAgain)];
  const at = `${pad(time.hour)}:${pad(time.minute)}`;
  const { config } = declared?.plan ?? {};
  const wanted = config && `${config.scheduleTime} ${config.settings.timeZone}`;
  if (wanted !== undefined && wanted !== `${at} ${time.timeZone}`)
    return [
      wrong(subject, `it is at ${at} ${time.timeZone}, and the stack’s file says ${wanted}`, {
        todo: 'pulumi up on the monitor’s stack',
        page,
      }),
    ];
  return [
    fine(subject, `daily at ${at} ${time.timeZone}; next ${momentInUtc(nextTime(time, now))}`),
    ...judgeClocks(subject.id, time, at, now),
  ];
}

function judgeClocks(id: string, time: DailyTime, at: string, now: Date): readonly Finding[] {
  const skipped = firstSkippedDay(time, now);
  if (skipped === undefined) return [];
  const subject = { what: 'schedule-clocks', id };
  const found = `on ${skipped} there is no ${at} in ${time.timeZone}, since the clocks are put forward over it: EventBridge Scheduler leaves that day out, and the alarm heartbeat comes`;
  const todo = 'choose a keyturn:scheduleTime outside 0:00 to 3:59';
  return [wrong(subject, found, { todo, page })];
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
