import { paginateLookupEvents, type CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { Maker, MakersCall } from '../../../rules/notices';
import { isSameName } from '../../../rules/without-case';
import { makerOf, ownerOf, type KeyCall } from '../../cloudtrail-record';
import type { KeyOfUser } from '../../ports/iam-trail';
import type { Calls } from '../accounts/calls';
import { recordOf } from './record-of';

/** A key's events of 90 days fit in these, unless somebody plays with it. */
const PAGES = 4;

/** CloudTrail's newest record of a call that made the key or enabled it, as far as its 90 days go. */
export async function whoDid(
  cloudTrail: CloudTrailClient,
  calls: Calls,
  call: MakersCall,
  key: KeyOfUser,
): Promise<Maker | undefined> {
  return calls.make('cloudtrail:LookupEvents', async (options) => {
    const about = { AttributeKey: 'ResourceName', AttributeValue: key.id } as const;
    const input = { LookupAttributes: [about] };
    let page = 0;
    for await (const { Events = [] } of paginateLookupEvents(
      { client: cloudTrail },
      input,
      options,
    )) {
      // Newest first.
      const found = Events.map(recordOf).find((record) => record && isMeant(record, call, key));
      if (found) return makerOf(found);
      if (++page === PAGES) return undefined;
    }
    return undefined;
  });
}

function isMeant(record: KeyCall, call: MakersCall, key: KeyOfUser): boolean {
  const { eventName, errorCode, requestParameters, responseElements } = record;
  if (eventName !== call || errorCode !== undefined) return false;
  if (!isSameName(ownerOf(record) ?? '', key.userName)) return false;
  return call === 'CreateAccessKey'
    ? responseElements?.accessKey?.accessKeyId === key.id
    : requestParameters?.accessKeyId === key.id && requestParameters.status === 'Active';
}
