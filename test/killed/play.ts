import type { KeyEvent } from '../../emulation/moto/start';
import { day, deeds, firstDay, lastDay } from './cast';
import { Company } from './company';
import type { Dice } from './dice';
import { brokenPromises, type Fact } from './promises';
import type { KillableFunction, Plan } from './killable-function';
import type { Reaper } from './reaper';

const MINUTE = 60_000;
/** What Lambda tries of an asynchronous invocation, and SQS of a message before it is a dead letter. */
const TRIES = { monitor: 3, 'key-events': 3, notify: 5 } as const;
/** How long an invocation takes at most, roughly: for deaths that no call brings about. */
const LONGEST_MS = { monitor: 1500, 'key-events': 900, notify: 1500 } as const;

export interface Played {
  readonly broken: readonly string[];
  /** Runs that came to their end, and days that no run has. */
  readonly completed: number;
  readonly missed: number;
  /** Messages that Slack shows a second time, each because the process died before it had recorded the first. */
  readonly toldTwice: number;
}

/** The story once, in a company of its own, its functions killed again and again. */
export async function play(
  bundleFolder: string,
  dice: Dice,
  reaper: Reaper,
  kills: { readonly most: number; readonly chance: number },
): Promise<Played> {
  const company = await Company.start(bundleFolder);
  const story = new Story(company, dice, reaper, kills);
  try {
    for (let n = firstDay; n <= lastDay && story.broken.length === 0; n++) await story.live(n);
    return story.played;
  } finally {
    await company.stop();
  }
}

class Story {
  readonly broken: string[] = [];
  #completed = 0;
  #missed = 0;
  #toldTwice = 0;
  readonly #seenEvents = new Set<string>();

  constructor(
    private readonly company: Company,
    private readonly dice: Dice,
    private readonly reaper: Reaper,
    private readonly kills: { readonly most: number; readonly chance: number },
  ) {}

  get played(): Played {
    const [completed, missed, toldTwice] = [this.#completed, this.#missed, this.#toldTwice];
    return { broken: this.broken, completed, missed, toldTwice };
  }

  /** One day: what people do, its events, its run, and everything delivered; then the promises are asked. */
  async live(n: number): Promise<void> {
    const { company } = this;
    await company.turnTo(new Date(day(n).getTime() - 60 * MINUTE));
    for (const deed of deeds.get(n) ?? []) await company.do(deed);
    await this.#announce();
    await company.turnTo(day(n));
    const isComplete = await this.#run(n);
    await this.#deliver();
    if (isComplete) this.#completed += 1;
    else this.#missed += 1;
    const fact = await this.#look();
    const { broken, toldTwice } = brokenPromises(fact, n, isComplete);
    this.broken.push(...broken);
    this.#toldTwice = toldTwice;
  }

  /** Events reach key-events; Lambda tries one again that was not handled. */
  async #announce(): Promise<void> {
    const { company } = this;
    const isNew = ({ id }: KeyEvent) => !this.#seenEvents.has(id);
    for (const event of (await company.moto.keyEvents(day(firstDay - 1))).filter(isNew)) {
      this.#seenEvents.add(event.id);
      await this.#tryTo('key-events', () =>
        company.functions['key-events'].lambda.invoke(event, company.now),
      );
    }
    await this.#deliver();
  }

  /** Answers whether the day's run came to its end. */
  async #run(n: number): Promise<boolean> {
    const { company } = this;
    const event = { scheduledTime: day(n).toISOString().replace('.000Z', 'Z') };
    return this.#tryTo('monitor', () =>
      company.functions.monitor.lambda.invoke(event, company.now),
    );
  }

  /** Until the queue is empty: what a dead process had received comes up again when its time is over. */
  async #deliver(): Promise<void> {
    const { company } = this;
    const isDone = await this.#tryTo('notify', async () => company.pump.drain(company.now), 1);
    if (!isDone) throw new Error('the last try is never planned to die');
    if ((await company.pump.backlog()) > 0) throw new Error('notices are left in the queue');
  }

  /**
   * Tries as often as AWS does, with some of the tries planned to die.
   * @param unharmed how many of the last tries are not
   */
  async #tryTo(
    name: keyof typeof TRIES,
    work: () => Promise<unknown>,
    unharmed = 0,
  ): Promise<boolean> {
    const subject: KillableFunction = this.company.functions[name];
    for (let left = TRIES[name]; left > 0; left--) {
      const kill = await subject.dyingBy(left > unharmed ? this.#plan(name) : harmless, work);
      if (!kill) return true;
      this.reaper.kills.push(kill);
      await this.company.turnTo(new Date(this.company.now.getTime() + 2 * MINUTE));
    }
    return false;
  }

  #plan(name: keyof typeof TRIES): Plan {
    const { most, chance } = this.kills;
    if (this.reaper.kills.length >= most || this.dice.roll() >= chance) return harmless;
    return this.reaper.plan(LONGEST_MS[name]);
  }

  async #look(): Promise<Fact> {
    const { moto, slack, keys } = this.company;
    return {
      keys,
      held: await this.company.held(),
      events: await moto.keyEvents(day(firstDay - 1)),
      calls: await moto.recordedCalls(),
      messages: slack.inbox.all,
      unrecorded: new Set(this.reaper.kills.flatMap(({ unrecorded }) => unrecorded)),
    };
  }
}

const harmless: Plan = { at: () => undefined };
