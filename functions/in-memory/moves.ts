import { latest } from '../../rules/calendar';
import type { Forced, MoveRecord, SaidOrDone } from '../../rules/person/move-record';
import { withSeen, type Mover, type SeenMove } from '../../rules/person/seen-move';
import type { NewWay } from '../../rules/ways-in';
import type { MovesPort } from '../ports/moves';
import { InMemoryDeliveries } from './deliveries';

/** What is known of people's moves, on one store with notify's side of the ledger. */
export class InMemoryMoves extends InMemoryDeliveries implements MovesPort {
  /** By account and user: when a record ends. */
  readonly #ends = new Map<string, Date>();

  async recordSeen(accountId: string, moves: readonly SeenMove[]): Promise<void> {
    for (const move of moves) {
      const known = this.store.ledger(accountId).moves.get(move.userId);
      this.store.setMove(accountId, withSeen(known, move));
      this.#ends.delete(`${accountId} ${move.userId}`);
    }
    return Promise.resolve();
  }

  async recordSaid(accountId: string, mover: Mover, way: NewWay, said: SaidOrDone): Promise<void> {
    const known = this.#recordOf(accountId, mover);
    if (isNews(known.said[way], said))
      this.store.setMove(accountId, { ...known, said: { ...known.said, [way]: said } });
    return Promise.resolve();
  }

  async recordForced(accountId: string, mover: Mover, forced: Forced): Promise<void> {
    const known = this.#recordOf(accountId, mover);
    if (isNews(known.forced, forced)) this.store.setMove(accountId, { ...known, forced });
    return Promise.resolve();
  }

  async rememberOpen(accountId: string, userId: string, at: Date): Promise<void> {
    return this.#remember(accountId, userId, 'lastOpenAt', at);
  }

  async rememberClosed(accountId: string, userId: string, at: Date): Promise<void> {
    return this.#remember(accountId, userId, 'lastClosedAt', at);
  }

  async forgetMoves(accountId: string, userIds: readonly string[], at: Date): Promise<void> {
    const { moves } = this.store.ledger(accountId);
    for (const userId of userIds)
      if (moves.has(userId) && !this.#ends.has(`${accountId} ${userId}`))
        this.#ends.set(`${accountId} ${userId}`, at);
    return Promise.resolve();
  }

  /** As DynamoDB does from time to time: drops what was to end by then. */
  protected expireMoves(now: Date): void {
    for (const [place, at] of this.#ends) {
      const [accountId = '', userId = ''] = place.split(' ');
      if (at > now) continue;
      this.store.dropMove(accountId, userId);
      this.#ends.delete(place);
    }
  }

  async #remember(
    accountId: string,
    userId: string,
    field: 'lastOpenAt' | 'lastClosedAt',
    at: Date,
  ): Promise<void> {
    const known = this.store.ledger(accountId).moves.get(userId);
    if (known) this.store.setMove(accountId, { ...known, [field]: latest(at, known[field]) });
    return Promise.resolve();
  }

  #recordOf(accountId: string, { userId, userName }: Mover): MoveRecord {
    const known = this.store.ledger(accountId).moves.get(userId);
    return { seen: {}, said: {}, ...known, userId, userName };
  }
}

function isNews(known: SaidOrDone | undefined, said: SaidOrDone): boolean {
  return known === undefined || known.at <= said.at;
}
