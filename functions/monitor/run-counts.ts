import { healthOfAll, type KeyHealth } from '../../rules/summary/key-health';
import type { HandledAccount } from './handled-account';
import type { RunResult } from './run';

/** Sums over accounts: what was done in each is let go, so that memory does not grow with the accounts. */
export class RunCounts {
  #read = 0;
  #unread = 0;
  #disabled = 0;
  #heldBack = 0;
  #undelivered = 0;
  #homesNotWritten = 0;
  #health: KeyHealth | undefined;

  add({ outcome, keysDisabled, keysHeldBack, homesNotWritten, health }: HandledAccount): void {
    if (outcome.unread === undefined) this.#read += 1;
    else this.#unread += 1;
    this.#disabled += keysDisabled;
    this.#heldBack += keysHeldBack;
    this.#undelivered += outcome.undelivered.length;
    if (homesNotWritten) this.#homesNotWritten += 1;
    if (health) this.#health = this.#health ? healthOfAll([this.#health, health]) : health;
  }

  result(): RunResult {
    return {
      accountsRead: this.#read,
      accountsUnread: this.#unread,
      keysDisabled: this.#disabled,
      keysHeldBack: this.#heldBack,
      noticesUndelivered: this.#undelivered,
      ...(this.#homesNotWritten > 0 && { homesNotWritten: this.#homesNotWritten }),
      ...(this.#health && { health: this.#health }),
    };
  }
}
