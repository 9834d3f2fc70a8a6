import type { LookupAttribute } from '@aws-sdk/client-cloudtrail';
import { accessKey } from '../../../rules/credentials/access-key';
import type { MakersCall } from '../../../rules/notices';

/** Keys are resources that CloudTrail finds by their ids; of other credentials it finds the calls. */
export function lookupOf(call: MakersCall, { id }: { readonly id: string }): LookupAttribute {
  const ofKeys: readonly string[] = accessKey.events;
  return ofKeys.includes(call)
    ? { AttributeKey: 'ResourceName', AttributeValue: id }
    : { AttributeKey: 'EventName', AttributeValue: call };
}
