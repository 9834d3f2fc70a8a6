import fc from 'fast-check';
import type { AccessKey, IamUser } from '../../model';
import type { NoticeOf } from '../../notices';
import { noticeId } from '../../notices';
import type { MoveRecord, SeenUses } from '../../person/move-record';
import { aClosingNotice, dateOf, noticeBase } from '../../testing/decided';
import { day, delivered } from '../../testing/one-account';
import { newWays, type NewWay } from '../../ways-in';
import type { World } from '../after-run';

/** What is said of ways in, and what runs and people have left of moves: as it should be, and as nobody should leave it. */

type Tags = Readonly<Record<string, string>>;

/** Of nearly half of the users nothing is said. @param today the day about which last days of `key` lie */
export const anyWayTags = (today: number): fc.Arbitrary<Tags> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    {
      weight: 4,
      arbitrary: fc.record(
        {
          access: fc.constantFrom(
            ...['sign-in', 'sign-in', 'key+sign-in', 'identity-center', 'key+identity-center'],
            ...['sign-in+identity-center', 'key', 'sign-in+sign-in', 'sign-in, key', ''],
          ),
          'key-until': fc.oneof(
            fc.integer({ min: today - 4, max: today + 9 }).map(dateOf),
            fc.constantFrom('soon', '2026-02-30'),
          ),
          'identity-center-name': fc.constantFrom('a.berg@example.com', ''),
        },
        { requiredKeys: ['access'] },
      ),
    },
  );

const anyInstant = (today: number) =>
  fc
    .tuple(fc.integer({ min: today - 30, max: today + 2 }), fc.constantFrom('08:59:59', '20:00:00'))
    .map(([on, time]) => day(on, time));

const anySeen = (way: NewWay, today: number): fc.Arbitrary<SeenUses> =>
  fc.array(anyInstant(today), { minLength: 1, maxLength: 5 }).map((uses) => {
    const newest = uses.toSorted((a, b) => b.getTime() - a.getTime());
    const days = newest.map((at) => at.toISOString().slice(0, 10));
    return { days, last: { way, at: newest[0] ?? day(today) } };
  });

function byWay<Value>(each: (way: NewWay) => fc.Arbitrary<Value>) {
  const [signIn, center] = newWays;
  return fc.record({ [signIn]: each(signIn), [center]: each(center) }, { requiredKeys: [] });
}

/** Of each user the ledger's item, where it has one; by their ids. */
export function anyMoves(
  users: readonly Pick<IamUser, 'id' | 'name'>[],
  today: number,
): fc.Arbitrary<ReadonlyMap<string, MoveRecord>> {
  return fc
    .tuple(...users.map((user) => anyMove(user, today)))
    .map((moves) => new Map(moves.flatMap((move) => (move ? [[move.userId, move]] : []))));
}

const anyMove = (
  { id: userId, name: userName }: Pick<IamUser, 'id' | 'name'>,
  today: number,
): fc.Arbitrary<MoveRecord | undefined> => {
  const by = 'arn:aws:iam::111111111111:user/lead';
  const saidOrDone = anyInstant(today).map((at) => ({ at, by }));
  const record = fc
    .record(
      {
        seen: byWay((way) => anySeen(way, today)),
        said: byWay(() => saidOrDone),
        forced: saidOrDone.map((done) => ({ ...done, reason: 'left the old laptop' })),
        lastOpenAt: anyInstant(today),
        lastClosedAt: anyInstant(today),
        askedUntil: anyInstant(today),
      },
      { requiredKeys: ['seen', 'said'] },
    )
    .map((remembered): MoveRecord => ({ userId, userName, ...remembered }));
  return fc.option(record, { freq: 3, nil: undefined });
};

export const anyClosingNotice = (
  { name }: IamUser,
  { id }: Pick<AccessKey, 'id'>,
  on: number,
): fc.Arbitrary<NoticeOf<'key-closing'>> =>
  fc.constantFrom('seen' as const, 'said' as const, 'forced' as const).map((proof) => {
    const notice = aClosingNotice(id, on);
    return { ...notice, owner: { ...notice.owner, userName: name }, proof };
  });

export function aWayOpened(user: IamUser, way: NewWay, on: number): NoticeOf<'way-opened'> {
  const { account, plannedAt, owner } = noticeBase('', on);
  const id = noticeId.wayOpened(user.id, way);
  return {
    kind: 'way-opened',
    ...{ id, account, plannedAt, owner: { ...owner, userName: user.name }, way },
  };
}

/** With people most of whom are to come without a key, were warned of that some days ago, and have some proof. */
export function mostlyLeaving({ inventory, ledger }: World, today: number): World {
  const [notices, moves] = [new Map(ledger.notices), new Map(ledger.moves)];
  const users = inventory.users.map((user, i) => {
    if (i % 4 === 3) return user;
    const told = today - 3 - ((i + notices.size) % 5);
    for (const { id } of user.keys) {
      // Some of them had another name then.
      const warning = aClosingNotice(id, told);
      const owner = i % 2 === 0 ? { ...warning.owner, userName: user.name } : warning.owner;
      const notice = { ...warning, owner };
      if (!notices.has(notice.id)) notices.set(notice.id, delivered(notice));
    }
    const known = moves.get(user.id) ?? {
      userId: user.id,
      userName: user.name,
      seen: {},
      said: {},
    };
    moves.set(user.id, { ...known, ...proofOf(i + notices.size, today) });
    const others = without(user.tags, ['Key-Exempt-Until', 'key-until']);
    const access = i % 2 === 0 ? 'sign-in' : 'sign-in+identity-center';
    return { ...user, tags: { ...others, type: 'engineer', access } };
  });
  return { inventory: { ...inventory, users }, ledger: { ...ledger, notices, moves } };
}

/** Tags that are not called so. */
export function without(tags: Tags, keys: readonly string[]): Tags {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !keys.includes(key)));
}

function proofOf(n: number, today: number): Partial<MoveRecord> {
  const by = 'arn:aws:iam::111111111111:user/lead';
  const at = day(today - 9, '12:00:00');
  const last = { way: 'sign-in', at } as const;
  const days = [9, 10, 11, 12, 13].map((ago) => dateOf(today - ago));
  switch (n % 4) {
    case 0:
      return { seen: { 'sign-in': { days, last } } };
    case 1:
      return { said: { 'sign-in': { at, by } } };
    case 2:
      return { forced: { at, by } };
    default:
      return {};
  }
}
