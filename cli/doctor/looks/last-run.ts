import { momentInUtc } from '../../../rules/calendar';
import { metricNamespace, type MetricName } from '../../../rules/metrics';
import { asked, fine, notKnown, wrong, type Finding } from '../finding';
import { lastTime } from '../schedule-time';
import type { Looking } from './looking';
import { timesAboveZero } from './metric-times';
import { dailyTimeOf } from './schedule';

const HOUR_MS = 3_600_000;
/** As the alarm heartbeat counts. */
const HEARTBEAT_MS = 26 * HOUR_MS;
/** CloudWatch answers 1,440 data points at a time: as many quarters of an hour. */
const LOOKBACK_MS = 14 * 24 * HOUR_MS;
const PERIOD_SECONDS = 900;
const completedMetric: MetricName<'monitor'> = 'RunCompleted';
const page = 'docs/runbooks/heartbeat.md';

/** When a run came to its end last, by the metric that the alarm goes by. */
export async function lookAtLastRun(looking: Looking): Promise<readonly Finding[]> {
  const { caller, names } = looking.deployment;
  const subject = { what: 'last-run', id: names.functionOf('monitor') };
  return asked(caller, subject, 'cloudwatch:GetMetricStatistics', async () => [
    judgeLastRun(subject, looking, await lastCompletedRun(looking)),
  ]);
}

async function lastCompletedRun({ deployment, now }: Looking): Promise<Date | undefined> {
  const { caller, names } = deployment;
  const completed = await timesAboveZero(
    caller,
    {
      namespace: metricNamespace,
      name: completedMetric,
      dimensions: { service: names.functionOf('monitor') },
      periodSeconds: PERIOD_SECONDS,
      since: new Date(now.getTime() - LOOKBACK_MS),
    },
    now,
  );
  return completed.at(-1);
}

function judgeLastRun(
  subject: { readonly what: string; readonly id: string },
  looking: Looking,
  last: Date | undefined,
): Finding {
  const { now } = looking;
  if (last && now.getTime() - last.getTime() < HEARTBEAT_MS)
    return fine(subject, `completed in the quarter of an hour from ${momentInUtc(last)} on`);
  const madeAt = yetToRunSince(looking);
  if (!last && madeAt)
    return notKnown(
      subject,
      `none was due since the schedule was made, ${momentInUtc(madeAt)}; the alarm heartbeat is on until one is completed`,
      { todo: 'wait for the schedule, or run it now as docs/runbooks/catch-up.md says', page },
    );
  const found = last
    ? `none was completed for 26 hours, the last one at ${momentInUtc(last)}`
    : 'none was completed in 14 days';
  return wrong(subject, found, {
    todo: 'look at the lines above and the function’s log, mend it, and catch up',
    page,
  });
}

/** When the schedule was made, where no time of its has come since. */
export function yetToRunSince({ schedule, now }: Looking): Date | undefined {
  const time = dailyTimeOf(schedule);
  const madeAt = schedule?.CreationDate;
  return time && madeAt && lastTime(time, now) < madeAt ? madeAt : undefined;
}
