import type { Event } from '@aws-sdk/client-cloudtrail';
import { keyCallSchema, type KeyCall } from '../../cloudtrail-record';

/** Records that Keyturn can't read are as good as none. */
export function recordOf({ CloudTrailEvent = '' }: Event): KeyCall | undefined {
  try {
    return keyCallSchema.safeParse(JSON.parse(CloudTrailEvent)).data;
  } catch {
    return undefined;
  }
}
