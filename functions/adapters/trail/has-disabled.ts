import {
  paginateLookupEvents,
  type CloudTrailClient,
  type Event,
  type LookupAttribute,
} from '@aws-sdk/client-cloudtrail';
import { z } from 'zod';
import type { StoppableKind, StoppableRef } from '../../../rules/credentials/credential';
import type { Calls } from '../accounts/calls';

/** The call that sets one to Inactive, and where CloudTrail has its id among what was asked for. */
const switchCalls = {
  'access-key': { eventName: 'UpdateAccessKey', id: 'accessKeyId' },
  'service-specific': {
    eventName: 'UpdateServiceSpecificCredential',
    id: 'serviceSpecificCredentialId',
  },
  'ssh-key': { eventName: 'UpdateSSHPublicKey', id: 'sSHPublicKeyId' },
  'signing-certificate': { eventName: 'UpdateSigningCertificate', id: 'certificateId' },
} as const satisfies Readonly<
  Record<StoppableKind, { readonly eventName: string; readonly id: string }>
>;

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
    const input = { LookupAttributes: [about(credential)], StartTime };
    for await (const { Events = [] } of paginateLookupEvents(
      { client: cloudTrail },
      input,
      options,
    ))
      if (Events.some((event) => isDisabling(event, credential, roleName))) return true;
    return false;
  });
}

/** Keys are resources that CloudTrail finds by their ids; of the others it finds the calls. */
function about({ kind, id }: StoppableRef): LookupAttribute {
  return kind === 'access-key'
    ? { AttributeKey: 'ResourceName', AttributeValue: id }
    : { AttributeKey: 'EventName', AttributeValue: switchCalls[kind].eventName };
}

function isDisabling(event: Event, { kind, id }: StoppableRef, roleName: string): boolean {
  const call = callOf(event);
  if (!call) return false;
  const { eventName, errorCode, requestParameters, userIdentity } = call;
  return (
    eventName === switchCalls[kind].eventName &&
    (errorCode ?? undefined) === undefined &&
    requestParameters?.[switchCalls[kind].id] === id &&
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
