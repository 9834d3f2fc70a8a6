import type { Account } from '../../../rules/model';
import type { SignedCall } from '../../../rules/notices';
import type { KeyHistory } from '../../../rules/without-key/key-history';
import { AccountError } from '../../account-error';
import { Calls, type Patience } from '../accounts/calls';
import type { RegionalTrailClients } from './clients';
import { lookUp, Turns } from './signed-calls';

/** Of 50 events, one after the other: what people do with a key in 90 days is mostly less. */
const PAGES = 20;
/** Of a key with more than that: a page every so often shows whether it ever sleeps. */
const SAMPLES = 60;
const BETWEEN_SAMPLES_MS = 60 * 60 * 1000;

/** Where a key's calls are looked for. */
export interface Regions {
  /** What is not known of these is a gap in the answer. */
  readonly ofUse: readonly string[];
  readonly others: readonly string[];
}

type Part = Pick<KeyHistory, 'calls' | 'isWhole'> & {
  readonly region: string;
  readonly failed?: string;
};

/** What CloudTrail of every account has of its keys, for a person who waits for the answer. */
export class AwsKeyHistories {
  readonly #turns: Turns;
  /** Where it has failed once, with the reason: the next key would only wait for the same. By account and region. */
  readonly #givenUp = new Map<string, string>();

  /** @param patience `clock`: milliseconds since some instant */
  constructor(
    private readonly clients: RegionalTrailClients,
    private readonly patience: Patience & { readonly clock?: () => number } = {},
  ) {
    this.#turns = new Turns(patience.clock ?? (() => performance.now()));
  }

  /** Never throws where CloudTrail can't be asked: the answer says so. */
  async historyOf(
    account: Account,
    keyId: string,
    { ofUse, others }: Regions,
    since: Date,
  ): Promise<KeyHistory> {
    const calls = new Calls(account.id, this.patience);
    const parts = await Promise.all(
      [...ofUse, ...others].map(async (region): Promise<Part> => ({
        region,
        ...(await this.#ask(calls, region, keyId, since)),
      })),
    );
    const answered = parts.filter(({ failed }) => failed === undefined);
    const unanswered = parts.filter(({ failed }) => failed !== undefined);
    const isOfUse = ({ region }: Part) => ofUse.includes(region);
    return {
      calls: parts.flatMap((part) => part.calls),
      since,
      regions: answered.map(({ region }) => region),
      unasked: unanswered.filter((part) => !isOfUse(part)).map(({ region }) => region),
      isWhole: answered.every(({ isWhole }) => isWhole),
      failed: unanswered.filter(isOfUse).map(({ region, failed }) => `${region}: ${failed}`),
    };
  }

  async #ask(
    calls: Calls,
    region: string,
    keyId: string,
    since: Date,
  ): Promise<Omit<Part, 'region'>> {
    const place = `${calls.accountId}/${region}`;
    const failed = this.#givenUp.get(place);
    if (failed !== undefined) return { calls: [], isWhole: false, failed };
    const client = this.clients.in(calls.accountId, region);
    const found: SignedCall[] = [];
    let unread = 0;
    const next = async (asked: { readonly until?: Date; readonly token?: string }) => {
      await this.#turns.wait(calls, place);
      const page = await lookUp(calls, client, { keyId, since, ...asked });
      found.push(...page.calls);
      unread += page.unread;
      return page;
    };
    try {
      let { token } = await next({});
      for (let page = 1; page < PAGES && token !== undefined; page++)
        ({ token } = await next({ token }));
      if (token === undefined) return { calls: found, isWhole: unread === 0 };
      for (let sample = 0; sample < SAMPLES; sample++) {
        const oldest = found.at(-1)?.at ?? since;
        const until = new Date(oldest.getTime() - BETWEEN_SAMPLES_MS);
        if (until <= since || (await next({ until })).calls.length === 0) break;
      }
      return { calls: found, isWhole: false };
    } catch (error) {
      if (!(error instanceof AccountError)) throw error;
      this.#givenUp.set(place, error.message);
      return { calls: found, isWhole: false, failed: error.message };
    }
  }
}
