import type { IamUser, LocalDate } from '../../rules/model';
import type { UserNotice } from '../../rules/notices';
import type { Settings } from '../../rules/settings';
import type { NewWay } from '../../rules/ways-in';

/** What an auditor would have on the table: what was read, said and done, as it happened. Nothing that anybody concluded. */
export interface History {
  /** The runs before today's that came to their end, the oldest first. */
  readonly readings: readonly Reading[];
  readonly messages: readonly Message[];
  /** What Keyturn has disabled. */
  readonly stopped: readonly { readonly keyId: string; readonly at: Date }[];
  readonly presses: readonly Press[];
  /** A way in that was seen in use, or of which a person has said that it works. */
  readonly uses: readonly (Said & { readonly way: NewWay; readonly isSaid: boolean })[];
  /** `key` was closed by name, without proof. */
  readonly forced: readonly Said[];
  /** `key` was given back by name. */
  readonly back: readonly Said[];
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
  readonly id: string;
  readonly kind: UserNotice['kind'];
  readonly userName: string;
  readonly keyId?: string;
  /** Of a reminder the age, of a second key the newer one, of a question which it is, of a new way in which, of a disabling why. */
  readonly what?: number | string;
  /** When the run, or the event, was that first wanted it told. */
  readonly plannedAt: Date;
  /** How many runs had come to their end when it was to be told, or to be told again after it was taken back. */
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

/** A press in Slack by which a key was to be disabled, and which came to no end: nobody knows whether it was. */
export interface Press {
  readonly keyId: string;
  readonly userName: string;
  readonly at: Date;
  readonly by: 'owner' | 'responder';
  /** By which it is told. */
  readonly messageId: string;
  /** When a run came to its end. */
  readonly endedAt?: Date;
}

export interface Said {
  readonly userId: string;
  readonly at: Date;
}
