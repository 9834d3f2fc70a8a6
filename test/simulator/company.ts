import { InMemoryLedger } from '../../functions/in-memory/ledger';
import { announce } from '../../functions/key-events/announce';
import type { Run } from '../../functions/monitor/run';
import { runDay } from '../../functions/monitor/run-day';
import type { NotifyPorts } from '../../functions/notify/delivery';
import { notify } from '../../functions/notify/notify';
import { addresseeOf, type Notice } from '../../rules/notices';
import { settingsSchema, type Settings } from '../../rules/settings';
import type { QueueMessage } from '../../rules/notices/team-copies';
import { defaultRotation } from '../../rules/rotation';
import { Random } from './story/random';
import { isTrouble, type Story } from './story/story';
import { Aws } from './world/aws';
import type { UserHistory } from './world/user-history';
import { SECOND, startOfDay } from './world/calendar';
import { Chronicle } from './world/chronicle';
import { endOf, type NoticeLife } from './world/notice-life';
import type { RunRecord } from './world/run-record';
import { Clock } from './world/clock';
import { Deeds } from './world/deeds';
import { Sightings } from './truth/sightings';
import { SimulatedIam } from './world/iam';
import { SimulatedKeyUses } from './world/key-uses';
import type { World } from './world/iam-answers';
import { iamEvent, type IamCall } from './world/iam-event';
import { NotifyLedger } from './world/notify-ledger';
import { FifoQueue, sqsEvent, type Message } from './world/notice-queue';
import { Process, type CallCount } from './world/process';
import { RunLedger } from './world/run-ledger';
import { RunQueue } from './world/run-queue';
import { SimulatedSlack, TEAM_CHANNEL, type Workspace } from './world/slack';
import { Weather } from './world/weather';

/** As KeyMonitor sets them. */
const MONITOR_TIMEOUT = 900 * SECOND;
const NOTIFY_TIMEOUT = 120 * SECOND;
const BATCH = 10;

/** Planted bugs: each changes what a part is given, or what it does. */
export interface Tampering {
  readonly run?: (run: Run) => Run;
  readonly notify?: (ports: NotifyPorts) => NotifyPorts;
  readonly runDay?: typeof runDay;
  readonly handleBatch?: typeof notify;
}

const silent = { debug: () => undefined, info: () => undefined, error: () => undefined };

/** One company with everything that is deployed for it: the real monitor, notify and key-events, on simulated ports. */
export class Company implements World {
  readonly chronicle = new Chronicle();
  readonly sightings: Sightings;
  readonly clock: Clock;
  readonly aws: Aws;
  readonly weather: Weather;
  readonly pageSize: number;
  readonly dueAge: number;
  readonly unusedAge: number | undefined;
  readonly others: World['others'];
  readonly reports: World['reports'] = new Map();
  readonly queue = new FifoQueue(this.chronicle);
  readonly #ledger = new InMemoryLedger();
  readonly #workspace: Workspace;
  readonly #random: Random;
  readonly #events: Promise<void>[] = [];
  /** The end of the last day on which something went wrong. */
  healthySince: number;
  readonly #settings: Settings;
  #notifyCalls: CallCount = { calls: 0, faults: [] };

  constructor(
    readonly story: Story,
    private readonly tampering: Tampering = {},
  ) {
    this.sightings = new Sightings(this);
    this.clock = new Clock(startOfDay(story, -1));
    this.healthySince = this.clock.now;
    this.pageSize = story.pageSize;
    this.dueAge = Math.min(...story.rules.reminderAges) - 1;
    this.unusedAge = story.rules.unused === 'disable' ? story.rules.unusedAge : undefined;
    this.others = story.rules.others;
    this.aws = new Aws({ ...story }, () => this.clock.now);
    this.weather = new Weather(story);
    const { others: credentials, ...flat } = story.rules;
    this.#settings = settingsSchema.parse({ timeZone: story.timeZone, ...flat, credentials });
    this.#random = new Random(story.seed);
    const members = story.people.map(({ name }) => `U0${name.toUpperCase().padStart(8, '0')}`);
    this.#workspace = { members: new Set(members), left: new Set() };
    const trail = this.#trail.bind(this);
    const { aws, clock, chronicle } = this;
    const deeds = new Deeds(aws, clock, chronicle, this.#workspace, trail, story.resetRenews);
    for (const each of story.happenings)
      if (!isTrouble(each))
        this.clock.plan(startOfDay(story, each.day) + each.second * SECOND, () => deeds.do(each));
  }

  beginDay(day: number): CallCount {
    const dropped = this.#ledger.expire(new Date(this.clock.now));
    for (let n = 0; n < dropped; n++) this.chronicle.count('record of a notice dropped');
    this.#notifyCalls = { calls: 0, faults: this.weather.callFaults('notify', day) };
    return { calls: 0, faults: this.weather.callFaults('monitor', day) };
  }

  /** One run of the monitor. Never throws: what became of it is in its record. */
  async run(
    day: number,
    now: Date,
    calls: CallCount,
    turn?: () => Promise<void>,
  ): Promise<RunRecord> {
    const { chronicle, clock, story } = this;
    const deadline = clock.now + MONITOR_TIMEOUT;
    const process = new Process('monitor', clock, chronicle, calls, deadline, turn);
    const releasedThrough = this.weather.releasedThrough(day);
    const record: RunRecord = {
      id: chronicle.runs.length,
      now,
      startedAt: clock.now,
      releasedThrough,
      visits: new Map(),
      isDead: false,
      deadLetters: this.queue
        .deadLetters(clock.now)
        .flatMap((message) => chronicle.noticesOf(message))
        .filter((notice) => chronicle.isOpen(notice)),
    };
    chronicle.begin(record);
    const limit = this.weather.of('out-of-time', day)[0]?.accounts ?? Infinity;
    let begun = 0;
    const iam = new SimulatedIam(this, record, process);
    const run: Run = {
      ports: {
        accounts: {
          list: () => process.call('accounts.list', () => Promise.resolve(story.accounts)),
        },
        ...{ iam, iamSwitch: iam, trail: iam, uses: new SimulatedKeyUses(this, record, process) },
        ledger: new RunLedger(this.#ledger, chronicle, clock, record, process, this.sightings),
        queue: new RunQueue(this.queue, chronicle, clock, record, process),
      },
      settings: {
        ...this.#settings,
        circuitBreaker: { ...this.#settings.circuitBreaker, releasedThrough },
      },
      now,
      dryRun: false,
      dryRunAccounts: new Set(story.dryRunAccounts),
      concurrency: 2,
      hasTimeLeft: () => {
        begun += 1;
        if (begun > limit) chronicle.fault('no time left for an account');
        return begun <= limit;
      },
      log: silent,
    };
    try {
      const work = this.tampering.runDay ?? runDay;
      record.result = await work(this.tampering.run?.(run) ?? run);
    } catch (error) {
      record.failure = error instanceof Error ? error.message : String(error);
    }
    record.isDead = process.isDead;
    record.endedAt = clock.now;
    chronicle.count(record.result ? 'run completed' : 'run not completed');
    return record;
  }

  /** Delivers what is in the queue, as it becomes visible, until that time. */
  async deliverUntil(end: number): Promise<void> {
    for (;;) {
      const next = Math.min(this.queue.nextAt() ?? Infinity, this.clock.nextAt ?? Infinity);
      if (next > end) return;
      this.clock.passUntil(next);
      await this.deliverBatch();
    }
  }

  /** One invocation of notify, if there is something for it. */
  async deliverBatch(turn?: () => Promise<void>): Promise<void> {
    const { clock, chronicle, weather } = this;
    const messages = this.queue.receive(BATCH, clock.now, this.#random);
    if (messages.length === 0) return;
    const deadline = clock.now + NOTIFY_TIMEOUT;
    const process = new Process('notify', clock, chronicle, this.#notifyCalls, deadline, turn);
    const failed = await this.#invokeNotify(messages, process);
    const done = process.isDead ? [] : messages.filter(({ id }) => !failed.has(id));
    for (const message of done) {
      this.#checkNotDropped(message);
      if (weather.isDeletionLost(clock.now)) chronicle.count('deletion of a message lost');
      else this.queue.delete([message]);
    }
  }

  async settleEvents(): Promise<void> {
    await Promise.all(this.#events.splice(0));
  }

  async #invokeNotify(messages: readonly Message[], process: Process): Promise<Set<string>> {
    const { clock, chronicle, weather } = this;
    let current: QueueMessage | undefined;
    const delivering = () => {
      if (!current) throw new Error('nothing is being delivered');
      return current;
    };
    const slack = [this.#workspace, chronicle, clock, weather, process, delivering] as const;
    const ports: NotifyPorts = {
      deliveries: new NotifyLedger(this.#ledger, chronicle, clock, process),
      slack: new SimulatedSlack(...slack),
      teamChannel: TEAM_CHANNEL,
      rotation: defaultRotation,
      now: () => new Date(clock.now),
      remainingMs: () => process.deadline - clock.now,
    };
    try {
      const work = this.tampering.handleBatch ?? notify;
      const tampered = this.tampering.notify?.(ports) ?? ports;
      const { batchItemFailures } = await work(
        sqsEvent(messages, (content) => (current = content)),
        tampered,
        silent,
      );
      return new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    } catch {
      chronicle.count('batch failed as a whole');
      return new Set(messages.map(({ id }) => id));
    }
  }

  /** What notify is done with must have been told, or be no longer true. */
  #checkNotDropped({ content }: Message): void {
    const { chronicle } = this;
    for (const notice of chronicle.noticesOf(content))
      if (!isDone(content, chronicle.lifeOf(notice), notice)) chronicle.dropped.push(notice);
  }

  /** EventBridge brings the event some time later. */
  #trail(user: UserHistory, call: IamCall): void {
    if (!this.story.hasTrail) return;
    const event = iamEvent(user, call, this.clock.now);
    const accounts = { list: [...this.story.accounts] };
    const put = (notices: Message['content'][], at: Date) => {
      this.chronicle.count('key event');
      this.queue.put(notices, at, this.clock.now);
      return Promise.resolve();
    };
    this.clock.plan(this.clock.now + this.#random.between(10, 300) * SECOND, () =>
      this.#events.push(announce(event, { queue: { put }, accounts }, silent)),
    );
  }
}

/** Whether that message's part in telling the notice is done. */
function isDone(content: QueueMessage, life: NoticeLife | undefined, notice: Notice): boolean {
  if (!life) return false;
  const { ownerAt, ownerFailed, teamAt, copyAt } = life;
  if (endOf(life) !== undefined) return true;
  // Whoever can't be told is told of by the message of the notice itself.
  if (content.kind === 'team-copies') return (teamAt ?? copyAt) !== undefined || !!ownerFailed;
  // What goes to the team's channel anyway is left to the copies.
  return (
    content.kind === 'private-message' &&
    (ownerAt !== undefined || addresseeOf(notice) === TEAM_CHANNEL)
  );
}
