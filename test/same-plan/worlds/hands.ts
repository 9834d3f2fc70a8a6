import type { Random } from '../../simulator/story/random';
import type { PlainKey, PlainUser } from '../plain';
import { DAY, type Rulebook } from './rulebook';

/** What people do to their users and keys, and what can be seen of them. */

const unseen = ['AccessDenied', 'nobody asked'] as const;

export function aUser(random: Random, n: number, rulebook: Rulebook, now: number): PlainUser {
  const name = `user-${n}`;
  const keys = Array.from({ length: random.pick([0, 1, 1, 1, 1, 2, 2]) }, (_, i) =>
    aKey(random, `AKIA${n}K${i}`, agedNear(random, rulebook, now)),
  );
  // A rotation that is under way: the older one is near its day, the newer one of this week.
  if (keys[1] && random.chance(0.6))
    keys[1] = { ...keys[1], status: 'Active', createdAt: new Date(now - random.below(4) * DAY) };
  return {
    arn: `arn:aws:iam::111111111111:user/${name}`,
    name,
    id: `AIDA${n}`,
    createdAt: new Date(now - 500 * DAY),
    tags: anyTags(random, rulebook, now),
    keys,
    hasMfa: random.pick([true, true, true, false, { unknown: random.pick(unseen) }]),
    ...(random.chance(0.3) && { mfaAsOf: new Date(now - random.below(DAY)) }),
    ...anyPassword(random, rulebook, now),
  };
}

export function aKey(random: Random, id: string, createdAt: Date): PlainKey {
  return {
    id,
    status: random.chance(0.85) ? 'Active' : 'Inactive',
    createdAt,
    ...anyUse(random, createdAt),
  };
}

function anyUse(random: Random, createdAt: Date): Pick<PlainKey, 'lastUsed'> {
  const at = new Date(createdAt.getTime() + random.below(20 * DAY));
  const lastUsed = random.pick([
    undefined,
    { at },
    { at, service: 's3', region: 'eu-central-1' },
    { at, service: 'iam' },
    { unknown: random.pick(unseen) },
  ]);
  return lastUsed ? { lastUsed } : {};
}

/** An instant of which the age is near one that matters, to the second, or any other. */
export function agedNear(random: Random, rulebook: Rulebook, now: number): Date {
  const { reminderAges, disableAge } = rulebook;
  const age = random.pick([
    random.pick(reminderAges) - random.between(-1, 3),
    random.pick(reminderAges),
    disableAge - random.between(-2, 6),
    disableAge,
    random.between(0, 3),
    random.between(0, disableAge + 10),
    random.between(disableAge, 400),
  ]);
  const second = random.pick([0, 0, 1000, -1000, -random.below(DAY)]);
  return new Date(now - age * DAY + second);
}

export function anyTags(random: Random, rulebook: Rulebook, now: number): Record<string, string> {
  const tags: Record<string, string> = {};
  const type = random.pick([...Array<string>(10).fill('engineer'), 'machine', 'machine', 'robot']);
  if (random.chance(0.97)) tags[random.pick(['type', 'type', 'Type'])] = type;
  if (random.chance(0.85))
    tags[random.pick(['slack-id', 'slack-id', 'Slack-Id'])] = anySlackId(random);
  if (random.chance(0.4)) tags['full-name'] = random.pick(['Alice', 'Bob <b> & co', 'Zoë']);
  if (random.chance(0.12))
    tags[random.pick(['key-exempt-until', 'Key-Exempt-Until'])] = anyEnd(random, rulebook, now);
  return tags;
}

function anySlackId(random: Random): string {
  return random.pick(['U0ALICE0001', 'U0ALICE0001', 'W0BOB000002', 'C0TEAM00001', 'nobody']);
}

function anyEnd(random: Random, { maximumExemptionDays }: Rulebook, now: number): string {
  const days = random.pick([
    random.between(-20, 5),
    random.between(0, 10),
    maximumExemptionDays + random.between(-1, 2),
  ]);
  return random.chance(0.1) ? 'soon' : new Date(now + days * DAY).toISOString().slice(0, 10);
}

function anyPassword(random: Random, rulebook: Rulebook, now: number): Pick<PlainUser, 'password'> {
  if (random.chance(0.3)) return {};
  if (random.chance(0.1)) return { password: { unknown: random.pick(unseen) } };
  const changedAt = random.chance(0.1)
    ? { unknown: random.pick(unseen) }
    : agedNear(random, rulebook, now + random.pick([0, 0, 0, DAY]));
  return {
    password: {
      changedAt,
      ...(random.chance(0.3) && { expiresAt: new Date(now + random.between(-3, 30) * DAY) }),
      ...(random.chance(0.5) && { asOf: new Date(now - random.below(DAY / 6)) }),
    },
  };
}

/** One thing that is done to a user before the next run. */
export function happenTo(
  user: PlainUser,
  random: Random,
  rulebook: Rulebook,
  now: number,
  newId: () => string,
): PlainUser {
  const { keys, tags } = user;
  const other = (change: Record<string, string | undefined>) => ({
    ...user,
    tags: Object.fromEntries(
      Object.entries({ ...tags, ...change }).filter((each): each is [string, string] => !!each[1]),
    ),
  });
  const madeAt = new Date(now - random.pick([60_000, random.below(DAY), 0, -60_000, -DAY]));
  switch (random.below(14)) {
    case 0:
    case 1:
    case 2:
      return keys.length < 2
        ? { ...user, keys: [...keys, { ...aKey(random, newId(), madeAt), status: 'Active' }] }
        : user;
    case 3:
      return { ...user, keys: random.shuffled(keys).slice(1) };
    case 4:
    case 5:
      return { ...user, keys: keys.map((key) => (random.chance(0.6) ? toggled(key) : key)) };
    case 6:
      return other({
        'key-exempt-until': anyEnd(random, rulebook, now),
        'Key-Exempt-Until': undefined,
      });
    case 7:
      return other({ 'key-exempt-until': undefined, 'Key-Exempt-Until': undefined });
    case 8:
      return other({ type: random.pick(['engineer', 'engineer', 'machine', 'robot', undefined]) });
    case 9:
      return other({ 'slack-id': random.chance(0.2) ? undefined : anySlackId(random) });
    case 10:
      return {
        ...user,
        password: undefined,
        ...anyPassword(random, rulebook, now + random.pick([0, DAY, 3 * DAY])),
      };
    case 11:
      return { ...user, hasMfa: random.pick([true, false, { unknown: random.pick(unseen) }]) };
    case 12:
      return {
        ...user,
        keysUnknown: user.keysUnknown ? undefined : { unknown: random.pick(unseen) },
      };
    default:
      return random.chance(0.5)
        ? {
            ...user,
            name:
              user.name === user.name.toUpperCase()
                ? user.name.toLowerCase()
                : user.name.toUpperCase(),
          }
        : { ...user, id: `AIDA${newId()}`, keys: [] };
  }
}

function toggled(key: PlainKey): PlainKey {
  return { ...key, status: key.status === 'Active' ? 'Inactive' : 'Active' };
}
