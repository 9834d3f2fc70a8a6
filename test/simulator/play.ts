import { Company, type Tampering } from './company';
import { beginningOf, invocations } from './invocations';
import { promises } from './promises';
import { Random } from './story/random';
import type { Story } from './story/story';
import type { Today } from './truth/today';
import type { PromiseCheck } from './promises/promise-check';
import { finishedAccounts } from './truth/today';
import { HOUR, scheduledTime } from './world/calendar';
import type { Chronicle } from './world/chronicle';
import { stoppables } from './world/credentials';
import type { CallCount } from './world/process';
import { Turns } from './world/turns';

/** A promise that was not kept. */
export interface Broken {
  /** Its function's name. */
  readonly promise: string;
  readonly day: number;
  readonly how: string;
}

export interface Outcome {
  readonly broken?: Broken;
  readonly credentialDays: number;
  readonly chronicle: Chronicle;
}

/** Plays a story to its end, or to the first day on which a promise is broken. */
export async function play(
  story: Story,
  tampering: Tampering = {},
  checks: readonly PromiseCheck[] = promises,
): Promise<Outcome> {
  const company = new Company(story, tampering);
  const { chronicle } = company;
  let credentialDays = 0;
  for (let day = 0; day < story.days; day++) {
    const today = await playDay(company, day);
    if (chronicle.defect) throw chronicle.defect;
    credentialDays += company.aws.users.reduce(
      (sum, { now }) => sum + (now ? stoppables(now).length : 0),
      0,
    );
    if (!today.isHealthy) company.healthySince = company.clock.now;
    for (const check of checks)
      for (const how of check(company, today))
        return { broken: { promise: check.name, day, how }, credentialDays, chronicle };
  }
  return { credentialDays, chronicle };
}

async function playDay(company: Company, day: number): Promise<Today> {
  const { chronicle, clock, story, weather } = company;
  const [runs, disablings, shown] = [chronicle.runs, chronicle.disablings, chronicle.shown].map(
    ({ length }) => length,
  );
  chronicle.faultsToday = 0;
  const start = clock.now;
  const calls = company.beginDay(day);
  for (const { trouble } of weather.of('missed-run', day)) chronicle.count(trouble);
  if (weather.of('re-drive', day).length > 0)
    for (const queue of [company.queue, company.acts.queue]) queue.redrive(clock.now);
  const [overlap] = weather.of('overlapping-runs', day);
  const [busy] = weather.of('busy-run', day);
  if (overlap) await atOnce(company, day, overlap.seed, [0, overlap.hoursApart], calls);
  else if (busy) await atOnce(company, day, busy.seed, [0], calls);
  else
    for (const { at, now } of invocations(company, day)) {
      await company.deliverUntil(at);
      clock.passUntil(at);
      if (now.getTime() !== scheduledTime(story, day).getTime()) chronicle.count('caught-up run');
      await company.run(day, now, calls);
    }
  const end = beginningOf(story, day + 1);
  await company.deliverUntil(end);
  clock.passUntil(end);
  await company.settleEvents();
  const runsOfDay = chronicle.runs.slice(runs);
  if (runsOfDay.length > 1) chronicle.count('day with several runs');
  return {
    ...{ day, start },
    runs: runsOfDay,
    disablings: chronicle.disablings.slice(disablings),
    shown: chronicle.shown.slice(shown),
    isHealthy: isHealthy(company, day, runsOfDay.at(-1)),
  };
}

function isHealthy(
  { chronicle, story, queue, acts }: Company,
  day: number,
  run: Today['runs'][number] | undefined,
): boolean {
  if (chronicle.faultsToday > 0 || !run?.result || !queue.isEmpty || !acts.queue.isEmpty)
    return false;
  // A run for an older day leaves what was planned since to the next one of today.
  if (run.now.getTime() !== scheduledTime(story, day).getTime()) return false;
  const isWhole =
    finishedAccounts(run).length + story.dryRunAccounts.length === story.accounts.length;
  if (isWhole) chronicle.count('day without faults');
  return isWhole;
}

/** Runs at once, for so many hours before the day's own time, while what is queued is delivered. */
async function atOnce(
  company: Company,
  day: number,
  seed: number,
  hoursBefore: readonly number[],
  calls: CallCount,
): Promise<void> {
  const { clock, story, chronicle } = company;
  chronicle.count(hoursBefore.length > 1 ? 'overlapping runs' : 'busy run');
  const now = scheduledTime(story, day).getTime();
  await company.deliverUntil(now);
  clock.passUntil(now);
  const turns = new Turns(new Random(seed));
  const turn = () => turns.turn();
  let areRunning = true;
  const runs = Promise.all(
    hoursBefore.map((hours) => company.run(day, new Date(now - hours * HOUR), calls, turn)),
  ).finally(() => (areRunning = false));
  const deliveries = async (deliver: (turn: () => Promise<void>) => Promise<void>) => {
    while (areRunning) {
      await turn();
      await deliver(turn);
    }
  };
  const each = [deliveries((given) => company.deliveries.deliverBatch(given))];
  if (story.presses) each.push(deliveries((given) => company.acts.deliverBatch(given)));
  await turns.drive(Promise.all([runs, ...each]));
}
