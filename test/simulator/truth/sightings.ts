import { inventoryOf, type RunRecord } from '../world/run-record';
import { isDisowned, mayBeDisowned } from './disowned';
import type { Lived } from './lived';
import { readOf } from './kinds';
import { exemptionEndedBy, exemptionOn, isEngineer } from './tags';
import { isOvertaken, loadOf, lookIn } from './today';
import { isKeyClosedOn } from './ways';

/** What had been seen of credentials by some instant: warnings from before it don't count. */
export interface Sighted {
  /** The last date on which it was exempt. */
  readonly exemptOn: (id: string) => string | undefined;
  /** The last instant at which the key was an engineer's only enabled one that is theirs, and not exempt. */
  readonly aloneAt: (keyId: string) => number | undefined;
  /** When `key` was last found open to a user, or `keyturn move --back` had said so. */
  readonly openAt: (userId: string) => number | undefined;
  /** That its owner had said that the key is not theirs. */
  readonly isDisowned: (keyId: string) => boolean;
}

class Sights {
  readonly #exemptOn = new Latest<string>();
  readonly #aloneAt = new Latest<number>();
  readonly #openAt = new Latest<number>();

  constructor(
    private readonly isDisowned: (keyId: string, instant: number) => boolean,
    private readonly givenBackAt: (userId: string, instant: number) => number | undefined,
  ) {}

  /** What was noted before that instant. */
  by(instant: number): Sighted {
    return {
      exemptOn: (id) => this.#exemptOn.by(instant, id),
      aloneAt: (keyId) => this.#aloneAt.by(instant, keyId),
      openAt: (userId) =>
        latestOf(this.#openAt.by(instant, userId), this.givenBackAt(userId, instant)),
      isDisowned: (keyId) => this.isDisowned(keyId, instant),
    };
  }

  noteExempt(notedAt: number, id: string, date: string): void {
    this.#exemptOn.raise(notedAt, id, date);
  }

  noteOpen(notedAt: number, userId: string, at: number): void {
    this.#openAt.raise(notedAt, userId, at);
  }

  noteAlone(notedAt: number, keyId: string, at: number): void {
    this.#aloneAt.raise(notedAt, keyId, at);
  }
}

/**
 * Which runs' sightings count. Those of a run that a later date's had overtaken do not: it has nothing left to do,
 * and remembers none of them. Of the others, what a run that died has read may be known or not. And a run knows what
 * was there when it loaded the ledger: not what another found later.
 */
export class Sightings {
  /** What Keyturn may know: the readings of any run, whatever became of it. */
  readonly possible: Sights;
  /** What it must know: a run read it, and finished the account. */
  readonly certain: Sights;

  constructor(private readonly company: Pick<Lived, 'story' | 'chronicle'>) {
    const { chronicle } = company;
    const givenBackAt = (userId: string, instant: number) =>
      chronicle.moves.givenBack.findLast((each) => each.userId === userId && each.at < instant)?.at;
    const sights = (isTheirs: typeof isDisowned) =>
      new Sights((keyId, instant) => isTheirs(chronicle, keyId, instant), givenBackAt);
    this.possible = sights(mayBeDisowned);
    this.certain = sights(isDisowned);
  }

  /** What the run may know, and what it must, by what it loaded. */
  knownTo(run: RunRecord, accountId: string): Record<'possible' | 'certain', Sighted> {
    const loadedAt = loadOf(run, accountId);
    return { possible: this.possible.by(loadedAt), certain: this.certain.by(loadedAt) };
  }

  /** The run has read the account. */
  noteRead(run: RunRecord, accountId: string): void {
    const { readAt = run.startedAt } = run.visits.get(accountId) ?? {};
    this.#note(this.possible, run, accountId, { notedAt: readAt, aloneAt: readAt });
  }

  /** The run has finished the account. */
  noteFinished(run: RunRecord, accountId: string): void {
    const { finishedAt = Infinity } = run.visits.get(accountId) ?? {};
    const aloneAt = run.now.getTime();
    this.#note(this.certain, run, accountId, { notedAt: finishedAt, aloneAt });
  }

  #note(
    sights: Sights,
    run: RunRecord,
    accountId: string,
    { notedAt, aloneAt }: { readonly notedAt: number; readonly aloneAt: number },
  ): void {
    const { company, possible } = this;
    if (isOvertaken(company, run, accountId)) return;
    const visit = run.visits.get(accountId);
    const look = lookIn(company, run, accountId);
    const known = sights.by(loadOf(run, accountId));
    for (const user of (visit && inventoryOf(visit)?.users) ?? []) {
      const { tags, keys } = user;
      if (!isKeyClosedOn(tags, look.date)) sights.noteOpen(notedAt, user.id, aloneAt);
      const isExempt = exemptionOn(tags, look, company.story.rules) !== undefined;
      if (isExempt && sights === possible) company.chronicle.count('key exempt on a day');
      // One that is over by then counts as if its last day had been seen.
      const exemptOn = isExempt ? look.date : exemptionEndedBy(tags, look, company.story.rules);
      if (exemptOn !== undefined)
        for (const { id } of readOf(user)) sights.noteExempt(notedAt, id, exemptOn);
      if (!isEngineer(tags) || isExempt) continue;
      const enabled = keys.filter(({ status }) => status === 'Active');
      for (const { id } of enabled)
        if (enabled.every((other) => other.id === id || known.isDisowned(other.id)))
          sights.noteAlone(notedAt, id, aloneAt);
    }
  }
}

function latestOf(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.max(one, other);
}

/** By credential or user id, the latest value that was noted before an instant. */
class Latest<T extends string | number> {
  readonly #notes = new Map<string, { readonly notedAt: number; readonly value: T }[]>();

  raise(notedAt: number, id: string, value: T): void {
    const notes = this.#notes.get(id) ?? [];
    this.#notes.set(id, notes);
    const last = notes.at(-1);
    if (last === undefined || last.value < value) notes.push({ notedAt, value });
  }

  by(instant: number, id: string): T | undefined {
    return this.#notes.get(id)?.findLast(({ notedAt }) => notedAt < instant)?.value;
  }
}
