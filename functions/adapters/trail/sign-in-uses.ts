import { LookupEventsCommand, type CloudTrailClient, type Event } from '@aws-sdk/client-cloudtrail';
import { z } from 'zod';
import { jsonIn } from '../../../rules/json-in';
import type { MovingPerson, Span } from '../../../rules/person/asked';
import type { PersonsUse } from '../../../rules/person/see-moves';
import { optional, text } from '../../cloudtrail-elements';
import { withoutKeyIds } from '../../without-key-ids';
import type { Calls } from '../accounts/calls';

/**
 * `aws login` on the person's own machine, as AWS Sign-In calls it. Others have tokens made too: what signs in on another
 * machine, and agents that use the AWS MCP Server.
 * https://aws.amazon.com/blogs/security/simplified-developer-access-to-aws-with-aws-login/
 */
const client = /^arn:[\w-]+:signin:::devtools\/same-device$/;

/** How many of them LookupEvents gives at most. */
const PAGE = 50;

const recordSchema = z.object({
  eventID: optional(text),
  eventTime: z.iso.datetime(),
  eventSource: z.literal('signin.amazonaws.com'),
  eventName: z.literal('CreateOAuth2Token'),
  errorCode: z.null().optional(),
  sourceIPAddress: optional(text.transform(withoutKeyIds)),
  userAgent: optional(text.transform(withoutKeyIds)),
  userIdentity: z.object({
    type: z.literal('IAMUser'),
    principalId: optional(z.string()),
    userName: optional(z.string()),
  }),
  requestParameters: z.object({ client_id: z.string().regex(client) }),
  additionalEventData: optional(z.object({ success: optional(z.literal('true')) })),
});

export interface SignIns {
  readonly uses: readonly PersonsUse[];
  /** Absent where there are no more. */
  readonly token?: string;
}

/**
 * The tokens that `aws login` had made for these people, and those of its renewals: of 50 events, the newest first.
 * @throws AccountError
 */
export async function lookUpSignIns(
  calls: Calls,
  cloudTrail: CloudTrailClient,
  people: ReadonlyMap<string, MovingPerson>,
  { since, until, token: NextToken }: Span & { readonly token?: string },
): Promise<SignIns> {
  return calls.make('cloudtrail:LookupEvents', async (options) => {
    const { Events = [], NextToken: token } = await cloudTrail.send(
      new LookupEventsCommand({
        LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'CreateOAuth2Token' }],
        StartTime: since,
        EndTime: until,
        MaxResults: PAGE,
        NextToken,
      }),
      options,
    );
    return { uses: Events.flatMap((event) => useOf(event, people) ?? []), token };
  });
}

/** Records that Keyturn can't read are as good as none. */
function useOf(
  { CloudTrailEvent = '' }: Event,
  people: ReadonlyMap<string, MovingPerson>,
): PersonsUse | undefined {
  const record = recordSchema.safeParse(jsonIn(CloudTrailEvent)).data;
  const person = record && whoIs(record.userIdentity, people);
  if (!person) return undefined;
  const { eventID: eventId, sourceIPAddress: address, userAgent: program } = record;
  return {
    userId: person.userId,
    way: 'sign-in',
    at: new Date(record.eventTime),
    ...(address !== undefined && { address }),
    ...(program !== undefined && { program }),
    ...(eventId !== undefined && { eventId }),
  };
}

/** By the id: a user who is deleted and made again is another one. */
function whoIs(
  { principalId, userName }: z.infer<typeof recordSchema>['userIdentity'],
  people: ReadonlyMap<string, MovingPerson>,
): MovingPerson | undefined {
  if (principalId !== undefined) return people.get(principalId);
  return [...people.values()].find((person) => person.userName === userName);
}
