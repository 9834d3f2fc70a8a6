import { MOST_SINGLE_COPIES } from '../../rules/notices/team-copies';

const HOUR_MS = 3_600_000;

/**
 * How much news the team's channel had in messages of their own within an hour. It lives as long as the execution
 * environment: another one learns from the ledger that the hour has a thread.
 */
export class NewsPace {
  #told: number[] = [];

  constructor(readonly most = MOST_SINGLE_COPIES) {}

  isFull(now: Date): boolean {
    this.#told = this.#told.filter((at) => now.getTime() - at < HOUR_MS);
    return this.#told.length >= this.most;
  }

  note(now: Date): void {
    this.#told.push(now.getTime());
  }
}
