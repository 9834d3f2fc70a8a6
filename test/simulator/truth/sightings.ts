import type { Company } from '../company';
import { inventoryOf, type RunRecord } from '../world/chronicle';
import { exemptionOn, isEngineer } from './tags';
import { isOvertaken, lookIn } from './today';

/** What was seen of keys: warnings from before it don't count. */
export interface Sighted {
  /** By key id, the last date on which it was exempt. */
  readonly exemptOn: Map<string, string>;
  /** By key id, the last instant at which it was an engineer's only enabled one, and not exempt. */
  readonly aloneAt: Map<string, number>;
}

const nothingYet = (): Sighted => ({ exemptOn: new Map(), aloneAt: new Map() });

/**
 * Which runs' sightings count. Those of a run that a later date's had overtaken do not: it has nothing left to do,
 * and remembers none of them. Of the others, what a run that died has read may be known or not.
 */
export class Sightings {
  /** What Keyturn may know: the latest reading of any run, whatever became of it. */
  readonly possible = nothingYet();
  /** What it must know: a run read it, and finished the account. */
  readonly certain = nothingYet();

  constructor(private readonly company: Pick<Company, 'story' | 'chronicle'>) {}

  /** The run has read the account. */
  noteRead(run: RunRecord, accountId: string): void {
    const { readAt = run.startedAt } = run.visits.get(accountId) ?? {};
    this.#note(this.possible, run, accountId, readAt);
  }

  /** The run has finished the account. */
  noteFinished(run: RunRecord, accountId: string): void {
    this.#note(this.certain, run, accountId, run.now.getTime());
  }

  #note(sighted: Sighted, run: RunRecord, accountId: string, at: number): void {
    const { company, possible } = this;
    const { exemptOn, aloneAt } = sighted;
    if (isOvertaken(company, run, accountId)) return;
    const visit = run.visits.get(accountId);
    const look = lookIn(company, run, accountId);
    for (const { tags, keys } of (visit && inventoryOf(visit)?.users) ?? []) {
      const isExempt = exemptionOn(tags, look, company.story.rules) !== undefined;
      if (isExempt && sighted === possible) company.chronicle.count('key exempt on a day');
      if (isExempt) for (const { id } of keys) raise(exemptOn, id, look.date);
      const [only, ...others] = keys.filter(({ status }) => status === 'Active');
      const isAlone = only && others.length === 0 && isEngineer(tags) && !isExempt;
      if (isAlone) raise(aloneAt, only.id, at);
    }
  }
}

function raise<T extends string | number>(latest: Map<string, T>, id: string, to: T): void {
  const known = latest.get(id);
  if (known === undefined || known < to) latest.set(id, to);
}
