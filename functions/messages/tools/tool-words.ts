import type { KeyOwner } from '../../../rules/rotation-commands';
import type { Mrkdwn } from '../mrkdwn';

/** A key as a command names it: its id where the owner alone reads it, and the end of it everywhere else. */
export interface NamedKey {
  readonly id: string;
  readonly short: string;
}

/** Whose key is to be rotated, as the words of a tool need it. */
export interface Rotating {
  readonly owner: KeyOwner;
  /** Whether the profile is the one that `keyturn aws-config` writes; it is guessed from the account's name else. */
  readonly isProfileKnown: boolean;
}

/** What is to be done, and the small print under it. */
export interface Said {
  readonly lines: readonly Mrkdwn[];
  readonly notes: readonly Mrkdwn[];
}

/** What is known of the newer of two keys. */
export type NewerUse = 'used' | 'never-used' | 'unknown';

/** What a message says of one tool. Every command in it is of rules/rotation-commands.ts. */
export interface ToolWords {
  /** How a key is rotated, for a lock screen. */
  readonly inShort: Mrkdwn;
  /** @param dead the other key, which is off and takes the second of two places: without it AWS makes no new one */
  rotate(key: NamedKey, dead: NamedKey | undefined): Said;
  /**
   * Two keys are enabled. Where the newer was never used, or that is not known, a rotation may have died before the new
   * secret was stored: deleting the older key would then lock its owner out, so they look first.
   */
  finish(older: NamedKey, newer: NamedKey, use: NewerUse): Said;
  /** The dead key has to go; the other one works. */
  deleteDead(key: NamedKey): Said;
  /** That a dead key can't be rotated. */
  readonly canNoLonger: Mrkdwn;
  /** How a new key of the console gets to where the tool has it: the lines of one numbered step. */
  readonly store: Said;
}
