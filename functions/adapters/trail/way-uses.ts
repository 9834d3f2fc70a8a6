import { iamEventsRegion, partitionOfRegion } from '../../../rules/arn';
import { counted } from '../../../rules/counted';
import type { Account } from '../../../rules/model';
import type { MovingPerson, Span } from '../../../rules/person/asked';
import type { PersonsUse } from '../../../rules/person/see-moves';
import { AccountError } from '../../account-error';
import type { WayUses, WayUsesPort } from '../../ports/way-uses';
import { Calls, type Patience, type TimeLeft } from '../accounts/calls';
import type { RegionalTrailClients } from './clients';
import { lookUpSignIns } from './sign-in-uses';
import { Turns } from './signed-calls';
import { TimeShare } from './time-share';

/** For one question with all its attempts. */
const TIMEOUT_MS = 10_000;
/** All that a run spends on it, over its accounts; and only in the first half of the run's time. */
const MOST_MS = 120_000;
/** So much of it is left for each day that comes after: where one has too much to be read, the others are seen into still. */
const LEAST_A_DAY_MS = 5_000;

/** What is looked into at a time: a span in an account, for those who were not seen in it yet. */
interface Search extends Span {
  readonly calls: Calls;
  readonly timeLeft: TimeLeft;
  readonly people: ReadonlyMap<string, MovingPerson>;
  readonly found: Map<string, PersonsUse>;
}

/** CloudTrail of every account, through its audit role, for one invocation. */
export class AwsWayUses implements WayUsesPort {
  readonly #pause: Patience['pause'];
  readonly #share: TimeShare;
  readonly #turns: Turns;
  /** Where it was refused, with the reason: the next day would only be refused too. By account and region. */
  readonly #givenUp = new Map<string, string>();
  readonly #regions: readonly string[];

  /**
   * @param home the monitor's region
   * @param patience `clock`: milliseconds since some instant
   */
  constructor(
    private readonly clients: RegionalTrailClients,
    home: string,
    {
      timeLeft,
      pause,
      clock = () => performance.now(),
    }: Omit<Patience, 'timeoutMs'> & { readonly clock?: () => number } = {},
  ) {
    this.#pause = pause;
    this.#share = new TimeShare(MOST_MS, { timeLeft, clock });
    this.#turns = new Turns(clock);
    // A token is made, and recorded, in the region of the profile: mostly that of the stacks.
    this.#regions = [...new Set([iamEventsRegion(partitionOfRegion(home)), home])];
  }

  async usesOf(
    account: Account,
    people: readonly MovingPerson[],
    spans: readonly Span[],
  ): Promise<WayUses> {
    const asked = people.filter(({ ways }) => ways.includes('sign-in'));
    return this.#share.spend((left) => this.#searchAll(account, asked, spans, left));
  }

  async #searchAll(
    { id }: Account,
    people: readonly MovingPerson[],
    spans: readonly Span[],
    left: TimeLeft,
  ): Promise<WayUses> {
    const uses: PersonsUse[] = [];
    const failed = new Set<string>();
    let readUntil: Date | undefined;
    for (const [i, span] of spans.entries()) {
      const timeLeft = () => left() - LEAST_A_DAY_MS * (spans.length - 1 - i);
      const calls = new Calls(id, { timeoutMs: TIMEOUT_MS, pause: this.#pause, timeLeft });
      const awaited = people.filter(({ since }) => since < span.until);
      const byId = new Map(awaited.map((person) => [person.userId, person]));
      const search = { ...span, calls, timeLeft, people: byId, found: new Map() };
      const problems = await this.#search(search);
      uses.push(...search.found.values());
      problems.forEach((problem) => failed.add(problem));
      // What comes after a gap is known; that there is none is not.
      if (failed.size === 0) readUntil = span.until;
    }
    return { uses, ...(readUntil && { readUntil }), failed: [...failed] };
  }

  /** Answers why it could not be read to its end. */
  async #search(search: Search): Promise<readonly string[]> {
    const problems = await Promise.all(
      this.#regions.map((region) => this.#searchIn(region, search)),
    );
    return problems.filter((problem) => problem !== undefined);
  }

  async #searchIn(region: string, search: Search): Promise<string | undefined> {
    const { calls, people, found } = search;
    const place = `${calls.accountId}/${region}`;
    let token: string | undefined;
    try {
      while (found.size < people.size) {
        const givenUp = this.#givenUp.get(place);
        if (givenUp !== undefined) return givenUp;
        await this.#turns.wait(calls, place);
        const client = this.clients.in(calls.accountId, region);
        const answer = await lookUpSignIns(calls, client, people, { ...search, token });
        keepNewest(found, answer.uses);
        token = answer.token;
        if (token === undefined) break;
      }
      return undefined;
    } catch (error) {
      if (!(error instanceof AccountError)) throw error;
      if (search.timeLeft() <= 0) return notReadWhole(region, search);
      const problem = `${region}: ${error.message}`;
      this.#givenUp.set(place, problem);
      return problem;
    }
  }
}

function keepNewest(found: Map<string, PersonsUse>, uses: readonly PersonsUse[]): void {
  for (const use of uses) {
    const known = found.get(use.userId);
    if (!known || known.at < use.at) found.set(use.userId, use);
  }
}

function notReadWhole(region: string, { since, people, found }: Search): string {
  const left = counted(people.size - found.size, 'person', 'people');
  return `${region}: no time left to look for ${left} on ${since.toISOString().slice(0, 10)}`;
}
