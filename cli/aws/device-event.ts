import type { Event } from '@aws-sdk/client-cloudtrail';
import { z } from 'zod';
import { jsonIn } from '../../rules/json-in';
import { deviceCalls, type DeviceEvent } from '../../rules/offboarding/device-events';
import { textIn, trailRecord } from './trail-record';

const eventSchema = trailRecord.extend({ eventName: z.enum(deviceCalls) });

/** A call about an MFA device; records that Keyturn can't read are as good as none. */
export function deviceEventOf({ CloudTrailEvent = '' }: Event): DeviceEvent | undefined {
  const record = eventSchema.safeParse(jsonIn(CloudTrailEvent)).data;
  const serialNumber = textIn(record?.requestParameters, 'serialNumber');
  if (!record || record.errorCode || serialNumber === undefined) return undefined;
  const { eventName: call, eventID: eventId, userIdentity } = record;
  const userName = ownerOf(record);
  return {
    ...{ at: new Date(record.eventTime), call, eventId, serialNumber },
    by: userIdentity.arn ?? userIdentity.type,
    ...(userName !== undefined && { userName }),
  };
}

/** Without a name a call is about the caller; of one that deletes a device nobody says whose it was. */
function ownerOf({
  eventName,
  requestParameters,
  userIdentity,
}: z.infer<typeof eventSchema>): string | undefined {
  if (eventName === 'DeleteVirtualMFADevice') return undefined;
  return textIn(requestParameters, 'userName') ?? userIdentity.userName ?? undefined;
}
