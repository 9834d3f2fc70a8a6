import type { IAMClient } from '@aws-sdk/client-iam';
import { isUnknown, type AccessKey, type Unknown } from '../../../rules/model';
import { AccountError } from '../../account-error';
import type { Calls } from '../accounts/calls';
import { listKeys } from './lists-of-user';

/** Where more are refused than these, before anybody is not, others are asked about at once: is it for their sake? */
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
  #probing: Promise<void> | undefined;

  /** @param userNames everybody's of the account */
  constructor(
    private readonly iam: IAMClient,
    private readonly calls: Calls,
    private readonly userNames: readonly string[],
  ) {}

  /**
   * The user's keys as they are now; undefined where the user is gone, unknown where they may not be listed.
   * @throws AccountError also where too many are refused, and nobody's may be listed
   */
  async of(userName: string): Promise<readonly AccessKey[] | undefined | Unknown> {
    const found = await this.#ask(userName);
    // Once for all who are asked about at a time.
    if (this.#refused.size > MOST_REFUSED) await (this.#probing ??= this.assertSomeAllowed());
    return found;
  }

  /**
   * Asks about some whom nobody had to ask about, where everybody else was refused.
   * @throws AccountError where nobody's keys may be listed
   */
  async assertSomeAllowed(): Promise<void> {
    const [error] = this.#refused.values();
    if (!error || this.#isAllowed) return;
    const others = this.userNames.filter((name) => !this.#refused.has(name));
    for (const name of farApart(others)) if (!isUnknown(await this.#ask(name))) return;
    throw error;
  }

  async #ask(userName: string): Promise<readonly AccessKey[] | undefined | Unknown> {
    try {
      const keys = await listKeys(this.iam, this.calls, userName);
      this.#isAllowed = true;
      return keys;
    } catch (error) {
      if (!(error instanceof AccountError) || error.code !== 'access-denied') throw error;
      this.#refused.set(userName, error);
      return { unknown: `${error.code} at ${error.operation}` };
    }
  }
}

/** Who is protected stands together, as a rule: by name, by path. From the end, which is asked about last. */
function farApart(names: readonly string[]): readonly string[] {
  if (names.length <= MOST_PROBES) return names;
  const last = names.length - 1;
  const places = Array.from(
    { length: MOST_PROBES },
    (_, i) => last - (i * last) / (MOST_PROBES - 1),
  );
  return places.flatMap((place) => names[Math.round(place)] ?? []);
}
