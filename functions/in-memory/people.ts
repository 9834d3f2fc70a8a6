import { isCurrent, type PersonsUser } from '../../rules/home/persons-user';
import type { LedgerPort } from '../ports/ledger';
import { VIEW_EVERY_MS, type KeyPlace, type PeoplePort, type PersonKnown } from '../ports/people';

/** What people are shown, in this process's memory. */
export class InMemoryPeople implements PeoplePort {
  readonly #users = new Map<string, PersonsUser>();
  readonly #lastAt = new Map<string, Date>();
  readonly #views = new Map<string, { readonly id: string; readonly at: Date }>();

  /** @param ledger that has the records of the keys */
  constructor(private readonly ledger: Pick<LedgerPort, 'load'>) {}

  async put(accountId: string, readAt: Date, users: readonly PersonsUser[]): Promise<void> {
    const before = this.#lastAt.get(accountId);
    if (before && before > readAt) return Promise.resolve();
    this.#lastAt.set(accountId, readAt);
    for (const user of users) {
      const { slackId, userName } = user.owner;
      this.#users.set(`${slackId} ${user.account.id} ${userName}`, user);
    }
    return Promise.resolve();
  }

  async of(slackId: string, now: Date): Promise<PersonKnown> {
    const users = [...this.#users.values()].filter(
      (user) =>
        user.owner.slackId === slackId && isCurrent(user, this.#lastAt.get(user.account.id), now),
    );
    return Promise.resolve({ users, passedBy: 0 });
  }

  async disabledAt(keys: readonly KeyPlace[]): Promise<ReadonlyMap<string, Date>> {
    const found = new Map<string, Date>();
    for (const { accountId, keyId } of keys) {
      const { credentials } = await this.ledger.load(accountId);
      const { disabledAt } = credentials.get(keyId) ?? {};
      if (disabledAt) found.set(keyId, disabledAt);
    }
    return found;
  }

  async beginView(
    slackId: string,
    opening: { readonly id: string; readonly at: Date },
  ): Promise<boolean> {
    const last = this.#views.get(slackId);
    const isSoon = last && opening.at.getTime() - last.at.getTime() < VIEW_EVERY_MS;
    if (isSoon && last.id !== opening.id) return Promise.resolve(false);
    this.#views.set(slackId, opening);
    return Promise.resolve(true);
  }
}
