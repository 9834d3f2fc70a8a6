import { LookupEventsCommand, type CloudTrailClient, type Event } from '@aws-sdk/client-cloudtrail';
import { z } from 'zod';
import { jsonIn } from '../../../rules/json-in';
import type { SignedCall } from '../../../rules/notices';
import { optional, text } from '../../cloudtrail-elements';
import { withoutKeyIds } from '../../without-key-ids';
import type { Calls } from '../accounts/calls';

/** CloudTrail answers two questions a second, in each account and region. */
const PACE_MS = 500;

/** A management event, as far as it is read; what a caller chooses in it is data. */
const eventSchema = z.object({
  eventTime: z.iso.datetime(),
  eventSource: text,
  sourceIPAddress: optional(text.transform(withoutKeyIds)),
  userAgent: optional(text.transform(withoutKeyIds)),
  userIdentity: z.object({ accessKeyId: z.string() }),
  errorCode: optional(z.string()),
  // Whatever else stands in it is no reason to lose the call.
  requestParameters: z.object({ serialNumber: z.string() }).optional().catch(undefined),
});

/** Which of a key's calls: of those at `until` and before it the newest, as far back as `since`. */
export interface Asked {
  readonly keyId: string;
  readonly since: Date;
  /** Absent: now. */
  readonly until?: Date;
  /** Of the answer before: what goes on after it. */
  readonly token?: string;
}

export interface Found {
  readonly calls: readonly SignedCall[];
  /** How many records there are of which nothing can be said. */
  readonly unread: number;
  /** Absent where there are no more. */
  readonly token?: string;
}

/**
 * The management events that a key has signed, 50 at most, the newest first.
 * @throws AccountError
 */
export async function lookUp(
  calls: Calls,
  client: CloudTrailClient,
  { keyId, since: StartTime, until: EndTime, token: NextToken }: Asked,
): Promise<Found> {
  return calls.make('cloudtrail:LookupEvents', async (options) => {
    const LookupAttributes = [{ AttributeKey: 'AccessKeyId' as const, AttributeValue: keyId }];
    const input = { LookupAttributes, StartTime, ...(EndTime && { EndTime }), NextToken };
    const { Events = [], NextToken: token } = await client.send(
      new LookupEventsCommand(input),
      options,
    );
    const found = Events.flatMap((event) => callOf(event, keyId) ?? []);
    return { calls: found, unread: Events.length - found.length, token };
  });
}

/** Records that Keyturn can't read are as good as none. */
function callOf({ CloudTrailEvent = '' }: Event, keyId: string): SignedCall | undefined {
  const event = eventSchema.safeParse(jsonIn(CloudTrailEvent)).data;
  if (event?.userIdentity.accessKeyId !== keyId) return undefined;
  const { eventTime, eventSource: source, sourceIPAddress: address, userAgent } = event;
  const call = { at: new Date(eventTime), source, address, userAgent };
  return isWithMfa(event) ? { ...call, withMfa: true } : call;
}

/** IAM's calls name devices, too: to enable one, for instance. A code that was wrong is none. */
function isWithMfa({ eventSource, errorCode, requestParameters }: z.infer<typeof eventSchema>) {
  return (
    eventSource === 'sts.amazonaws.com' &&
    errorCode === undefined &&
    requestParameters !== undefined
  );
}

/** Who asks CloudTrail when: one question after the other in each place, an account and a region. */
export class Turns {
  /** From when on the next question may be asked. */
  readonly #next = new Map<string, number>();

  /** @param clock milliseconds since some instant */
  constructor(private readonly clock: () => number) {}

  async wait(calls: Calls, place: string): Promise<void> {
    const now = this.clock();
    const turn = Math.max(now, this.#next.get(place) ?? now);
    this.#next.set(place, turn + PACE_MS);
    if (turn > now) await calls.pause(turn - now);
  }
}
