import { byName, inOrder } from '../order';
import {
  homeViewId,
  keyStates,
  type HomeKey,
  type HomeView,
  type KeyAtHome,
} from '../notices/home-view';
import type { HomeOpened } from '../presses/press';
import type { PersonsKey, PersonsUser } from './persons-user';

/** Slack takes a view of at most 100 blocks, and nobody reads more. */
export const MOST_KEYS = 20;

/** A key with the user whose it is. */
export interface ShownKey {
  readonly user: PersonsUser;
  readonly key: PersonsKey;
}

/** Those that there is room for, of all of a person's: what is to be done soonest comes first. */
export function mostUrgent(users: readonly PersonsUser[]): {
  readonly shown: readonly ShownKey[];
  readonly leftOut: number;
} {
  const all = users.flatMap((user) => user.keys.map((key) => ({ user, key })));
  const shown = all.toSorted(byUrgency).slice(0, MOST_KEYS);
  return { shown, leftOut: all.length - shown.length };
}

function byUrgency(a: ShownKey, b: ShownKey): number {
  return (
    rankOf(a) - rankOf(b) ||
    inOrder(a.key.seen.stopsOn ?? never, b.key.seen.stopsOn ?? never) ||
    byName(a.user.account, b.user.account) ||
    inOrder(a.user.owner.userName, b.user.owner.userName) ||
    inOrder(a.key.seen.key.createdAt, b.key.seen.key.createdAt)
  );
}

/** After every date. */
const never = '9999-12-31';

/** What has to be rotated goes by its day, whatever the reason. */
function rankOf({ key }: ShownKey): number {
  const { state } = key.seen;
  return keyStates.indexOf(state === 'second' || state === 'unused' ? 'rotate-soon' : state);
}

/** What the ledger says, by key id, of when Keyturn has last disabled each. */
export type DisabledAt = ReadonlyMap<string, Date>;

/** @param users all of the person's, of whom these keys are shown */
export function homeViewOf(
  opened: HomeOpened,
  users: readonly PersonsUser[],
  { shown, leftOut }: ReturnType<typeof mostUrgent>,
  disabledAt: DisabledAt,
  timeZone: string,
): HomeView {
  const readAt = users.map((user) => user.readAt.toISOString()).sort()[0];
  const usersNotSeen = users.filter(({ keysUnknown }) => keysUnknown).length;
  return {
    kind: 'home-view',
    id: homeViewId(opened.id),
    plannedAt: opened.at,
    to: opened.by.id,
    keys: shown.map((each) => homeKeyOf(each, disabledAt)),
    ...(readAt !== undefined && { readAt }),
    leftOut,
    ...(usersNotSeen > 0 && { usersNotSeen }),
    timeZone,
  };
}

function homeKeyOf({ user, key }: ShownKey, disabledAt: DisabledAt): HomeKey {
  const { account, owner, isDryRun } = user;
  const { userName, type, rotateWith } = owner;
  return {
    account,
    userName,
    ...(type && { type }),
    ...(rotateWith && { rotateWith }),
    ...asOfNow(user, key, disabledAt),
    ...(isDryRun && { isDryRun }),
  };
}

/** A press may have disabled it since it was read; what was said of the other key then may lock its owner out by now. */
function asOfNow(user: PersonsUser, known: PersonsKey, disabledAt: DisabledAt): KeyAtHome {
  const { key, status } = known.seen;
  if (isDisabledSince(known, disabledAt))
    return { key, status: 'Inactive', state: 'disabled-since' };
  if (!user.keys.some((each) => isDisabledSince(each, disabledAt))) return known.seen;
  return { key, status, state: status === 'Active' ? 'other-disabled' : 'disabled' };
}

function isDisabledSince(
  { seen: { key, status }, disabledBefore }: PersonsKey,
  disabledAt: DisabledAt,
): boolean {
  const at = disabledAt.get(key.id);
  return status === 'Active' && at !== undefined && at.getTime() !== disabledBefore?.getTime();
}
