import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { iamEventsRegion, partitionOfRegion } from '../../../rules/arn';
import { KeptClients, type AccountClients } from '../accounts/account-clients';
import type { AuditRole } from '../accounts/audit-role';

export type TrailClients = AccountClients<CloudTrailClient>;

/** CloudTrail in any region, for what is not IAM's alone. */
export interface RegionalTrailClients {
  in(accountId: string, region: string): CloudTrailClient;
}

export function regionalTrailClients(role: AuditRole): RegionalTrailClients {
  const clients = new KeptClients((place) => {
    const [accountId = '', region] = place.split('/');
    return new CloudTrailClient({ ...role.clientConfig(accountId), region });
  });
  return { in: (accountId, region) => clients.in(`${accountId}/${region}`) };
}

/** CloudTrail where it has IAM's events. */
export function trailClients(role: AuditRole): TrailClients {
  const region = iamEventsRegion(partitionOfRegion(role.region));
  return new KeptClients(
    (accountId) => new CloudTrailClient({ ...role.clientConfig(accountId), region }),
  );
}
