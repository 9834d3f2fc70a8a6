import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { buildFunctions } from '../scripts/build-functions';
import { asText } from './report/as-text';
import { pictureOf } from './report/picture';
import { rowsOf } from './report/ratios';
import type { Results } from './report/results';
import { targetsOf } from './report/targets';
import { readOptions, help, type Options } from './options';
import { bundleTrials } from './trials/bundles';
import { manyAccounts, type AccountsTrial } from './trials/many-accounts';
import { allFilters, OneAccount } from './trials/one-account';
import { peerWorks, type Trial } from './trials/trial';

const LATENCY_MS = 20;
const THROTTLE = 15;
const THROTTLED_USERS = 1000;
const USERS_EACH = 100;
const picture = path.join(__dirname, '..', 'docs', 'performance.svg');

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return console.log(help);
  const folder = mkdtempSync(path.join(tmpdir(), 'keyturn-bench-functions-'));
  try {
    const results = await bench(options, folder);
    if (options.picture) writeFileSync(picture, `${pictureOf(results)}\n`);
    const targets = targetsOf(results);
    console.log(options.json ? JSON.stringify({ ...results, targets }, null, 2) : asText(results));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function bench(options: Options, folder: string): Promise<Results> {
  const loadBefore = load();
  const bundles = await buildFunctions(folder);
  const monitor = path.join(folder, 'monitor', 'index.js');
  const starts = await bundleTrials(folder, bundles, options.rounds * 7);
  const accounts: AccountsTrial[] = [];
  for (const count of options.accounts) {
    say(`${count} accounts`);
    for (const trial of await manyAccounts(monitor, count, USERS_EACH, LATENCY_MS, options.report))
      accounts.push(noted(trial));
  }
  const { trials, throttled } = await oneAccount(options, monitor);
  return {
    node: process.version,
    cores: availableParallelism(),
    load: [loadBefore, load()],
    latency: LATENCY_MS,
    rounds: options.rounds,
    rows: rowsOf(trials, peerWorks),
    throttle: THROTTLE,
    throttled,
    accounts,
    bundles: starts,
  };
}

async function oneAccount(
  { users, rounds, prowler, report, throttled: isThrottled }: Options,
  bundle: string,
) {
  const trials: Trial[] = [];
  const throttled: Trial[] = [];
  if (users.length === 0) return { trials, throttled };
  const account = await OneAccount.start(bundle, report);
  const free = { latency: LATENCY_MS };
  const narrow = { latency: LATENCY_MS, iamCallsPerSecond: THROTTLE };
  try {
    for (const count of users) {
      say(`an account of ${count} users`);
      await account.prepare(count);
      for (let round = 0; round < rounds; round++)
        for (const trial of await account.keyturn(count, free)) trials.push(noted(trial));
      for (const filter of allFilters)
        trials.push(noted(await account.custodian(filter, count, free)));
      if (prowler && count <= 1000) trials.push(noted(await account.prowler(count, free)));
    }
    if (isThrottled) {
      const count = users.includes(THROTTLED_USERS) ? THROTTLED_USERS : Math.min(...users);
      say(`an account of ${count} users, throttled`);
      for (const trial of await account.keyturn(count, narrow)) throttled.push(noted(trial));
      for (const filter of allFilters)
        throttled.push(noted(await account.custodian(filter, count, narrow)));
    }
  } finally {
    await account.stop();
  }
  return { trials, throttled };
}

function load(): number {
  return loadavg()[0] ?? NaN;
}

/** A run takes half an hour: each figure is said when it is there. */
function noted<T extends Trial | AccountsTrial>(trial: T): T {
  const { work, milliseconds } = trial;
  const calls = 'iamCalls' in trial ? `${trial.iamCalls} IAM calls` : `${trial.calls} calls`;
  say(`  ${work}: ${calls}, ${(milliseconds / 1000).toFixed(1)} s`);
  return trial;
}

/** Progress is not part of the result. */
function say(what: string): void {
  console.error(`bench: ${what}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
