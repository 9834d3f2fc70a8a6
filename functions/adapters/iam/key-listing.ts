import type { IAMClient } from '@aws-sdk/client-iam';
import { isUnknown, type AccessKey, type Unknown } from '../../../rules/model';
import { AccountError } from '../../account-error';
import type { Calls } from './calls';
import { listKeys } from './read-users';

/** As many users in a row are not refused for their own sake: the permission is missing. */
const MOST_REFUSED = 20;
/** So many others are asked about to find one whose keys may be listed. */
const MOST_PROBES = 3;

/**
 * The lists of keys of one account's users. A policy of the organization may protect some of them, such as a user for
 * emergencies: of those it is unknown. Where the permission is missing for everybody the account is unread.
 */
export class KeyListing {
  #isAllowed = false;
  readonly #refused = new Map<string, AccountError>();

  constructor(
    private readonly iam: IAMClient,
    private readonly calls: Calls,
  ) {}

  /**
   * The user's keys as they are now; undefined where the user is gone, unknown where they may not be listed.
   * @throws AccountError also where too many are refused, and nobody's may be listed
   */
  async of(userName: string): Promise<readonly AccessKey[] | undefined | Unknown> {
    try {
      const keys = await listKeys(this.iam, this.calls, userName);
      this.#isAllowed = true;
      return keys;
    } catch (error) {
      if (!(error instanceof AccountError) || error.code !== 'access-denied') throw error;
      this.#refused.set(userName, error);
      if (!this.#isAllowed && this.#refused.size > MOST_REFUSED) throw error;
      return { unknown: `${error.code} at ${error.operation}` };
    }
  }

  /**
   * Asks about some whom nobody had to ask about, where everybody else was refused.
   * @throws AccountError where nobody's keys may be listed
   */
  async assertSomeAllowed(userNames: readonly string[]): Promise<void> {
    const [error] = this.#refused.values();
    if (!error || this.#isAllowed) return;
    const others = userNames.filter((name) => !this.#refused.has(name));
    for (const name of others.slice(0, MOST_PROBES)) if (!isUnknown(await this.of(name))) return;
    throw error;
  }
}
