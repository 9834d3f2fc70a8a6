import { asPartition, iamEventsRegion } from '../../rules/arn';
import type { Need } from '../../rules/deployer/needs';
import { autoNamed, type Account } from './account';

/** As stacks/watched-account.ts makes it. */
export function watchedAccountNeeds(account: Account): readonly Need[] {
  const { config } = account.wanted.plan;
  if (config.coveredByStackSet) return [];
  return [
    ...account.make(
      ['aws:iam/role:Role', 'aws:iam/rolePolicy:RolePolicy'],
      [account.iam(`role/${config.auditRoleName}`)],
    ),
    ...account.serviceRoles('events', [autoNamed('key-events-role')]),
    ...account.make(
      ['aws:cloudwatch/eventRule:EventRule', 'aws:cloudwatch/eventTarget:EventTarget'],
      [account.arn('events', `rule/${autoNamed('key-events-rule')}`, eventsRegion(account))],
    ),
    ...(config.createTrail ? trailNeeds(account) : []),
  ];
}

function trailNeeds(account: Account): readonly Need[] {
  const isProtected = account.wanted.plan.config.deletionProtection;
  const name = autoNamed('key-events-trail');
  return [
    ...account.make(
      ['aws:cloudtrail/trail:Trail'],
      [account.arn('cloudtrail', `trail/${name}`, eventsRegion(account))],
      { isProtected },
    ),
    ...account.make(
      ['aws:s3/bucket:Bucket', 'aws:s3/bucketPolicy:BucketPolicy'],
      [account.bucket(name)],
      { isProtected },
    ),
  ];
}

function eventsRegion({ wanted }: Account): string {
  return iamEventsRegion(asPartition(wanted.plan.account.partition));
}
