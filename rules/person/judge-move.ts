import { dateIn, earliest } from '../calendar';
import type { AccountLedger } from '../ledger';
import { isUnknown, type IamUser, type KeyUse } from '../model';
import { isKeyOpen, newWaysOf, type UserTags } from '../read-tags';
import type { Settings } from '../settings';
import { waysIn, type NewWay, type WayIn } from '../ways-in';
import { isQuiet, keysOff, lastUseOfKeys } from './keys-of-move';
import { missingFor } from './missing';
import type { MoveRecord } from './move-record';
import { isToldOfWay, toldDays } from './notices-of-move';
import type { MoveStep, Moving } from './moving';
import { provedOf, type Proof } from './proof';

/** Where a person's move stands. */
export interface MoveState {
  /** The farthest step that has been reached. */
  readonly step: MoveStep | 'not-moving';
  /** What is missing for the next one, in a sentence without its full stop; empty where there is none. */
  readonly missing: string;
  readonly proof: Proof | undefined;
  /** Every way in, whether or not it is open to them. */
  readonly ways: readonly WayState[];
  /** Absent where no key was used, or nobody knows. */
  readonly lastKeyUse?: LastKeyUse;
}

/** One way in, and when it was last seen in use. */
export interface WayState {
  readonly way: WayIn;
  readonly isOpen: boolean;
  readonly lastUsed?: { readonly at: Date; readonly address?: string; readonly program?: string };
}

/** As IAM says it; by which program and from where, CloudTrail. */
export interface LastKeyUse extends KeyUse {
  readonly keyId: string;
  readonly address?: string;
  readonly program?: string;
}

/**
 * How far somebody has come on the way from keys to another way in; `not-moving` where nothing but `key` is open to
 * them, and of whoever is no engineer.
 * @param usesAsOf as of when it is known what was used: when the credential report was made; absent: `now`
 */
export function judgeMove(
  user: IamUser,
  tags: UserTags,
  ledger: AccountLedger,
  settings: Settings,
  now: Date,
  usesAsOf?: Date,
): MoveState {
  const record = ledger.moves.get(user.id);
  const newWays = newWaysOf(tags);
  const isOpen = isKeyOpen(tags, dateIn(settings.timeZone, now));
  const ways = waysIn.map((way) => wayState(way, user, record, isOpen, newWays));
  const lastKeyUse = lastUseOfKeys(user);
  const found = { ways, ...(lastKeyUse && { lastKeyUse }) };
  if (tags.type !== 'engineer' || newWays.length === 0)
    return { step: 'not-moving', missing: '', proof: undefined, ...found };
  const proof = provedOf(record, newWays, settings.moves, user)?.by;
  const known = { user, ledger, settings, now, usesAsOf, record, newWays, proof };
  const moving: Moving = { ...known, isKeyOpen: isOpen, off: keysOff(user, ledger) };
  const step = stepOf(moving);
  return { step, missing: missingFor(step, moving), proof, ...found };
}

function stepOf(moving: Moving): MoveStep {
  const { isKeyOpen: isOpen, off, now, proof, settings } = moving;
  if (!isOpen && off.are === 'off')
    return isQuiet(off.since, settings.moves, now) ? 'closed' : 'disabled';
  if (!isOpen && proof && isToldOfEach(moving)) return 'warned';
  if (proof) return isQuietSoFar(moving) ? 'quiet' : 'proved';
  return isToldOfWay(moving) ? 'told' : 'open';
}

/** They know of each enabled key when it stops. */
function isToldOfEach(moving: Moving): boolean {
  const { off, user, now, settings } = moving;
  const days = toldDays(moving, dateIn(settings.timeZone, now));
  return (
    off.are === 'on' && user.keys.every(({ id, status }) => status !== 'Active' || days.has(id))
  );
}

/** By what was known when the credential report was made: since then anything may have been used. */
function isQuietSoFar({ user, settings, now, usesAsOf }: Moving): boolean {
  if (user.keysUnknown) return false;
  const asOf = earliest(now, usesAsOf);
  return user.keys.every(
    ({ createdAt, lastUsed }) =>
      !isUnknown(lastUsed) && isQuiet(lastUsed?.at ?? createdAt, settings.moves, asOf),
  );
}

function wayState(
  way: WayIn,
  user: IamUser,
  record: MoveRecord | undefined,
  isKeyWayOpen: boolean,
  newWays: readonly NewWay[],
): WayState {
  if (way === 'key') {
    const last = lastUseOfKeys(user);
    return { way, isOpen: isKeyWayOpen, ...(last && { lastUsed: { at: last.at } }) };
  }
  const last = record?.seen[way]?.last;
  return {
    way,
    isOpen: newWays.includes(way),
    ...(last && { lastUsed: { at: last.at, address: last.address, program: last.program } }),
  };
}
