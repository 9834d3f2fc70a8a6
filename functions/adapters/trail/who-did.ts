import {
  paginateLookupEvents,
  type CloudTrailClient,
  type LookupAttribute,
} from '@aws-sdk/client-cloudtrail';
import type { Maker, MakersCall } from '../../../rules/notices';
import { isSameName } from '../../../rules/without-case';
import { makerOf, ownerOf, type KeyCall } from '../../cloudtrail-record';
import type { CredentialOfUser } from '../../ports/iam-trail';
import type { Calls } from '../accounts/calls';
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

/** Keys are resources that CloudTrail finds by their ids; of other credentials it finds the calls. */
function lookupOf(call: MakersCall, { id }: CredentialOfUser): LookupAttribute {
  return call === 'CreateAccessKey' || call === 'UpdateAccessKey'
    ? { AttributeKey: 'ResourceName', AttributeValue: id }
    : { AttributeKey: 'EventName', AttributeValue: call };
}

function isMeant(record: KeyCall, call: MakersCall, { id, userName }: CredentialOfUser): boolean {
  const { eventName, errorCode, requestParameters, responseElements } = record;
  if (eventName !== call || errorCode !== undefined) return false;
  if (!isSameName(ownerOf(record) ?? '', userName)) return false;
  if (call === 'CreateAccessKey') return responseElements?.accessKey?.accessKeyId === id;
  return requestParameters?.[idsIn[call]] === id && requestParameters.status === 'Active';
}

/** Where a call that enables one has its id. */
const idsIn = {
  UpdateAccessKey: 'accessKeyId',
  UpdateServiceSpecificCredential: 'serviceSpecificCredentialId',
  UpdateSSHPublicKey: 'sSHPublicKeyId',
  UpdateSigningCertificate: 'certificateId',
} as const;
