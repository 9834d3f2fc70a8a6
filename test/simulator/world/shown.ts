import type { Notice } from '../../../rules/notices';
import type { QueueMessage } from '../../../rules/notices/team-copies';
import type { Button } from '../../../rules/presses/press';
import type { MessageFacts } from './read-message';
import type { Actor } from './run-record';

/** A message that Slack showed. */
export interface Posting {
  readonly at: number;
  /** Slack's time stamp of the message; several notices may share one. */
  readonly ts: string;
  /** Where it is in a thread. */
  readonly threadTs?: string;
  readonly recipient: string;
  /** When the ledger took the record of it; absent where that was lost. */
  recordedAt?: number;
  /** What kept Slack's answer from the record. */
  lostBy?: string;
}

/** A message of a notice, read as its reader reads it. */
export interface Shown extends Posting {
  /** Who put the message of the queue there which brought it; absent for an event's. */
  readonly queuedBy?: Actor;
  readonly facts: MessageFacts;
  /** As it stands now; absent: it was never changed. */
  nowSays?: MessageFacts;
  /** The notice that was being delivered. */
  readonly notice: Notice;
  /** `copy`: among the copies of its run, which stand in for nothing. */
  readonly step: 'owner' | 'team' | 'copy';
  /** What could be pressed under it, and what each button carries. */
  readonly buttons: Readonly<Partial<Record<Button, string>>>;
}

/** A message about a press that Slack showed. */
export interface ShownOfPress extends Posting {
  /** Who alone saw it there; absent: whoever is there. */
  readonly seenBy?: string;
  readonly text: string;
  /** What was being delivered. */
  readonly about: QueueMessage;
}
