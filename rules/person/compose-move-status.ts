import { accountRead } from '../accounts-read';
import { dateIn } from '../calendar';
import { emptyLedger, type AccountLedger } from '../ledger';
import type { AccountReading } from '../model';
import { inOrder } from '../order';
import { auditedUsers, withTypes, type AuditedUser } from '../report/subject';
import type { Settings } from '../settings';
import type { UserType } from '../tags';
import { isSameName } from '../without-case';
import { waysIn, type WayIn } from '../ways-in';
import { judgeMove, type MoveState } from './judge-move';
import { moveSteps } from './moving';
import type { MoveStatus, PersonStatus } from './move-status';

/** Those of engineers.yaml who have no IAM user, and come by IAM Identity Center alone. */
export interface WithoutUser {
  /** Where the others have theirs. */
  readonly accountId: string;
  readonly people: readonly {
    readonly userName: string;
    readonly fullName?: string | undefined;
    readonly access: readonly WayIn[];
  }[];
}

/** What is missing of whomever, where that is so. */
export const NO_LEDGER = 'not known: no ledger was read';
const LEFT_OVER =
  'engineers.yaml says that they have no IAM user, and AWS has it still; pulumi up deletes it';

/** Where everybody's move stands, by what was read of the accounts and of the ledger. */
export function composeMoveStatus({
  keyturnVersion,
  readings,
  ledgers,
  settings,
  now,
  untaggedAs,
  withoutUser,
}: {
  readonly keyturnVersion: string;
  readonly readings: readonly AccountReading[];
  /** By account id; absent where none was read. */
  readonly ledgers?: ReadonlyMap<string, AccountLedger>;
  readonly settings: Settings;
  readonly now: Date;
  readonly untaggedAs?: UserType;
  readonly withoutUser?: WithoutUser;
}): MoveStatus {
  const { timeZone, moves } = settings;
  const inventories = readings.flatMap((reading) =>
    reading.outcome === 'read' ? [withTypes(reading.inventory, untaggedAs)] : [],
  );
  const engineers = auditedUsers(inventories, settings, now).filter(
    ({ tags }) => tags.type === 'engineer',
  );
  const people = engineers.map((each) => {
    const ledger = ledgers?.get(each.account.id) ?? emptyLedger(each.account.id);
    const { user, tags, usesAsOf } = each;
    const state = judgeMove(user, tags, ledger, settings, now, usesAsOf);
    // What an empty ledger does not have is no news of anybody.
    const isGuess = ledgers === undefined && state.missing !== '';
    return personOf(each, isGuess ? { ...state, missing: NO_LEDGER } : state);
  });
  const isRead = inventories.some(({ account }) => account.id === withoutUser?.accountId);
  const all = withoutUser && isRead ? withThose(people, withoutUser) : people;
  return {
    format: 'keyturn-move-status/1',
    keyturnVersion,
    generatedAt: now.toISOString(),
    on: dateIn(timeZone, now),
    timeZone,
    ledgerRead: ledgers !== undefined,
    ...(untaggedAs === undefined ? {} : { untaggedAs }),
    ...moves,
    accounts: readings.map(accountRead),
    people: all.toSorted((a, b) => placeOf(a) - placeOf(b) || inOrder(a.userName, b.userName)),
  };
}

/** Those whose move is nearest to its beginning first: there somebody has most to do. */
function placeOf({ step }: PersonStatus): number {
  return step === 'not-moving' ? moveSteps.length : moveSteps.indexOf(step);
}

function personOf({ account, user, tags }: AuditedUser, state: MoveState): PersonStatus {
  const { step, missing, proof, ways, lastKeyUse } = state;
  const { fullName, keyUntil } = tags;
  return {
    accountId: account.id,
    userName: user.name,
    ...(fullName === undefined ? {} : { fullName }),
    step,
    ...(missing === '' ? {} : { missing }),
    ...(proof === undefined ? {} : { proof }),
    ...(keyUntil === undefined ? {} : { keyUntil }),
    enabledKeys: user.keysUnknown ?? user.keys.filter(({ status }) => status === 'Active').length,
    ways: ways.map(({ way, isOpen, lastUsed }) => {
      const used = way === 'key' ? lastKeyUse : lastUsed;
      return { way, isOpen, ...(used && { lastUsed: useOf(used) }) };
    }),
  };
}

/** Of whom AWS has a user all the same: that one is shown, and that it is to go. */
function withThose(
  users: readonly PersonStatus[],
  { accountId, people }: WithoutUser,
): readonly PersonStatus[] {
  const isOf = (user: PersonStatus, userName: string) =>
    user.accountId === accountId && isSameName(user.userName, userName);
  const left = users.map((user) =>
    people.some(({ userName }) => isOf(user, userName)) ? { ...user, missing: LEFT_OVER } : user,
  );
  const others = people.filter(({ userName }) => !users.some((user) => isOf(user, userName)));
  return [
    ...left,
    ...others.map(({ userName, fullName, access }): PersonStatus => ({
      ...{ accountId, userName, iamUser: false, step: 'closed', enabledKeys: 0 },
      ...(fullName === undefined ? {} : { fullName }),
      ways: waysIn.map((way) => ({ way, isOpen: access.includes(way) })),
    })),
  ];
}

/** Without what is undefined: JSON has no such thing. */
function useOf(use: {
  readonly at: Date;
  readonly address?: string;
  readonly program?: string;
  readonly service?: string;
  readonly region?: string;
}): NonNullable<PersonStatus['ways'][number]['lastUsed']> {
  const { at, address, program, service, region } = use;
  const where = Object.entries({ address, program, service, region });
  return {
    at: at.toISOString(),
    ...Object.fromEntries(where.filter(([, value]) => value !== undefined)),
  };
}

/** In words how many are how far: `2 of 6 without a key, 1 quiet, 1 open; 2 not moving`. */
export function progressOf(people: readonly Pick<PersonStatus, 'step'>[]): string {
  const count = (wanted: PersonStatus['step']) =>
    people.filter(({ step }) => step === wanted).length;
  const under = moveSteps
    .toReversed()
    .filter((step) => step !== 'closed' && count(step) > 0)
    .map((step) => `${count(step)} ${step}`);
  const resting = count('not-moving');
  return [
    [`${count('closed')} of ${people.length} done`, ...under].join(', '),
    ...(resting > 0 ? [`${resting} not moving`] : []),
  ].join('; ');
}
