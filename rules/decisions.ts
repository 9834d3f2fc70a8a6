import type { ChosenKind } from './credentials';
import type { CredentialRef, StoppableCredential } from './credentials/credential';
import type { Account, IamUser, LocalDate } from './model';
import type { Deed, UserNotice } from './notices';

/** Why something is done or not done: a code for programs, a sentence for people. */
export interface Reason {
  readonly code: ReasonCode;
  readonly text: string;
}

export type ReasonCode =
  // done
  | 'stage-crossed'
  | 'second-key-found'
  | 'past-its-day'
  | 'second-key-past-its-day'
  | 'unused-found'
  | 'unused-past-its-day'
  | 'reported'
  | 're-enabled'
  | 'unfinished'
  | 'not-delivered-yet'
  | 'created-unannounced'
  | 'owner-unasked'
  | 'unanswered'
  | 'way-opened'
  | 'key-closed'
  | 'key-closed-past-its-day'
  // not done
  | 'young'
  | 'already-told'
  | 'waiting-for-its-day'
  | 'waiting-for-delivery'
  | 'overtaken'
  | 'used'
  | 'inactive'
  | 'gone'
  | 'exempt'
  | 'machine'
  | 'invalid-tags'
  | 'circuit-breaker'
  | 'no-password'
  | 'not-known'
  | 'known-at-first-run'
  | 'only-reported'
  | 'only-reminded'
  | 'ended'
  | 'later-run'
  | 'made-later'
  | 'answered'
  | 'not-new'
  | 'key-open'
  | 'not-proved'
  | 'newer-record';

/** What the decision is about. */
export interface Subject {
  readonly account: Account;
  readonly userName: string;
  /** Absent where it is the user. */
  readonly credential?: CredentialRef;
}

/** A thing wrong with a user, or with what could be seen of them, that no deadline follows from: reported in the summary. */
export type Finding =
  | { readonly kind: 'invalid-tags'; readonly text: string }
  | { readonly kind: 'no-mfa'; readonly text: string }
  | { readonly kind: 'keys-not-seen'; readonly text: string }
  | { readonly kind: 'invalid-exemption'; readonly text: string }
  | {
      /** All of a user's of one kind of credential. */
      readonly kind: 'endless-service-specific' | `old-${ChosenKind}`;
      readonly text: string;
      /** What is said of many users at once, of whom each has one: `hold SSH keys older than 90 days`. */
      readonly ofMany: string;
    }
  | { readonly kind: 'unused'; readonly text: string }
  | { readonly kind: 'not-proved'; readonly text: string }
  | { readonly kind: 'no-way-in'; readonly text: string };

/**
 * The rule that a credential is due to be disabled by, as of today. A notice's `cause` is not that: it is how it is told, and an
 * unfinished disabling may have begun for another one. `reported`: no rule's day has come, but its owner or a responder
 * has said that it must go.
 */
export type DueBy = 'age' | 'second-key' | 'unused' | 'moved' | 'reported';

/** A disabling that earlier runs began, and did not come to the end of. */
export interface BegunDisabling {
  /** When it was first begun. */
  readonly since: Date;
  readonly attempts: readonly string[];
}

/** One line of a day's plan. Every credential of every user has at least one, if only to say why nothing is done. */
export type Decision =
  /** Record the notice (which takes back a withdrawal), then put it in the queue. `again`: it was recorded before. */
  | {
      readonly do: 'send';
      readonly subject: Subject;
      readonly notice: UserNotice;
      readonly again: boolean;
      readonly why: Reason;
    }
  /** Read the credential again, record (`startDisabling` first), disable, tell. `tellOnly`: it is already disabled, only the telling is left. */
  | ({
      readonly do: 'disable';
      readonly subject: Subject;
      readonly user: IamUser;
      readonly credential: StoppableCredential;
      readonly notice: Deed;
      /** What earlier runs have begun of it. */
      readonly begun?: BegunDisabling;
      readonly why: Reason;
    } & (
      | { readonly tellOnly: true }
      | {
          readonly tellOnly: false;
          /** What the last look asks for. */
          readonly dueBy: DueBy;
          /** The notice that it was begun under, where that one names another cause: what is told is as of today. */
          readonly begunUnder?: Deed;
        }
    ))
  /**
   * A disabling that an earlier run began, and that no longer applies. Whether that run got so far, and somebody
   * has enabled or deleted the key since, only CloudTrail knows: then it is told, else forgotten.
   */
  | {
      readonly do: 'abandon';
      readonly subject: Subject;
      readonly begun: BegunDisabling;
      /** What its owner must be told if it was done. */
      readonly notice: Deed;
      readonly why: Reason;
    }
  /** Something would be done, but is held back. */
  | { readonly do: 'hold'; readonly subject: Subject; readonly why: Reason }
  /** A notice that was planned and not delivered is no longer true. */
  | {
      readonly do: 'withdraw';
      readonly subject: Subject;
      readonly noticeId: string;
      readonly why: Reason;
    }
  /** A finding is named in the run's summary, and again after a week. */
  | {
      readonly do: 'report';
      readonly subject: Subject;
      readonly userId: string;
      readonly finding: Finding;
    }
  /** An exemption holds today: remembered, so that warnings from before it don't count after it. */
  | { readonly do: 'remember-exemption'; readonly subject: Subject; readonly on: LocalDate }
  /** A warning of a second key, or of not using the key, counts no more: today there is none, or nothing is done about it. */
  | { readonly do: 'remember-alone'; readonly subject: Subject; readonly at: Date }
  /** `key` is open again to whoever was warned of its closing: what was said of that until then counts no more. */
  | {
      readonly do: 'remember-open';
      readonly subject: Subject;
      readonly userId: string;
      readonly at: Date;
    }
  /** `key` is closed since that was forced: found open again, it has to be forced anew. */
  | {
      readonly do: 'remember-closed';
      readonly subject: Subject;
      readonly userId: string;
      readonly at: Date;
    }
  | { readonly do: 'nothing'; readonly subject: Subject; readonly why: Reason };
