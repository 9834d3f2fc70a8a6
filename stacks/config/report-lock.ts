import { describeValue, type Problem } from './problem';
import type { StackFile } from './project-folder';
import type { StackConfig } from './stack-keys';

/** What S3 must keep longer than the bucket's own rule would stay as a version that nobody finds. */
export function checkReportLock(file: StackFile, config: StackConfig): Problem[] {
  const { reportObjectLock: lock, reportRetentionDays: kept } = config;
  if (!lock || lock.days <= kept) return [];
  return [
    {
      ...file.locate(['keyturn:reportObjectLock', 'days'], 'value'),
      found: describeValue(lock.days),
      expected: `at most ${kept}, the reportRetentionDays`,
    },
  ];
}
