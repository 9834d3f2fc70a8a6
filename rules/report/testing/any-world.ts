import fc from 'fast-check';
import type { CredentialRecord, NoticeRecord } from '../../ledger';
import type { AccessKey, IamUser } from '../../model';
import { noticeId, type UserNotice } from '../../notices';
import { settingsSchema, type Settings } from '../../settings';
import {
  anUnusedNotice,
  aReminder,
  aSecondKeyNotice,
  dateOf,
  noticeBase,
} from '../../testing/decided';
import { aKey, day, inventoryOf, keyRecord, ledgerOf } from '../../testing/one-account';
import type { World } from '../after-run';
import { anyClosingNotice, anyMoves, anyWayTags, aWayOpened } from './any-moves';

/** An account in whatever state, with a ledger of whatever runs have left, and settings that strain them. */

/** The day of the first run; keys are up to 130 days old, and some are made after it. */
export const TODAY = 130;
const anyDay = fc.integer({ min: 0, max: TODAY + 3 });

const anyPassword: fc.Arbitrary<IamUser['password']> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constant({ unknown: 'nobody asked' }) },
  {
    weight: 4,
    arbitrary: fc.record({
      changedAt: fc.oneof(
        { weight: 6, arbitrary: anyDay.map((n) => day(n, '10:00:00')) },
        { weight: 1, arbitrary: fc.constant({ unknown: 'nobody asked' }) },
      ),
    }),
  },
);

const anyUse: fc.Arbitrary<AccessKey['lastUsed']> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constant({ unknown: 'nobody asked' }) },
  { weight: 4, arbitrary: anyDay.map((n) => ({ at: day(n, '20:00:00') })) },
);

const anyTags: fc.Arbitrary<Record<string, string>> = fc
  .record(
    {
      type: fc.constantFrom('engineer', 'engineer', 'engineer', 'machine', 'robot'),
      'slack-id': fc.constantFrom('U0ALICE0001', 'nobody'),
      'Key-Exempt-Until': fc.oneof(
        fc.integer({ min: TODAY - 5, max: TODAY + 110 }).map(dateOf),
        fc.constant('soon'),
      ),
    },
    { requiredKeys: [] },
  )
  // Most users have a type, and no exemption.
  .chain((tags) =>
    fc.boolean().map((isPlain) => (isPlain ? { ...tags, 'Key-Exempt-Until': undefined } : tags)),
  )
  .map((tags) => Object.fromEntries(Object.entries(tags).filter(([, value]) => value)) as never);

const anyUser = (n: number, hasWays: boolean): fc.Arbitrary<IamUser> =>
  fc.record({
    arn: fc.constant(`arn:aws:iam::111111111111:user/user-${n}`),
    name: fc.constant(`user-${n}`),
    id: fc.constant(`AIDA${n}`),
    createdAt: fc.constant(day(-400)),
    tags: hasWays
      ? fc.tuple(anyTags, anyWayTags(TODAY)).map(([tags, ways]) => ({ ...tags, ...ways }))
      : anyTags,
    keys: fc
      .array(
        fc.record({
          on: anyDay,
          time: fc.constantFrom('08:00:00', '09:00:00', '09:00:01', '23:30:00'),
          status: fc.constantFrom('Active', 'Active', 'Active', 'Inactive'),
          lastUsed: anyUse,
        }),
        { maxLength: 2 },
      )
      .map((keys) =>
        keys.map(({ on, time, status, lastUsed }, i) => ({
          ...aKey(`AKIA${n}-${i}`, on, { status, ...(lastUsed && { lastUsed }) }),
          createdAt: day(on, time),
        })),
      ),
    hasMfa: fc.constantFrom(true, false, { unknown: 'nobody asked' }),
    password: anyPassword,
  });

type Fate = Pick<NoticeRecord, 'owner' | 'team' | 'copy' | 'withdrawn'>;
const at = (on: number) => ({ at: day(on, '09:00:20'), channel: 'D1', ts: '1' });
const anyFate = (on: number): fc.Arbitrary<Fate> =>
  fc.constantFrom<Fate>(
    { owner: at(on), team: at(on) },
    { owner: at(on), copy: at(on) },
    { owner: { failed: 'user_not_found' }, team: at(on) },
    { team: at(on) },
    { owner: at(on) },
    { withdrawn: 'overtaken' },
    {},
  );

/** What runs have said of a key, whether it was theirs to say or not. */
const anyNotice = (
  user: IamUser,
  { id }: AccessKey,
  on: number,
  hasWays: boolean,
): fc.Arbitrary<UserNotice> => {
  const { account, plannedAt, key } = noticeBase(id, on);
  const owner = { userName: user.name, type: 'engineer' as const };
  const aboutUser = { account, plannedAt, owner };
  const base = { ...aboutUser, key };
  const others = fc.constantFrom<UserNotice>(
    ...[76, 81, 86].map((stage) => aReminder(id, stage, on, on + 5)),
    aSecondKeyNotice(id, `${id.slice(0, -1)}1`, on),
    aSecondKeyNotice(id, 'AKIAGONE', on),
    anUnusedNotice(id, on),
    ...[1, 2].map(() => ({ ...base, kind: 'key-created' as const, id: noticeId.keyCreated(id) })),
    { ...base, kind: 'key-disabled', id: noticeId.keyDisabled(id, dateOf(on)), cause: 'age' },
    { ...base, kind: 'machine-key-old', id: noticeId.machineKeyOld(id, 76), stage: 76 },
    { ...aboutUser, kind: 'key-reenabled', id: noticeId.keyReenabled(id, 'event'), keyId: id },
  );
  if (!hasWays) return others;
  return fc.oneof(
    { weight: 9, arbitrary: others },
    { weight: 1, arbitrary: fc.constant(aWayOpened(user, 'sign-in', on)) },
    { weight: 3, arbitrary: anyClosingNotice(user, { id }, on) },
  );
};

const anyNoticeRecord = (
  user: IamUser,
  key: AccessKey,
  hasWays: boolean,
): fc.Arbitrary<NoticeRecord> =>
  anyDay.chain((on) =>
    fc
      .record({
        notice: anyNotice(user, key, on, hasWays),
        fate: anyFate(on),
        isKnown: fc.integer(),
      })
      .map(({ notice, fate, isKnown }) => ({
        id: notice.id,
        plannedAt: day(on),
        ...(isKnown % 10 === 0 ? {} : { notice }),
        ...fate,
        ...('stopsOn' in notice && (fate.owner || fate.team)
          ? { toldStopsOn: notice.stopsOn }
          : {}),
      })),
  );

const anyKeyRecord = (user: IamUser, key: AccessKey): fc.Arbitrary<CredentialRecord> =>
  fc
    .record(
      {
        lastExemptOn: fc.integer({ min: TODAY - 20, max: TODAY + 10 }).map(dateOf),
        lastAloneAt: anyDay.map((n) => day(n)),
        disabledAt: anyDay.map((n) => day(n)),
        disabling: anyDay.map((n) => ({
          noticeId: noticeId.keyDisabled(key.id, dateOf(n)),
          since: day(n),
          attempts: [],
        })),
      },
      { requiredKeys: [] },
    )
    .chain((remembered) => fc.constantFrom({}, {}, remembered))
    .map((more) => keyRecord(key, { userId: user.id, userName: user.name, ...more }));

const anyLedger = (users: readonly IamUser[], hasWays: boolean) => {
  // Of a key that is gone there may be notices all the same.
  const keys = users.flatMap((user) => [
    ...user.keys.map((key) => ({ user, key })),
    { user, key: aKey(`AKIAGONE-${user.id}`, 0) },
  ]);
  return fc
    .record({
      notices: fc
        .tuple(
          ...keys.map(({ user, key }) =>
            fc.array(anyNoticeRecord(user, key, hasWays), { maxLength: 2 }),
          ),
        )
        .map((lists) => lists.flat()),
      keys: fc.tuple(...keys.map(({ user, key }) => anyKeyRecord(user, key))),
      moves: anyMoves(hasWays ? users : [], TODAY),
      firstReadAt: fc.option(anyDay, { nil: undefined }).map((n) => (n === undefined ? n : day(n))),
      lastReadAt: fc
        .option(fc.integer({ min: TODAY - 3, max: TODAY + 4 }), { nil: undefined })
        .map((n) => (n === undefined ? n : day(n))),
    })
    .map(({ lastReadAt, moves, ...rest }) => ({ ...ledgerOf(rest), lastReadAt, moves }));
};

const reportAge = fc.constantFrom(undefined, day(TODAY, '05:30:00'), day(TODAY));
/** Half of the companies say nothing of ways in. */
export const anyWorld: fc.Arbitrary<World> = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.boolean())
  .chain(([count, hasWays]) =>
    fc
      .tuple(...Array.from({ length: count }, (_, n) => anyUser(n, hasWays)))
      .chain((users) => fc.tuple(fc.constant(users), anyLedger(users, hasWays), reportAge)),
  )
  .map(([users, ledger, usesAsOf]) => ({
    inventory: { ...inventoryOf(...users), usesAsOf },
    ledger,
  }));

export const anySettings: fc.Arbitrary<Settings> = fc
  .record({
    timeZone: fc.constantFrom('Etc/UTC', 'Europe/Berlin', 'Pacific/Kiritimati'),
    reminderAges: fc.constantFrom([76, 81, 86], [1], [85], [30, 60]),
    credentials: fc.constantFrom(
      undefined,
      { password: { remindAt: [20], stopAt: 40 } },
      { password: { remindAt: [100, 110], stopAt: 120 } },
    ),
    unused: fc.constantFrom('report', 'disable', 'disable'),
    unusedAge: fc.constantFrom(10, 45, 60),
    provedDays: fc.constantFrom(1, 3, 3, 5),
    circuitBreaker: fc.constantFrom({ keys: 1, percent: 0 }, { keys: 1, percent: 40 }, {}),
  })
  .map((input) => settingsSchema.parse(input));

/** With keys at most eight days old, or made after the run, and mostly with tags by which somebody may be asked. */
export function mostlyToAsk(users: readonly IamUser[]): readonly IamUser[] {
  const now = day(TODAY).getTime();
  const createdAt = (key: AccessKey) =>
    new Date(now - ((now - key.createdAt.getTime()) % (8 * 86_400_000)));
  const engineer = { type: 'engineer', 'slack-id': 'U0ALICE0001' };
  return users.map((user, i) => ({
    ...user,
    tags: i % 3 < 2 ? { ...user.tags, ...engineer } : user.tags,
    keys: user.keys.map((key) => ({ ...key, createdAt: createdAt(key) })),
  }));
}
