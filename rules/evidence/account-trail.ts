import type { LocalDate } from '../model';
import { isSameName } from '../without-case';
import type { EvidenceEvent, SeenChange } from './evidence';
import type { ToldEvent } from './read-deeds';

/** A call that made, changed or deleted a key, as CloudTrail has it. */
export interface TrailChange {
  readonly what: 'made' | 'disabled' | 'enabled' | 'deleted';
  /** ISO 8601, in UTC. */
  readonly at: string;
  readonly userName: string;
  readonly keyId: string;
  /** The ARN of the caller, or the kind of it where it has none. */
  readonly by: string;
  readonly eventId: string;
}

/** A call that put an exemption's tag on a user, as CloudTrail has it. */
export interface TrailExemption {
  readonly at: string;
  readonly userName: string;
  readonly until: LocalDate;
  readonly by: string;
  readonly eventId: string;
}

/** What CloudTrail has of an account, up to the end of the period. */
export interface AccountTrail {
  /** When the period begins: what was gone by then is none of it. ISO 8601, in UTC, as all are. */
  readonly from: string;
  /** In the order of their times. */
  readonly changes: readonly TrailChange[];
  readonly exemptions: readonly TrailExemption[];
  /** Records of which nothing can be said. */
  readonly unread: number;
}

/** What came of asking CloudTrail of the accounts. */
export interface TrailAsked {
  /** Calls of before it does not keep. */
  readonly since: string;
  readonly until: string;
  readonly accountsAsked: number;
  readonly notAsked: readonly {
    readonly id: string;
    readonly name: string;
    readonly reason: string;
  }[];
  /** Records of which nothing can be said, by the account's name. */
  readonly unread: ReadonlyMap<string, number>;
}

/** The ledger has the time that a run was for, which may take some hours to come to a key. */
const RUN_MS = 24 * 60 * 60 * 1000;

export function eventOfChange(
  { what, at, userName, keyId, by, eventId }: TrailChange,
  accountId: string,
): EvidenceEvent {
  return {
    ...{ what, at, accountId, userName, keyId, by },
    ...{ text: `${what} by ${by}`, source: 'cloudtrail', eventId },
  };
}

/**
 * Keyturn's own disablings with the id of the call that CloudTrail has of each, and the calls that are none of those.
 * @param told of one key, as the changes are
 */
export function joinDisablings(
  told: readonly ToldEvent[],
  changes: readonly TrailChange[],
): { readonly told: readonly ToldEvent[]; readonly others: readonly TrailChange[] } {
  const others = [...changes];
  const joined = told.map((event) => {
    if (event.what !== 'disabled') return event;
    const planned = Date.parse(event.at);
    const at = others.findIndex(
      (change) => change.what === 'disabled' && isWithin(Date.parse(change.at) - planned),
    );
    const [call] = at === -1 ? [] : others.splice(at, 1);
    return call ? { ...event, eventId: call.eventId } : event;
  });
  return { told: joined, others };
}

/** Some minutes before it: clocks differ, and CloudTrail counts whole seconds. */
function isWithin(ms: number): boolean {
  return ms > -5 * 60 * 1000 && ms < RUN_MS;
}

/** Whether it says when that happened of which two reports know no more than that it did. */
export function isInTrail(
  { what, between: [after, by] }: SeenChange,
  changes: readonly TrailChange[],
): boolean {
  // A report is written some time after its users were read.
  const earliest = Date.parse(after) - RUN_MS;
  return changes.some(
    (change) =>
      change.what === what &&
      (what === 'deleted' || (Date.parse(change.at) >= earliest && change.at <= by)),
  );
}

/** Who put this exemption on the user: the last who did, before its last day. */
export function taggerOf(
  trail: AccountTrail | undefined,
  userName: string,
  { until, to }: { readonly until: LocalDate; readonly to: LocalDate },
): Pick<TrailExemption, 'at' | 'by' | 'eventId'> | undefined {
  const found = trail?.exemptions.findLast(
    (each) =>
      // Whoever calls may write the name in any case.
      isSameName(each.userName, userName) && each.until === until && each.at.slice(0, 10) <= to,
  );
  return found && { at: found.at, by: found.by, eventId: found.eventId };
}
