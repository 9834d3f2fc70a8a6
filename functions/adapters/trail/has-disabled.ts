import { paginateLookupEvents, type CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { KeyCall } from '../../cloudtrail-record';
import type { Calls } from '../accounts/calls';
import { recordOf } from './record-of';

/**
 * Whether this role's sessions have set the key to Inactive since then, as far as CloudTrail's 90 days go. It
 * shows a call some minutes late.
 */
export async function hasDisabled(
  cloudTrail: CloudTrailClient,
  calls: Calls,
  roleName: string,
  keyId: string,
  since: Date,
): Promise<boolean> {
  return calls.make('cloudtrail:LookupEvents', async (options) => {
    const about = { AttributeKey: 'ResourceName', AttributeValue: keyId } as const;
    // It counts whole seconds.
    const StartTime = new Date(Math.floor(since.getTime() / 1000) * 1000);
    const input = { LookupAttributes: [about], StartTime };
    for await (const { Events = [] } of paginateLookupEvents(
      { client: cloudTrail },
      input,
      options,
    ))
      if (Events.map(recordOf).some((record) => record && isDisabling(record, keyId, roleName)))
        return true;
    return false;
  });
}

function isDisabling(
  { eventName, errorCode, requestParameters, userIdentity: { arn = '' } }: KeyCall,
  keyId: string,
  roleName: string,
): boolean {
  return (
    eventName === 'UpdateAccessKey' &&
    errorCode === undefined &&
    requestParameters?.accessKeyId === keyId &&
    requestParameters.status === 'Inactive' &&
    arn.includes(`:assumed-role/${roleName}/`)
  );
}
