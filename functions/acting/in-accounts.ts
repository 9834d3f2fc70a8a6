import { STSClient } from '@aws-sdk/client-sts';
import type { AuditRole } from '../adapters/accounts/audit-role';
import type { TimeLeft } from '../adapters/accounts/calls';
import { onlyAws } from '../adapters/aws/only-aws';
import { iamClients } from '../adapters/iam/clients';
import { AwsIamReader, type ReaderSettings } from '../adapters/iam/reader';
import { AwsIamSwitch } from '../adapters/iam/switch';
import { regionalTrailClients, trailClients } from '../adapters/trail/clients';
import { AwsKeyUses } from '../adapters/trail/key-uses';
import { AwsIamTrail } from '../adapters/trail/trail';
import { AwsWayUses } from '../adapters/trail/way-uses';
import type { IamReaderPort } from '../ports/iam-reader';
import type { IamSwitchPort } from '../ports/iam-switch';
import type { IamTrailPort } from '../ports/iam-trail';
import type { KeyUsesPort } from '../ports/key-uses';
import type { WayUsesPort } from '../ports/way-uses';

/** The SDK would wait for an answer for ever. */
export const requestHandler = {
  connectionTimeout: 5_000,
  requestTimeout: 30_000,
  throwOnRequestTimeout: true,
};

/** What a function does in the accounts, through the audit role. */
export interface InAccounts {
  readonly iam: IamReaderPort;
  readonly iamSwitch: IamSwitchPort;
  readonly trail: IamTrailPort;
  readonly uses: KeyUsesPort;
  readonly ways: WayUsesPort;
}

/** What sessions in other accounts are asked for with. */
export function stsClient(region: string): STSClient {
  return onlyAws(new STSClient({ region, requestHandler, retryMode: 'adaptive', maxAttempts: 10 }));
}

/**
 * Clients and sessions live as long as the execution environment; what asks by them as long as an invocation.
 * @returns for one invocation: what has no answer when its time is over is given up, so that it comes to its end
 */
export function throughAuditRole(
  role: AuditRole,
  settings: ReaderSettings,
): (timeLeft: TimeLeft) => InAccounts {
  const [iam, trail] = [iamClients(role), trailClients(role)];
  const regional = regionalTrailClients(role);
  return (timeLeft) => ({
    iam: new AwsIamReader(iam, settings, { timeLeft }),
    iamSwitch: new AwsIamSwitch(iam, timeLeft),
    trail: new AwsIamTrail(trail, role.name, timeLeft),
    uses: new AwsKeyUses(regional, role.region, { timeLeft }),
    ways: new AwsWayUses(regional, role.region, { timeLeft }),
  });
}
