import { AccountError } from '../../functions/account-error';
import type { AuditRole } from '../../functions/adapters/accounts/audit-role';
import { addDays, startOf } from '../../rules/calendar';
import type { AccountTrail, TrailAsked } from '../../rules/evidence/account-trail';
import type { Period } from '../../rules/evidence/period';
import type { Account } from '../../rules/model';
import { trailSince } from '../../rules/notices';
import { accountRole, type RoleInAccounts } from '../aws/account-role';
import { awsNow, type Caller } from '../aws/caller';
import { readKeyCalls } from '../aws/read-key-calls';
import { ahead } from './ahead';

/** Each has its own two questions a second. */
const ACCOUNTS_AT_A_TIME = 16;

type Answer = { readonly trail: AccountTrail } | { readonly reason: string };

/** CloudTrail of the accounts, as far as its 90 days go and the period does. Only reads. */
export class TrailSource {
  readonly #reach: AuditRole;
  readonly #since: Date;
  #until: Date;
  #accountsAsked = 0;
  readonly #notAsked: TrailAsked['notAsked'][number][] = [];
  readonly #unread = new Map<string, number>();

  constructor(
    private readonly caller: Caller,
    private readonly role: RoleInAccounts,
    private readonly period: Period,
  ) {
    this.#reach = accountRole(caller, role);
    const now = awsNow(caller);
    this.#since = trailSince(now);
    this.#until = now;
  }

  /**
   * What it has of each, in the order of the accounts; undefined where that could not be asked.
   * @param timeZone of the period's days
   */
  async *trails(
    accounts: readonly Account[],
    timeZone: string,
  ): AsyncGenerator<AccountTrail | undefined, undefined> {
    const { from, to } = this.period;
    const end = startOf(addDays(to, 1), timeZone);
    if (end < this.#until) this.#until = end;
    const begin = startOf(from, timeZone).toISOString();
    for await (const [account, answer] of ahead(
      accounts,
      (each) => this.#ask(each, begin),
      ACCOUNTS_AT_A_TIME,
    )) {
      if ('reason' in answer) {
        this.#notAsked.push({ ...account, reason: answer.reason });
        yield undefined;
      } else {
        const { trail } = answer;
        this.#accountsAsked += 1;
        if (trail.unread > 0) this.#unread.set(account.name, trail.unread);
        yield trail;
      }
    }
    return undefined;
  }

  get asked(): TrailAsked {
    return {
      since: this.#since.toISOString(),
      until: this.#until.toISOString(),
      accountsAsked: this.#accountsAsked,
      notAsked: this.#notAsked,
      unread: this.#unread,
    };
  }

  async #ask(account: Account, from: string): Promise<Answer> {
    const refusal = this.#refusal(account);
    if (refusal !== undefined) return { reason: refusal };
    try {
      const window = { since: this.#since, until: this.#until };
      const found = await readKeyCalls(account.id, this.#reach, window);
      return { trail: { from, ...found } };
    } catch (error) {
      if (!(error instanceof AccountError)) throw error;
      return { reason: error.message };
    }
  }

  #refusal({ id }: Account): string | undefined {
    if (this.#until <= this.#since)
      return `it keeps 90 days, from ${this.#since.toISOString()} on, and the period had ended by then`;
    if (id === this.caller.accountId || this.role.roleName !== undefined) return undefined;
    return `the credentials are of ${this.caller.accountId}, and no --role-name says as which role the others are reached`;
  }
}
