import type { Account } from '../../rules/model';
import type { WayUse } from '../../rules/person/move-record';
import type { MovingPerson, Span } from '../../rules/person/asked';
import type { PersonsUse } from '../../rules/person/see-moves';
import type { WayUses, WayUsesPort } from '../ports/way-uses';

/** CloudTrail's events of sign-ins in this process's memory, and the hands that make them. */
export class InMemoryWayUses implements WayUsesPort {
  /** Whom it was asked about, by name, and in how many spans; in order. */
  readonly asked: { readonly people: readonly string[]; readonly spans: number }[] = [];
  readonly #uses: (WayUse & { readonly accountId: string; readonly userName: string })[] = [];
  readonly #refused = new Map<string, string>();

  /** Somebody signs in. */
  use(accountId: string, userName: string, use: WayUse): void {
    this.#uses.push({ accountId, userName, ...use });
  }

  /** From now on CloudTrail there can't be asked, until `reason` is undefined. */
  refuse(accountId: string, reason: string | undefined): void {
    if (reason === undefined) this.#refused.delete(accountId);
    else this.#refused.set(accountId, reason);
  }

  async usesOf(
    { id }: Account,
    people: readonly MovingPerson[],
    spans: readonly Span[],
  ): Promise<WayUses> {
    this.asked.push({ people: people.map(({ userName }) => userName), spans: spans.length });
    const refused = this.#refused.get(id);
    if (refused !== undefined) return Promise.resolve({ uses: [], failed: [refused] });
    const uses = spans.flatMap((span) => people.flatMap((person) => this.#in(id, person, span)));
    const readUntil = spans.at(-1)?.until;
    return Promise.resolve({ uses, ...(readUntil && { readUntil }), failed: [] });
  }

  /** The newest of each way that is open to them. */
  #in(id: string, { userId, userName, ways, since }: MovingPerson, span: Span): PersonsUse[] {
    if (since >= span.until) return [];
    return ways.flatMap((way) => {
      const [newest] = this.#uses
        .filter((use) => use.accountId === id && use.userName === userName && use.way === way)
        .filter(({ at }) => at >= span.since && at <= span.until)
        .toSorted((a, b) => b.at.getTime() - a.at.getTime());
      if (!newest) return [];
      const { at, address, program, eventId } = newest;
      const said = {
        ...(address !== undefined && { address }),
        ...(program !== undefined && { program }),
      };
      return [{ userId, way, at, ...said, ...(eventId !== undefined && { eventId }) }];
    });
  }
}
