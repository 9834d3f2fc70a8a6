import type { Deed } from '../report/report';
import type { EvidenceEvent } from './evidence';
import { byWhom, eventOf, whatOf, type ToldEvent } from './read-deeds';

interface Known {
  readonly event: ToldEvent;
  /** Its notice's id; absent where a report of an older version told of it. */
  readonly notice?: string;
}

/**
 * What the monitor did in one account, each once: every report tells of 90 days, and what had not arrived in one report has
 * in a later one.
 */
export class Events {
  readonly #events = new Set<ToldEvent>();
  /** By notice id the newest of it: after an exemption the same stage is told anew. */
  readonly #byNotice = new Map<string, ToldEvent>();
  /** By when and of what it was. */
  readonly #byPlace = new Map<string, Known>();
  /** When news of a key's making arrived, and who made it, by its id. */
  readonly newsOfMaking = new Map<string, { readonly at: string; readonly by?: string }>();

  /** @param hasArrived false: of what was to be told */
  add(deed: Deed, source: EvidenceEvent['source'], hasArrived: boolean): void {
    const place = `${deed.at} ${deed.keyId ?? deed.userName}`;
    const before = this.#find(deed, place);
    const event = eventOf(deed, source, hasArrived);
    if (before && !isNews(before, event)) return;
    // It has arrived by now.
    if (before?.arrived === false) this.#events.delete(before);
    this.#events.add(event);
    const notice = deed.notice?.id;
    this.#byPlace.set(place, { event, notice });
    if (notice !== undefined) this.#byNotice.set(notice, event);
    if (deed.keyId === undefined || whatOf(deed) !== 'made') return;
    this.newsOfMaking.set(deed.keyId, { at: deed.at, by: byWhom(deed, 'made') });
  }

  get all(): readonly ToldEvent[] {
    return [...this.#events];
  }

  /** A report of an older version names no notice: what a newer one tells again is known by when it was. */
  #find({ notice }: Deed, place: string): ToldEvent | undefined {
    const same = notice && this.#byNotice.get(notice.id);
    if (same) return same;
    const there = this.#byPlace.get(place);
    return there && (notice === undefined || there.notice === undefined) ? there.event : undefined;
  }
}

/** The time of a disabling may be told more exactly later; what did not arrive is planned anew each day. */
function isNews(before: ToldEvent, { arrived, at, what }: ToldEvent): boolean {
  if (before.arrived === false) return arrived === true;
  return what !== 'disabled' && at > before.at;
}
