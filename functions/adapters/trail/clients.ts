import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { iamEventsRegion, partitionOfRegion } from '../../../rules/arn';
import { KeptClients, type AccountClients } from '../accounts/account-clients';
import type { AuditRole } from '../accounts/audit-role';

export type TrailClients = AccountClients<CloudTrailClient>;

/** CloudTrail where it has IAM's events. */
export function trailClients(role: AuditRole): TrailClients {
  const region = iamEventsRegion(partitionOfRegion(role.region));
  return new KeptClients(
    (accountId) => new CloudTrailClient({ ...role.clientConfig(accountId), region }),
  );
}
