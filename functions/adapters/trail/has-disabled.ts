import {
  paginateLookupEvents,
  type CloudTrailClient,
  type Event,
} from '@aws-sdk/client-cloudtrail';
import { z } from 'zod';
import { credentialTraits } from '../../../rules/credentials';
import type { StoppableRef } from '../../../rules/credentials/credential';
import type { Calls } from '../accounts/calls';
import { lookupOf } from './lookup-of';

const callSchema = z.object({
  eventName: z.string(),
  errorCode: z.string().nullish(),
  requestParameters: z.record(z.string(), z.unknown()).nullish(),
  userIdentity: z.object({ arn: z.string().nullish() }),
});

/**
 * Whether this role's sessions have set it to Inactive since then, as far as CloudTrail's 90 days go. It shows a call
 * some minutes late.
 */
export async function hasDisabled(
  cloudTrail: CloudTrailClient,
  calls: Calls,
  roleName: string,
  credential: StoppableRef,
  since: Date,
): Promise<boolean> {
  return calls.make('cloudtrail:LookupEvents', async (options) => {
    // It counts whole seconds.
    const StartTime = new Date(Math.floor(since.getTime() / 1000) * 1000);
    const input = {
      LookupAttributes: [lookupOf(credentialTraits[credential.kind].statusCall.name, credential)],
      StartTime,
    };
    for await (const { Events = [] } of paginateLookupEvents(
      { client: cloudTrail },
      input,
      options,
    ))
      if (Events.some((event) => isDisabling(event, credential, roleName))) return true;
    return false;
  });
}

function isDisabling(event: Event, { kind, id }: StoppableRef, roleName: string): boolean {
  const call = callOf(event);
  if (!call) return false;
  const { statusCall } = credentialTraits[kind];
  const { eventName, errorCode, requestParameters, userIdentity } = call;
  return (
    eventName === statusCall.name &&
    (errorCode ?? undefined) === undefined &&
    requestParameters?.[statusCall.idField] === id &&
    requestParameters['status'] === 'Inactive' &&
    (userIdentity.arn ?? '').includes(`:assumed-role/${roleName}/`)
  );
}

/** Records that Keyturn can't read are as good as none. */
function callOf({ CloudTrailEvent = '' }: Event): z.infer<typeof callSchema> | undefined {
  try {
    return callSchema.safeParse(JSON.parse(CloudTrailEvent)).data;
  } catch {
    return undefined;
  }
}
