import { iamEventsRegion, isRegionIn, partitionOfRegion } from '../../../rules/arn';
import type { Account } from '../../../rules/model';
import { MOST_USES, usesIn, type SignedCall } from '../../../rules/notices';
import { AccountError } from '../../account-error';
import type { KeyUses, KeyUsesPort, UsedKey } from '../../ports/key-uses';
import { Calls, type Patience } from '../accounts/calls';
import type { RegionalTrailClients } from './clients';
import { lookUp, Turns } from './signed-calls';
import { TimeShare } from './time-share';

/** For one question with all its attempts: nobody is kept waiting for what is nice to know. */
const TIMEOUT_MS = 10_000;
/** All that a run spends on it, over its accounts; and only in the first half of the run's time. */
const MOST_MS = 120_000;
/** Of 50 events: as many programs as are shown are mostly among the first. */
const PAGES = 4;

interface Answer {
  readonly calls: readonly SignedCall[];
  readonly failed?: string;
}

/** CloudTrail of every account, through its audit role, for one invocation. */
export class AwsKeyUses implements KeyUsesPort {
  readonly #pause: Patience['pause'];
  readonly #share: TimeShare;
  /** Where it has failed once, with the reason: the next key would only wait for the same. By account and region. */
  readonly #givenUp = new Map<string, string>();
  readonly #turns: Turns;

  /**
   * @param home the monitor's region
   * @param patience `clock`: milliseconds since some instant
   */
  constructor(
    private readonly clients: RegionalTrailClients,
    private readonly home: string,
    {
      timeLeft,
      pause,
      clock = () => performance.now(),
    }: Omit<Patience, 'timeoutMs'> & { readonly clock?: () => number } = {},
  ) {
    this.#pause = pause;
    this.#share = new TimeShare(MOST_MS, { timeLeft, clock });
    this.#turns = new Turns(clock);
  }

  async usesOf(account: Account, key: UsedKey, since: Date): Promise<KeyUses> {
    const answers = await this.#share.spend((timeLeft) => {
      const calls = new Calls(account.id, { timeoutMs: TIMEOUT_MS, pause: this.#pause, timeLeft });
      const regions = this.#regionsOf(key);
      return Promise.all(regions.map((region) => this.#ask(calls, region, key.id, since)));
    });
    return {
      uses: usesIn(answers.flatMap((each) => each.calls)),
      failed: answers.flatMap(({ failed }) => failed ?? []),
    };
  }

  /** Events are where they happened: IAM's in one region, a service's in its own. Others than the last are not known. */
  #regionsOf({ region }: UsedKey): readonly string[] {
    const partition = partitionOfRegion(this.home);
    const global = iamEventsRegion(partition);
    const isOther = region !== undefined && region !== global && isRegionIn(partition, region);
    return isOther ? [global, region] : [global];
  }

  async #ask(calls: Calls, region: string, keyId: string, since: Date): Promise<Answer> {
    const place = `${calls.accountId}/${region}`;
    const failed = this.#givenUp.get(place);
    if (failed !== undefined) return { calls: [], failed };
    const client = this.clients.in(calls.accountId, region);
    const found: SignedCall[] = [];
    try {
      let token: string | undefined;
      for (let page = 0; page < PAGES; page++) {
        await this.#turns.wait(calls, place);
        const answer = await lookUp(calls, client, { keyId, since, token });
        found.push(...answer.calls);
        token = answer.token;
        if (token === undefined || usesIn(found).length >= MOST_USES) break;
      }
      return { calls: found };
    } catch (error) {
      if (!(error instanceof AccountError)) throw error;
      this.#givenUp.set(place, error.message);
      return { calls: found, failed: error.message };
    }
  }
}
