import type { Account } from '../../rules/model';
import { usesIn, type SignedCall } from '../../rules/notices';
import type { KeyUses, KeyUsesPort, UsedKey } from '../ports/key-uses';

/** CloudTrail's management events in this process's memory, and the hands that make them. */
export class InMemoryKeyUses implements KeyUsesPort {
  /** The ids of keys that it was asked about, in order. */
  readonly asked: string[] = [];
  readonly #calls: {
    readonly accountId: string;
    readonly keyId: string;
    readonly call: SignedCall;
  }[] = [];
  readonly #refused = new Map<string, string>();

  /** Somebody makes a call that the key signs. */
  use(accountId: string, keyId: string, call: SignedCall): void {
    this.#calls.push({ accountId, keyId, call });
  }

  /** From now on CloudTrail there can't be asked, until `reason` is undefined. */
  refuse(accountId: string, reason: string | undefined): void {
    if (reason === undefined) this.#refused.delete(accountId);
    else this.#refused.set(accountId, reason);
  }

  async usesOf(account: Account, { id }: UsedKey, since: Date): Promise<KeyUses> {
    this.asked.push(id);
    const failed = this.#refused.get(account.id);
    if (failed !== undefined) return Promise.resolve({ uses: [], failed: [failed] });
    const calls = this.#calls.filter(
      ({ accountId, keyId, call }) => accountId === account.id && keyId === id && call.at >= since,
    );
    return Promise.resolve({ uses: usesIn(calls.map(({ call }) => call)), failed: [] });
  }
}
