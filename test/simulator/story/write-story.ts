import { createHash } from 'node:crypto';
import { DAY_S, scheduledTime, SECOND, startOfDay } from '../world/calendar';
import { MACHINES_CHANNEL, TEAM_CHANNEL } from '../world/slack';
import { Random } from './random';
import type { Happening, Person, Story } from './story';
import { writeDeeds } from './write-deeds';
import { writeMoves } from './write-moves';
import { writeOtherDeeds, writeOthers } from './write-others';
import { writePresses } from './write-presses';
import { writeRefusals, writeSwitchFailures } from './write-refusals';
import { writeRules } from './write-rules';
import { writeUnused, writeUses } from './write-uses';
import { writeTroubles } from './write-troubles';

const timeZones = [
  ...['Etc/UTC', 'Europe/Berlin', 'America/New_York', 'America/Santiago'],
  ...['Asia/Kolkata', 'Pacific/Auckland'],
];
const allAccounts = [
  { id: '111111111111', name: 'identity' },
  { id: '222222222222', name: 'production' },
  { id: '333333333333', name: 'sandbox' },
];
const names = [
  ...['alice', 'bob', 'carol', 'dan', 'erin', 'frank', 'grace', 'heidi', 'ivan', 'judy'],
  ...['karl', 'liam', 'mia', 'nina', 'oscar', 'peggy', 'quinn', 'rita', 'sam', 'tina'],
];
/** More than have room in twenty messages. */
const crowd = [...names, ...names.map((name) => `${name}2`)];

/** What befalls the company of that seed. The last days are left in peace, so that all must come to an end. */
export function writeStory(seed: number, days = 200): Story {
  const random = new Random(seed);
  // Some switch on over many old keys, and meet the circuit breaker.
  const isOld = random.chance(0.06);
  // Most are small, so that a story is short.
  const isLarge = isOld || random.chance(0.1);
  // A few are so many that a run's notices become a digest.
  const isCrowd = isOld && random.chance(0.5);
  const most = isCrowd ? random.between(30, crowd.length) : random.between(9, names.length);
  const size = isLarge ? most : random.between(1, 6);
  const accounts = allAccounts.slice(0, isOld ? 1 : random.pick([1, 1, 2, 3]));
  const ofOthers = streamOf(seed, 'others');
  const people = crowd.slice(0, size).map((name) => ({
    ...writePerson(random, name, random.pick(accounts).id, isOld),
    others: writeOthers(ofOthers),
  }));
  const schedule = {
    firstDate: new Date(Date.UTC(2026, random.below(12), random.between(1, 28)))
      .toISOString()
      .slice(0, 10),
    timeZone: random.pick(timeZones),
    hour: random.chance(0.7) ? random.between(7, 10) : random.below(24),
  };
  const runSecond = (day: number) =>
    (scheduledTime(schedule, day).getTime() - startOfDay(schedule, day)) / SECOND;
  const ofUnused = streamOf(seed, 'unused');
  const unused = writeUnused(ofUnused);
  const { presses, happenings: pressed } = writePresses(
    streamOf(seed, 'presses'),
    people,
    days,
    runSecond,
  );
  const moves = writeMoves(streamOf(seed, 'moves'), { people, accounts }, days, runSecond);
  const happenings: Happening[] = [
    ...people.flatMap((person) => writeDeeds(random, person, days, runSecond)),
    ...people.flatMap(({ name, others = [] }) =>
      writeOtherDeeds(ofOthers, name, others, days, runSecond),
    ),
    ...people.flatMap((person) => writeUses(ofUnused, person, unused, days, runSecond)),
    ...writeTroubles(random, days, accounts),
    ...writeRefusals(streamOf(seed, 'refusals'), days, { accounts, people }),
    ...writeSwitchFailures(streamOf(seed, 'switch'), days, accounts),
    ...pressed,
    ...moves.happenings,
  ];
  return {
    seed,
    days,
    ...schedule,
    accounts,
    dryRunAccounts: random.chance(0.15) ? accounts.slice(1).map(({ id }) => id) : [],
    rules: { ...writeRules(random, ofOthers), ...unused, ...moves.rules },
    people,
    happenings: happenings.sort((a, b) => a.day - b.day),
    pageSize: random.pick([1, 2, 3, 1000]),
    hasTrail: random.chance(0.5),
    resetRenews: ofOthers.chance(0.5),
    ...(presses && { presses }),
  };
}

/** A stream of its own: what is drawn from it changes nothing else of a seed's story. */
function streamOf(seed: number, what: string): Random {
  const hash = createHash('sha256').update(`${seed} ${what}`).digest();
  return new Random(hash.readUInt32BE());
}

function writePerson(random: Random, name: string, accountId: string, isOld: boolean): Person {
  const type = random.pick([...Array<string>(8).fill('engineer'), 'machine', 'enginer', '']);
  const slackId = `U0${name.toUpperCase().padStart(8, '0')}`;
  const badId = random.pick(['', 'alice@example.com', 'U0NOBODY00']);
  const machineId = random.pick(['', slackId, MACHINES_CHANNEL, TEAM_CHANNEL]);
  const slack = type === 'machine' ? machineId : random.chance(0.9) ? slackId : badId;
  const age = () => random.between(isOld ? 86 * DAY_S : 0, 130 * DAY_S);
  return {
    name,
    accountId,
    tags: { ...(type === '' ? {} : { type }), ...(slack === '' ? {} : { 'slack-id': slack }) },
    keyAges: random.pick([[age()], [age()], [age()], [age(), age()], []]),
    passwordAge: random.chance(0.3) ? random.below(100 * DAY_S) : undefined,
    hasMfa: random.chance(0.9),
  };
}
