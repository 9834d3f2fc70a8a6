import { keyEventPattern } from '../../../components/key-event-pattern';
import { matches } from '../../../emulation/company/event-rules';
import type { PostedMessage } from '../../../emulation/slack/start';
import { announce } from '../../../functions/key-events/announce';
import { NewsPace } from '../../../functions/notify/news-pace';
import { notify } from '../../../functions/notify/notify';
import type { QuotasSeen } from '../quotas';
import { EmulatedClock } from './emulated-clock';
import { accounts, stormOf, type Arrival, type MadeKey } from './events';
import { recordOf, type FifoQueue, type Sent } from './fifo-queue';
import { noticesOfRun } from './of-run';
import { StormWorld } from './world';

const BEGIN = new Date('2026-12-01T10:00:30Z');
/** As KeyMonitor sets them. */
const [AT_A_TIME, BATCH] = [2, 10];
/** A day's run meets the storm so long after its beginning. */
const RUN_AFTER = 30_000;
const IDLE = 1000;

/** Of the functions and the queue, for what it costs. */
export interface StormUse {
  /** Events that EventBridge delivered, those twice that came twice. */
  readonly events: number;
  readonly notify: number;
  /** Of notify, by the emulated clock. */
  readonly notifySeconds: number;
  readonly sqsRequests: number;
  readonly units: { readonly read: number; readonly write: number };
}

export interface StormPlayed {
  readonly made: readonly MadeKey[];
  readonly messages: readonly PostedMessage[];
  readonly queue: FifoQueue;
  readonly use: StormUse;
  readonly quotas: QuotasSeen;
  /** When the storm did, in milliseconds. */
  readonly began: number;
  /** Calls that Slack limited. */
  readonly limited: number;
}

/** What can be otherwise, to see that the checks notice. */
export interface StormOptions {
  readonly pace?: NewsPace;
  readonly sent?: (message: Sent) => Sent;
  /** Whether that batch is taken and nothing done. */
  readonly loses?: (batch: number) => boolean;
}

/** So many events within an emulated minute, by the functions' own code, and the notices of a run in their midst. */
export async function playStorm(
  events: number,
  seed: number,
  options: StormOptions = {},
): Promise<StormPlayed> {
  const storm = stormOf(events, seed, BEGIN);
  const world = await StormWorld.start(new EmulatedClock(BEGIN.getTime()), options.sent);
  const play = new Play(world, storm.arrivals.length + 1, options);
  try {
    await world.clock.run([
      ...storm.arrivals.map((arrival) => play.arrive(arrival)),
      play.run(),
      ...Array.from({ length: AT_A_TIME }, () => play.poll()),
    ]);
    const { slack, queue, quotas, requests, dynamoDb } = world;
    return {
      made: storm.made,
      messages: [...slack.inbox.all],
      queue,
      quotas,
      use: {
        events: storm.arrivals.length,
        notify: play.invocations,
        notifySeconds: play.seconds,
        sqsRequests: requests.count,
        units: dynamoDb.units,
      },
      began: BEGIN.getTime(),
      limited: slack.calls.filter(({ outcome }) => outcome === 'ratelimited').length,
    };
  } finally {
    await world.stop();
  }
}

class Play {
  invocations = 0;
  seconds = 0;
  readonly #pace: NewsPace;

  constructor(
    private readonly world: StormWorld,
    private left: number,
    private readonly options: StormOptions,
  ) {
    this.#pace = options.pace ?? new NewsPace();
  }

  /** EventBridge's rule, and key-events. */
  async arrive({ after, event }: Arrival): Promise<void> {
    const { clock, notices } = this.world;
    await clock.sleep(after);
    if (matches(JSON.parse(keyEventPattern), event))
      await announce(event, { queue: notices, accounts: { list: [...accounts] } }, silent);
    this.left -= 1;
  }

  async run(): Promise<void> {
    const { clock, notices } = this.world;
    await clock.sleep(RUN_AFTER);
    await notices.put(noticesOfRun(clock.date()), clock.date());
    this.left -= 1;
  }

  /** Lambda's mapping, of which there are as many as the function runs at a time. */
  async poll(): Promise<void> {
    const { clock, queue, quotas, requests } = this.world;
    while (this.left > 0 || !queue.isEmpty) {
      const batch = queue.receive(BATCH, clock.now);
      requests.note(clock.now);
      quotas.see('fifoBacklog', queue.waiting);
      if (batch.length === 0) {
        await clock.sleep(IDLE);
        continue;
      }
      const began = clock.now;
      const failed = await this.#notify(batch.map((each) => recordOf(each)));
      queue.delete(
        batch.filter(({ id }) => !failed.has(id)),
        clock.now,
      );
      requests.note(clock.now);
      this.seconds += (clock.now - began) / 1000;
    }
  }

  async #notify(Records: ReturnType<typeof recordOf>[]): Promise<ReadonlySet<string>> {
    this.invocations += 1;
    if (this.options.loses?.(this.invocations)) return new Set();
    const { batchItemFailures } = await notify(
      { Records },
      this.world.notifyPorts(),
      silent,
      this.#pace,
    );
    return new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  }
}

const silent = { info: () => undefined, error: () => undefined };
