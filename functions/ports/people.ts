import type { DisabledAt } from '../../rules/home/compose-home';
import type { PersonsUser } from '../../rules/home/persons-user';

/** What runs leave for people in Slack. */
export interface PeopleWriterPort {
  /**
   * Leaves what a reading of the account found of every user whose tags name a person, and from here on nothing that an
   * earlier reading left is shown: whoever is nobody's `slack-id` any more sees nothing of the account, nor, where this
   * fails half-way, does anybody for whom it was not written. After a later reading's it does nothing.
   * @throws LedgerError
   */
  put(accountId: string, readAt: Date, users: readonly PersonsUser[]): Promise<void>;
}

/** The same, as those read it who show it. */
export interface PeoplePort extends PeopleWriterPort {
  /** What the last reading of each account left for that person, and is not too old. */
  of(slackId: string, now: Date): Promise<PersonKnown>;
  /** When Keyturn has last disabled each of these keys, by the records of runs and presses. */
  disabledAt(keys: readonly KeyPlace[]): Promise<DisabledAt>;
  /**
   * Whether the person's home is to be drawn: not within a minute of the last time. The same opening may always be drawn
   * again, as nobody knows whether it was.
   */
  beginView(slackId: string, opening: { readonly id: string; readonly at: Date }): Promise<boolean>;
}

export interface PersonKnown {
  readonly users: readonly PersonsUser[];
  /** How many entries of theirs this version can't read, and passes by. */
  readonly passedBy: number;
}

export interface KeyPlace {
  readonly accountId: string;
  readonly keyId: string;
}

/** A person's home is drawn once in so many milliseconds at most. */
export const VIEW_EVERY_MS = 60_000;
