import { manyAccounts, type AccountsTrial } from '../trials/many-accounts';
import { allFilters, OneAccount } from '../trials/one-account';
import type { Measured, Pair } from './measured';

/** Two bundles of the monitor. */
export interface Builds {
  readonly before: string;
  readonly now: string;
}

const LATENCY_MS = 20;
const USERS_EACH = 100;
const MOST_MEMORY_MB = 256;
/** Times as fast as Cloud Custodian's best filter. */
const TIMES_AS_FAST = 38;

/** A steady state of one account, from the start of the process to its answer. */
export async function measureOneAccount(
  builds: Builds,
  users: number,
  rounds: number,
): Promise<Measured> {
  const account = await OneAccount.start(builds.now, true);
  const free = { latency: LATENCY_MS };
  const seconds = async (bundle: string) => {
    const trials = await account.keyturn(users, free, bundle);
    const steady = trials.find(({ work }) => work === 'steady state');
    if (steady?.seen !== users) throw new Error(`${bundle} saw ${steady?.seen} of ${users} users`);
    return steady.milliseconds / 1000;
  };
  try {
    await account.prepare(users);
    const pairs = await byTurns(builds, rounds, 'one account', seconds);
    const filters: number[] = [];
    for (const filter of allFilters) {
      const { milliseconds, seen, complaint } = await account.custodian(filter, users, free);
      if (seen !== users) throw new Error(`Cloud Custodian failed: ${complaint}`);
      say(`Cloud Custodian's ${filter}: ${(milliseconds / 1000).toFixed(2)} s`);
      filters.push(milliseconds / 1000);
    }
    const now = pairs.map((pair) => pair.now).toSorted((a, b) => a - b)[Math.floor(rounds / 2)];
    const times = Math.min(...filters) / (now ?? NaN);
    const text = `${TIMES_AS_FAST} times as fast as Cloud Custodian's best filter, found ${times.toFixed(1)}`;
    return {
      what: `steady state, ${users} users, ${LATENCY_MS} ms a call`,
      unit: 's',
      pairs,
      atMost: 0.65,
      provided: [{ text, isMet: times >= TIMES_AS_FAST }],
    };
  } finally {
    await account.stop();
  }
}

/** A processor's time in a steady state, and how long a first run of more accounts takes. */
export async function measureAccounts(
  builds: Builds,
  accounts: number,
  firstAccounts: number,
  rounds: number,
): Promise<readonly Measured[]> {
  const run = async (bundle: string, count: number, works: readonly AccountsTrial['work'][]) => {
    const trials = await manyAccounts(bundle, count, USERS_EACH, LATENCY_MS, true, works);
    const last = trials.at(-1);
    if (last?.unread !== 0) throw new Error(`${bundle} left ${last?.unread} accounts unread`);
    return last;
  };
  const steady = await byTurns(builds, rounds, `${accounts} accounts`, async (bundle) => {
    const { cpu } = await run(bundle, accounts, ['first run', 'steady state']);
    return cpu / (accounts * USERS_EACH);
  });
  const firstRuns: AccountsTrial[] = [];
  const first = await byTurns(builds, 1, `${firstAccounts} accounts, first run`, async (bundle) => {
    const trial = await run(bundle, firstAccounts, ['first run']);
    if (bundle === builds.now) firstRuns.push(trial);
    return trial.milliseconds / 1000;
  });
  const memory = Math.max(...firstRuns.map(({ peakMemory }) => peakMemory / 1024 / 1024));
  const text = `memory at most ${MOST_MEMORY_MB} MB, found ${memory.toFixed(0)}`;
  return [
    {
      what: `steady state, ${accounts} accounts of ${USERS_EACH}, a user`,
      unit: 'ms of a processor',
      pairs: steady,
      atMost: 0.5,
    },
    {
      what: `first run, ${firstAccounts} accounts of ${USERS_EACH}`,
      unit: 's',
      pairs: first,
      atMost: 0.5,
      provided: [{ text, isMet: memory <= MOST_MEMORY_MB }],
    },
  ];
}

/** Whoever goes first in one round goes second in the next. */
async function byTurns(
  builds: Builds,
  rounds: number,
  what: string,
  measure: (bundle: string) => Promise<number>,
): Promise<readonly Pair[]> {
  const pairs: Pair[] = [];
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? (['before', 'now'] as const) : (['now', 'before'] as const);
    const figures = { before: NaN, now: NaN };
    for (const which of order) {
      figures[which] = await measure(builds[which]);
      say(`${what}, ${which}: ${figures[which].toPrecision(3)}`);
    }
    pairs.push(figures);
  }
  return pairs;
}

/** Progress is not part of the result. */
function say(what: string): void {
  console.error(`ratios: ${what}`);
}
