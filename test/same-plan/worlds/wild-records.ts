import type { Random } from '../../simulator/story/random';
import type {
  PlainDay,
  PlainDelivery,
  PlainKey,
  PlainKeyRecord,
  PlainNotice,
  PlainNoticeRecord,
  PlainUser,
} from '../plain';
import { DAY, type Rulebook } from './rulebook';

/** What no history of ours leads to and a ledger may hold all the same: of other versions, other runs, other hands. */

/** Whom and what records are about, and the time that they are of. */
export interface Whereabouts {
  readonly random: Random;
  readonly rulebook: Rulebook;
  readonly account: PlainDay['account'];
  readonly now: number;
}

const HOUR = 3_600_000;

const dateOf = (time: number) => new Date(time).toISOString().slice(0, 10);

export function wildNotice(
  { random, rulebook, account, now }: Whereabouts,
  user: PlainUser,
  key: PlainKey,
): PlainNotice {
  const at = now - random.pick([0, DAY, random.between(-2, 40) * DAY, -1000, 1000]);
  const stage = random.pick([...rulebook.reminderAges, rulebook.disableAge, 7]);
  const newer = user.keys.find(({ id }) => id !== key.id)?.id ?? 'AKIAGONE';
  const base = {
    account,
    plannedAt: new Date(at).toISOString(),
    owner: {
      userName: user.name,
      type: 'engineer',
      ...(random.chance(0.6) && { slackId: 'U0ALICE0001' }),
    },
  };
  const facts = (id: string, createdAt: Date) => ({
    id,
    createdAt: createdAt.toISOString(),
    age: Math.max(0, Math.floor((at - createdAt.getTime()) / DAY)),
  });
  const withKey = { ...base, key: facts(key.id, key.createdAt) };
  const graceDays = random.pick([0, rulebook.graceDays, rulebook.secondKeyGraceDays]);
  const stopsOn = dateOf(at + random.between(0, 9) * DAY);
  const warning = { ...withKey, stopsOn, graceDays, timeZone: rulebook.timeZone };
  const nth = random.chance(0.15) ? '/2' : '';
  const about = `key/${key.id}`;
  switch (random.below(8)) {
    case 0:
    case 1:
      return { kind: 'key-reminder', id: `${about}/reminder-${stage}${nth}`, ...warning, stage };
    case 2:
      return {
        kind: 'second-key',
        id: `${about}/second-key/${newer}${nth}`,
        ...warning,
        newer: facts(newer, new Date(at - DAY)),
      };
    case 3: {
      const cause = random.pick(['age', 'second-key', 're-enabled']);
      return { kind: 'key-disabled', id: `${about}/disabled/${dateOf(at)}`, ...withKey, cause };
    }
    case 4:
      return { kind: 'key-created', id: `${about}/created`, ...withKey };
    case 5:
      return {
        kind: 'key-reenabled',
        id: `${about}/reenabled/e${random.below(9)}`,
        ...base,
        keyId: key.id,
      };
    case 6:
      return { kind: 'machine-key-old', id: `${about}/machine-${stage}`, ...withKey, stage };
    default:
      return {
        kind: 'password-reminder',
        id: `password/${user.id}/${dateOf(at - stage * DAY)}/reminder-${stage}`,
        ...base,
        age: stage + random.below(4),
        stage,
        expiresOn: stopsOn,
      };
  }
}

export function wildNoticeRecord(
  where: Whereabouts,
  user: PlainUser,
  key: PlainKey,
): PlainNoticeRecord {
  const { random, now } = where;
  const notice = wildNotice(where, user, key);
  const plannedAt = new Date(notice.plannedAt);
  const newer = random.pick([...Array<undefined>(12), 'notice', 'record'] as const);
  return {
    id: notice.id,
    plannedAt,
    ...(newer === undefined && random.chance(0.9) && { notice }),
    ...(newer !== 'record' && anyFate(random, notice, plannedAt)),
    ...(newer && { newer }),
    ...(random.chance(0.1) && { expiresAt: new Date(now + 90 * DAY) }),
  };
}

/** What becomes of a notice that Slack is asked to tell. */
export function anyFate(
  random: Random,
  notice: PlainNotice,
  from: Date,
): Partial<PlainNoticeRecord> {
  const late = random.pick([7000, 7000, 7000, 6 * HOUR, 7 * HOUR, 26 * HOUR, 6 * DAY]);
  const delivery: PlainDelivery = {
    at: new Date(from.getTime() + late),
    channel: 'D1',
    ts: '1.1',
  };
  const hasOwner = notice.owner.slackId !== undefined;
  const fate = random.pick<Partial<PlainNoticeRecord>>([
    ...(hasOwner
      ? [
          { owner: delivery, copy: delivery },
          { owner: delivery, team: delivery },
        ]
      : []),
    ...(hasOwner ? [] : [{ team: delivery }, { team: delivery }]),
    hasOwner ? { owner: { failed: 'user_not_found' }, team: delivery } : { copy: delivery },
    hasOwner ? { owner: { failed: 'account_inactive' } } : {},
    hasOwner ? { owner: delivery } : { team: delivery },
    random.pick([{}, { copy: delivery }, { team: delivery }, { withdrawn: 'the key is gone' }]),
  ]);
  return { ...fate, ...toldDay(random, notice, delivery.at, fate) };
}

function toldDay(
  random: Random,
  { stopsOn, graceDays }: PlainNotice,
  at: Date,
  { owner, team }: Partial<PlainNoticeRecord>,
): Partial<PlainNoticeRecord> {
  if (typeof stopsOn !== 'string' || typeof graceDays !== 'number' || !(owner ?? team)) return {};
  const earliest = dateOf(at.getTime() + graceDays * DAY);
  const toldStopsOn = random.chance(0.95) && stopsOn > earliest ? stopsOn : earliest;
  return random.chance(0.97) ? { toldStopsOn } : {};
}

export function wildKeyRecord(
  { random, now }: Whereabouts,
  user: PlainUser,
  { id, createdAt, status }: PlainKey,
): PlainKeyRecord {
  const some = (within: number) => new Date(now - random.between(-1, within) * DAY);
  const begun = some(3);
  return {
    keyId: id,
    userId: user.id,
    userName: user.name,
    createdAt,
    status,
    fingerprint: 'row',
    ...(random.chance(0.3) && { lastExemptOn: dateOf(some(30).getTime()) }),
    ...(random.chance(0.2) && { lastAloneAt: some(4) }),
    ...(random.chance(0.3) && { disabledAt: some(20) }),
    ...(random.chance(0.4) && {
      disabling: {
        noticeId: `key/${id}/disabled/${dateOf(begun.getTime())}`,
        since: begun,
        attempts: random.pick([[], ['a'], ['a', 'b']]),
      },
    }),
    ...(random.chance(0.1) && { expiresAt: new Date(now + 5 * DAY) }),
  };
}
