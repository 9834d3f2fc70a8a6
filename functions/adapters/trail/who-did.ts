import { paginateLookupEvents, type CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { statusCalls } from '../../../rules/credentials';
import type { Maker, MakersCall } from '../../../rules/notices';
import { isSameName } from '../../../rules/without-case';
import { makerOf, ownerOf, type KeyCall } from '../../cloudtrail-record';
import type { CredentialOfUser } from '../../ports/iam-trail';
import type { Calls } from '../accounts/calls';
import { lookupOf } from './lookup-of';
import { recordOf } from './record-of';

/** A credential's events of 90 days fit in these, unless somebody plays with it. */
const PAGES = 4;

/** CloudTrail's newest record of a call that made the credential or enabled it, as far as its 90 days go. */
export async function whoDid(
  cloudTrail: CloudTrailClient,
  calls: Calls,
  call: MakersCall,
  credential: CredentialOfUser,
): Promise<Maker | undefined> {
  return calls.make('cloudtrail:LookupEvents', async (options) => {
    const input = { LookupAttributes: [lookupOf(call, credential)] };
    let page = 0;
    for await (const { Events = [] } of paginateLookupEvents(
      { client: cloudTrail },
      input,
      options,
    )) {
      // Newest first.
      const found = Events.map(recordOf).find(
        (record) => record && isMeant(record, call, credential),
      );
      if (found) return makerOf(found);
      if (++page === PAGES) return undefined;
    }
    return undefined;
  });
}

function isMeant(record: KeyCall, call: MakersCall, { id, userName }: CredentialOfUser): boolean {
  const { eventName, errorCode, requestParameters, responseElements } = record;
  if (eventName !== call || errorCode !== undefined) return false;
  if (!isSameName(ownerOf(record) ?? '', userName)) return false;
  if (call === 'CreateAccessKey') return responseElements?.accessKey?.accessKeyId === id;
  return (
    requestParameters?.status === 'Active' &&
    statusCalls.some(({ name, idField }) => name === call && requestParameters[idField] === id)
  );
}
