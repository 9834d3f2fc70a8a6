import {
  CloudWatchLogsClient,
  paginateDescribeLogGroups,
  type LogGroup,
} from '@aws-sdk/client-cloudwatch-logs';
import { counted } from '../../../rules/counted';
import { functionsOf } from '../../../rules/names';
import { requestHandler } from '../../aws/credentials';
import { asked, fine, wrong, type Finding } from '../finding';
import { isDistributed, isInteractive, type Looking } from './looking';

const page = 'docs/doctor.md';
const todo = 'pulumi up on the monitor’s stack puts it back';

/** Whether the logs are kept for as long as is said, and not for ever. */
export async function lookAtLogs(looking: Looking): Promise<readonly Finding[]> {
  const { caller, names, declared, monitor } = looking.deployment;
  const logs = new CloudWatchLogsClient({ ...caller.client, requestHandler });
  const groups = functionsOf(isInteractive(looking)).map(names.logGroupOf);
  const wanted = declared?.plan.config.logRetentionDays;
  const subject = { what: 'log-retention', id: names.logGroupOf('monitor') };
  return asked(caller, subject, 'logs:DescribeLogGroups', async () => {
    const prefixes = [
      `/aws/lambda/${monitor}-`,
      ...(isDistributed(looking) ? [names.runLogGroup] : []),
    ];
    const found = (await Promise.all(prefixes.map((prefix) => groupsOf(logs, prefix)))).flat();
    const byName = new Map(found.map((group) => [group.logGroupName, group]));
    const all = [...groups, ...(isDistributed(looking) ? [names.runLogGroup] : [])];
    return all.map((name) => judgeLogGroup(name, byName.get(name), wanted));
  });
}

async function groupsOf(
  client: CloudWatchLogsClient,
  logGroupNamePrefix: string,
): Promise<readonly LogGroup[]> {
  const found: LogGroup[] = [];
  for await (const { logGroups = [] } of paginateDescribeLogGroups(
    { client },
    { logGroupNamePrefix },
  ))
    found.push(...logGroups);
  return found;
}

function judgeLogGroup(
  id: string,
  group: LogGroup | undefined,
  wanted: number | undefined,
): Finding {
  const subject = { what: 'log-retention', id };
  if (!group) return wrong(subject, 'there is no such log group', { todo, page });
  const days = group.retentionInDays;
  const expected =
    wanted === undefined ? '' : `, and the stack’s file says ${counted(wanted, 'day')}`;
  if (days === undefined || (wanted !== undefined && days !== wanted))
    return wrong(
      subject,
      `kept ${days === undefined ? 'for ever' : `for ${counted(days, 'day')}`}${expected}`,
      { todo, page },
    );
  return fine(subject, `kept for ${counted(days, 'day')}`);
}
