import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import { alarmsOf, type AlarmName } from '../../../rules/alarm-names';
import { requestHandler } from '../../aws/credentials';
import { asked, fine, notKnown, runbookOf, wrong, type Finding } from '../finding';
import { isDistributed, isInteractive, type Looking } from './looking';
import { yetToRunSince } from './last-run';
import { lookAtTopic } from './topic';

/** Whether each alarm is there and quiet, and whether somebody hears it. */
export async function lookAtAlarms(looking: Looking): Promise<readonly Finding[]> {
  const { caller, monitor } = looking.deployment;
  const cloudwatch = new CloudWatchClient({ ...caller.client, requestHandler });
  const expected = alarmsOf({
    isDistributed: isDistributed(looking),
    isInteractive: isInteractive(looking),
  });
  let alarms: readonly MetricAlarm[] = [];
  const subject = { what: 'alarm', id: `${monitor}-*` };
  const findings = await asked(caller, subject, 'cloudwatch:DescribeAlarms', async () => {
    const AlarmNames = expected.map((name) => `${monitor}-${name}`);
    const answer = await cloudwatch.send(
      new DescribeAlarmsCommand({ AlarmNames, MaxRecords: 100 }),
    );
    alarms = answer.MetricAlarms ?? [];
    const byName = new Map(alarms.map((alarm) => [alarm.AlarmName, alarm]));
    return expected.map((name) => judgeAlarm(name, looking, byName.get(`${monitor}-${name}`)));
  });
  const topics = new Set(alarms.flatMap(({ AlarmActions = [] }) => AlarmActions));
  const heard = await Promise.all([...topics].map((arn) => lookAtTopic(looking.deployment, arn)));
  return [...findings, ...heard.flat()];
}

function judgeAlarm(name: AlarmName, looking: Looking, alarm: MetricAlarm | undefined): Finding {
  const subject = { what: 'alarm', id: `${looking.deployment.monitor}-${name}` };
  const page = runbookOf(name);
  const deployAgain = { todo: 'pulumi up on the monitor’s stack puts it back', page };
  if (!alarm) return wrong(subject, 'there is none: nobody would be told', deployAgain);
  if (alarm.ActionsEnabled === false)
    return wrong(subject, 'its actions are switched off: it tells nobody', {
      todo: `aws cloudwatch enable-alarm-actions --alarm-names ${subject.id}`,
      page,
    });
  if ((alarm.AlarmActions ?? []).length === 0)
    return wrong(subject, 'it has no action: it tells nobody', deployAgain);
  const since = alarm.StateUpdatedTimestamp?.toISOString().slice(0, 10) ?? 'some day';
  if (alarm.StateValue === 'ALARM' && name === 'heartbeat' && yetToRunSince(looking))
    return notKnown(subject, 'it is on until the first run is completed');
  if (alarm.StateValue === 'ALARM')
    return wrong(subject, `it is on since ${since}: ${alarm.StateReason ?? 'no reason given'}`, {
      todo: 'the runbook says what it means and what to do',
      page,
    });
  return alarm.StateValue === 'OK'
    ? fine(subject, 'quiet')
    : // Until there is something to measure; of some that is until the first run.
      notKnown(subject, 'it has nothing to go by yet');
}
