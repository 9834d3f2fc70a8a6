import type { Press } from '../../../rules/presses/press';
import type { PressAnswer } from '../../../rules/presses/press-answer';
import type { Shown } from './shown';
import type { Actor, LastLook } from './run-record';

/** A button that somebody really pressed. */
export interface PressRecord {
  readonly press: Press;
  readonly at: number;
  /** The message under which the button stood. */
  readonly under: Shown;
  readonly accountId: string;
  readonly keyId: string;
  /** In a copy of the message that somebody had forwarded. */
  readonly isForwarded: boolean;
  readonly tries: PressTry[];
  /** What was queued to be told to whoever pressed. */
  readonly answers: { readonly at: number; readonly answer: PressAnswer }[];
  /** When SQS was first told to delete it: it was done, as far as Keyturn knows. */
  doneAt?: number;
  /** When it became a dead letter, of which an alarm tells. */
  buriedAt?: number;
}

/** One try to do a press: each delivery of it is one. */
export interface PressTry extends Actor {
  readonly of: PressRecord;
  /** What IAM showed of the user, look after look. */
  readonly looks: LastLook[];
  /** When the ledger took note that the disabling had begun, and when that this try, or whoever went on with it, had ended it. */
  begunAt?: number;
  attempt?: string;
  clearedAt?: number;
  /** What was recorded as the owner's own word. */
  recorded?: 'mine' | 'not-mine';
  /** `failed`: it is to be delivered again. */
  end?: 'done' | 'failed';
}

/** Of whoever disables: whether it is a press. */
export function isTry(actor: Actor): actor is PressTry {
  return 'looks' in actor;
}
