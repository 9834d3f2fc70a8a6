import type { AccessKey } from '../model';
import type { CredentialRecord, NoticeAnswer, NoticeRecord } from '../ledger';
import type { UserType } from '../tags';
import type { Press } from './press';

/** What is known when a press is judged: gathered once, of the ledger and of IAM as it is now. */
export interface PressFacts {
  readonly press: Press;
  /** The ledger's record of the notice that the button says it stood under. */
  readonly notice: NoticeRecord | undefined;
  /** What its owner has said of the key before, under whichever question. */
  readonly answer: NoticeAnswer | undefined;
  /** The ledger's record of the key. */
  readonly record: CredentialRecord | undefined;
  /** A newer version of Keyturn has written a record of the key that this one can't read. */
  readonly isOfNewerVersion: boolean;
  /** The user's tags now; undefined where the user is gone. */
  readonly owner: { readonly type?: UserType; readonly slackId?: string } | undefined;
  /** Undefined where it is gone. */
  readonly key: Pick<AccessKey, 'status'> | undefined;
  /** The Slack ids of those who may disable any key. */
  readonly responders: readonly string[];
  /** What a disabling was begun for that did not come to its end is a report. */
  readonly isUnfinishedReport: boolean;
  readonly isDryRun: boolean;
  /** As far as is known of the messages that whoever pressed was to get: Slack has deactivated them. */
  readonly isDeactivated: boolean;
}

/** Why a press does what it does: a code for programs, a sentence for whoever pressed. */
export interface PressReason {
  readonly code: PressReasonCode;
  readonly text: string;
  /** The Slack ids of those who may, where whoever pressed may not. */
  readonly who?: readonly string[];
}

export type PressReasonCode =
  // whether the press counts
  | 'unknown-notice'
  | 'newer-notice'
  | 'another-thing'
  | 'another-button'
  | 'copied'
  | 'deactivated'
  | 'user-gone'
  | 'owner-changed'
  | 'nobody'
  | 'no-responder'
  | 'machine'
  | 'answered'
  // whether it disables
  | 'newer-record'
  | 'gone'
  | 'off'
  | 'no-type'
  | 'older-button'
  | 'dry-run'
  // done
  | 'mine'
  | 'reported'
  | 'look';
