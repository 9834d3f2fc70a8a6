import type { IamUser, LocalDate } from '../../rules/model';
import type { UserNotice } from '../../rules/notices';
import type { Settings } from '../../rules/settings';

/** What an auditor would have on the table: what was read, said and done, as it happened. Nothing that anybody concluded. */
export interface History {
  /** The runs before today's that came to their end, the oldest first. */
  readonly readings: readonly Reading[];
  readonly messages: readonly Message[];
  /** What Keyturn has disabled. */
  readonly stopped: readonly { readonly keyId: string; readonly at: Date }[];
}

/** What a run found, and by which settings it judged. */
export interface Reading {
  /** The scheduled time. */
  readonly now: Date;
  /** When it really read. */
  readonly readAt: Date;
  /** When the credential report was made. */
  readonly usesAsOf: Date;
  readonly users: readonly IamUser[];
  readonly settings: Settings;
}

/** A message that somebody was to be told. */
export interface Message {
  readonly notice: UserNotice;
  /** When the run, or the event, was that first wanted it told. */
  readonly plannedAt: Date;
  /** How many runs had come to their end by then: of two runs of one time it tells which. */
  readonly runsBefore: number;
  /** When its reader had it: the owner, or the team in their place where they can't be told. */
  readonly deliveredAt?: Date;
  /** The day on which the key stops, as it was read. */
  readonly named?: LocalDate;
  /** A run has taken it back before anybody had it. */
  readonly isWithdrawn: boolean;
  /** What the owner said of a question. */
  readonly answer?: { readonly said: 'mine' | 'not-mine'; readonly at: Date };
}
