import { LookupEventsCommand, type CloudTrailClient, type Event } from '@aws-sdk/client-cloudtrail';
import type { AuditRole } from '../../functions/adapters/accounts/audit-role';
import { Calls } from '../../functions/adapters/accounts/calls';
import { trailClients } from '../../functions/adapters/trail/clients';
import { Turns } from '../../functions/adapters/trail/signed-calls';

/** For one question with all its attempts: a person waits. */
const TIMEOUT_MS = 60_000;

/** What is asked of CloudTrail; it goes 90 days back. */
export interface TrailQuestion {
  readonly by: 'EventName' | 'ResourceName';
  readonly value: string;
  readonly since: Date;
  /** Absent: now. */
  readonly until?: Date;
}

interface EventPage {
  readonly events: readonly Event[];
  readonly isLast: boolean;
}

/** Asks an account's CloudTrail in the region that has IAM's events, one page after the other, two a second at the most. */
export class TrailQuestions {
  readonly #calls: Calls;
  readonly #client: CloudTrailClient;
  readonly #turns = new Turns(() => performance.now());

  /** @param role through which the account is asked */
  constructor(accountId: string, role: AuditRole) {
    this.#calls = new Calls(accountId, { timeoutMs: TIMEOUT_MS });
    this.#client = trailClients(role).in(accountId);
  }

  /**
   * All of them, the newest first, a page at a time.
   * @throws AccountError
   */
  async *all(question: TrailQuestion): AsyncGenerator<Event> {
    for await (const { events } of this.#pagesOf(question)) yield* events;
  }

  /**
   * The newest of them.
   * @param most pages of 50 events
   * @throws AccountError
   */
  async newest(
    question: TrailQuestion,
    most: number,
  ): Promise<{ readonly events: readonly Event[]; readonly isWhole: boolean }> {
    const events: Event[] = [];
    let pages = 0;
    for await (const page of this.#pagesOf(question)) {
      events.push(...page.events);
      if ((pages += 1) === most) return { events, isWhole: page.isLast };
    }
    return { events, isWhole: true };
  }

  async *#pagesOf({ by, value, since, until }: TrailQuestion): AsyncGenerator<EventPage> {
    const LookupAttributes = [{ AttributeKey: by, AttributeValue: value }];
    const input = { LookupAttributes, StartTime: since, ...(until && { EndTime: until }) };
    let NextToken: string | undefined;
    do {
      await this.#turns.wait(this.#calls, this.#calls.accountId);
      const answer = await this.#calls.make('cloudtrail:LookupEvents', (options) =>
        this.#client.send(new LookupEventsCommand({ ...input, NextToken }), options),
      );
      NextToken = answer.NextToken;
      yield { events: answer.Events ?? [], isLast: NextToken === undefined };
    } while (NextToken !== undefined);
  }
}
