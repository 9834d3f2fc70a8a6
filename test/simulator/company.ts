import { Deliveries, type NotifyTampering } from './deliveries';
import { Acts, type ActTampering, type ActWorld } from './acts';
import { InMemoryPeople } from '../../functions/in-memory/people';
import { InMemoryLedger } from '../../functions/in-memory/ledger';
import { announce } from '../../functions/key-events/announce';
import type { Run } from '../../functions/monitor/run';
import { runDay } from '../../functions/monitor/run-day';
import type { Action } from '../../rules/presses/press';
import { settingsSchema, type Settings } from '../../rules/settings';
import type { QueueMessage } from '../../rules/notices/team-copies';
import { Random } from './story/random';
import { isTrouble, type Story } from './story/story';
import { Aws } from './world/aws';
import type { UserHistory } from './world/user-history';
import { SECOND, startOfDay } from './world/calendar';
import { Chronicle } from './world/chronicle';
import type { RunRecord } from './world/run-record';
import { Clock } from './world/clock';
import { Deeds } from './world/deeds';
import { Sightings } from './truth/sightings';
import { SimulatedIam } from './world/iam';
import { SimulatedKeyUses } from './world/key-uses';
import { SimulatedWayUses } from './world/simulated-way-uses';
import type { World } from './world/iam-answers';
import { iamEvent, type IamCall } from './world/iam-event';
import { MoveHand } from './world/move-hand';
import { NoticeQueue } from './world/notice-queue';
import { peopleThrough } from './world/people';
import { PressHand, RESPONDER, STRANGER } from './world/press-hand';
import { Process, type CallCount } from './world/process';
import { RunLedger } from './world/run-ledger';
import { RunQueue } from './world/run-queue';
import type { Workspace } from './world/slack';
import { Weather } from './world/weather';

/** As KeyMonitor sets them. */
const MONITOR_TIMEOUT = 900 * SECOND;

/** Planted bugs: each changes what a part is given, or what it does. */
export interface Tampering extends ActTampering, NotifyTampering {
  readonly run?: (run: Run) => Run;
  readonly runDay?: typeof runDay;
}

const silent = { debug: () => undefined, info: () => undefined, error: () => undefined };

/** One company with everything that is deployed for it: the real monitor, notify and key-events, on simulated ports. */
export class Company implements ActWorld {
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
  readonly queue = new NoticeQueue(this.chronicle);
  readonly deliveries: Deliveries;
  readonly acts: Acts;
  readonly #ledger = new InMemoryLedger();
  readonly people = new InMemoryPeople(this.#ledger);
  readonly #workspace: Workspace;
  readonly #random: Random;
  readonly #events: Promise<void>[] = [];
  /** The end of the last day on which something went wrong. */
  healthySince: number;
  readonly #settings: Settings;

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
    const settings = settingsSchema.parse({ timeZone: story.timeZone, ...flat, credentials });
    this.#settings = story.presses
      ? { ...settings, questions: { againAfterDays: story.presses.askAgainDays } }
      : settings;
    this.#random = new Random(story.seed);
    const members = story.people.map(({ name }) => `U0${name.toUpperCase().padStart(8, '0')}`);
    this.#workspace = { members: new Set([...members, STRANGER, RESPONDER]), left: new Set() };
    const trail = this.#trail.bind(this);
    const { aws, clock, chronicle } = this;
    this.deliveries = new Deliveries(this, this.#ledger, this.#workspace, this.#random, tampering);
    this.acts = new Acts(this, this.#ledger, this.#settings, tampering);
    const hand = new PressHand(aws, clock, chronicle, this.acts.queue);
    const moves = new MoveHand(aws, clock, chronicle, this.weather, this.#ledger);
    const hands = { press: hand, moves };
    const deeds = new Deeds(
      aws,
      clock,
      chronicle,
      this.#workspace,
      trail,
      hands,
      story.resetRenews,
    );
    for (const each of story.happenings)
      if (!isTrouble(each))
        this.clock.plan(startOfDay(story, each.day) + each.second * SECOND, () => deeds.do(each));
  }

  beginDay(day: number): CallCount {
    const dropped = this.#ledger.expire(new Date(this.clock.now));
    for (let n = 0; n < dropped; n++) this.chronicle.count('record of a notice dropped');
    this.deliveries.beginDay(day);
    this.acts.beginDay(day);
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
        ways: new SimulatedWayUses(this, record, process),
        ledger: new RunLedger(this.#ledger, chronicle, clock, record, process, this.sightings),
        queue: new RunQueue(this.queue, chronicle, clock, record, process),
        ...(story.presses?.hasHomes && { people: peopleThrough(process, this.people) }),
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
      const times = [this.queue.nextAt(), this.acts.nextAt(), this.clock.nextAt];
      const next = Math.min(...times.map((at) => at ?? Infinity));
      if (next > end) return;
      this.clock.passUntil(next);
      await this.acts.deliverBatch();
      await this.deliveries.deliverBatch();
    }
  }

  async settleEvents(): Promise<void> {
    await Promise.all(this.#events.splice(0));
  }

  /** EventBridge brings the event some time later. */
  #trail(user: UserHistory, call: IamCall): void {
    if (!this.story.hasTrail) return;
    const event = iamEvent(user, call, this.clock.now);
    const accounts = { list: [...this.story.accounts] };
    const actions = this.story.presses && {
      put: (action: Action) => Promise.resolve(this.acts.queue.put(action, this.clock.now)),
    };
    const put = (notices: readonly QueueMessage[], at: Date) => {
      this.chronicle.count('key event');
      this.queue.put(notices, at, this.clock.now);
      return Promise.resolve();
    };
    this.clock.plan(this.clock.now + this.#random.between(10, 300) * SECOND, () =>
      this.#events.push(announce(event, { queue: { put }, actions, accounts }, silent)),
    );
  }
}
