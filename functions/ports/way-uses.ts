import type { Account } from '../../rules/model';
import type { MovingPerson, Span } from '../../rules/person/asked';
import type { PersonsUse } from '../../rules/person/see-moves';

/** Who uses which way in that needs no key, by CloudTrail's management events, through each account's audit role. */
export interface WayUsesPort {
  /**
   * Never throws where CloudTrail can't be asked: nothing waits for it.
   * @param spans one after the other, the oldest first; of each it tells every person's newest use of a way, or one of them
   */
  usesOf(
    account: Account,
    people: readonly MovingPerson[],
    spans: readonly Span[],
  ): Promise<WayUses>;
}

export interface WayUses {
  readonly uses: readonly PersonsUse[];
  /** Until when nothing is left to be read; absent where not even the first span was read to its end. */
  readonly readUntil?: Date;
  /** Why some of it was not read; a sentence each. */
  readonly failed: readonly string[];
}
