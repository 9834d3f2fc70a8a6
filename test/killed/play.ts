import type { KeyEvent } from '../../emulation/moto/start';
import type { PostedMessage } from '../../emulation/slack/start';
import { MOST_RECEIVES } from './action-queue';
import type { Bundles } from './bundles';
import { day, deeds, peopleInSlack } from './cast';
import { Company } from './company';
import type { FunctionName } from './functions';
import { Moving } from './moves/moving';
import { Pressing } from './pressing';
import { brokenPromises, type Fact } from './promises';
import { harmless, type Reaper } from './reaper';

const MINUTE = 60_000;
/** What Lambda tries of an asynchronous invocation, and SQS of a message before it is a dead letter. */
const TRIES = { monitor: 3, 'key-events': 3, notify: 5, act: MOST_RECEIVES } as const;

export interface Played {
  readonly broken: readonly string[];
  /** Runs that came to their end, and days that no run has. */
  readonly completed: number;
  readonly missed: number;
  /** Messages that Slack shows a second time, each because the process died before it had recorded the first. */
  readonly toldTwice: number;
  readonly messages: number;
  /** How often a key was switched off. */
  readonly disabled: number;
  /** How often people pressed a button or opened their home and saw no error. */
  readonly taken: number;
  readonly deadLetters: number;
  /** How often `keyturn move` did what it was to do. */
  readonly steps: number;
}

/** The days of the story, in a company of its own, its functions killed as the reaper wants. */
export async function play(
  { folder, command }: Bundles,
  [from, to]: readonly [from: number, to: number],
  reaper: Reaper,
): Promise<Played> {
  const company = await Company.start(folder);
  let moving: Moving | undefined;
  try {
    moving = await Moving.begin(company, command, reaper);
    const story = new Story(company, moving, from, reaper);
    for (let n = from; n <= to && story.broken.length === 0; n++) await story.live(n);
    return story.played;
  } finally {
    await moving?.stop();
    await company.stop();
  }
}

class Story {
  readonly broken: string[] = [];
  #completed = 0;
  #missed = 0;
  #tally = { toldTwice: 0, messages: 0, disabled: 0, taken: 0, deadLetters: 0 };
  readonly #seenEvents = new Set<string>();
  /** The messages as they were posted. */
  readonly #posted = new Map<string, PostedMessage>();
  readonly #pressing: Pressing;

  constructor(
    private readonly company: Company,
    private readonly moving: Moving,
    private readonly firstDay: number,
    private readonly reaper: Reaper,
  ) {
    this.#pressing = new Pressing(company, reaper, () => moving.wavers());
  }

  get played(): Played {
    const [completed, missed] = [this.#completed, this.#missed];
    const { steps } = this.moving.moved;
    return { broken: this.broken, completed, missed, steps, ...this.#tally };
  }

  /** One day: what people do, its events, what they press, its run, and everything delivered; then the promises are asked. */
  async live(n: number): Promise<void> {
    const { company } = this;
    await company.turnTo(new Date(day(n).getTime() - 5 * 60 * MINUTE));
    await this.moving.signInAll(n);
    await company.turnTo(new Date(day(n).getTime() - 60 * MINUTE));
    for (const deed of deeds.get(n) ?? []) await company.do(deed);
    await this.moving.moveAll(n);
    await company.actions.redrive();
    await this.#announce();
    await this.#pressing.pressAll(n);
    await this.#deliver();
    await company.turnTo(day(n));
    const isComplete = await this.#run(n);
    if (isComplete) this.moving.noteRun();
    await this.#deliver();
    if (isComplete) this.#completed += 1;
    else this.#missed += 1;
    const fact = await this.#look();
    const { broken, ...tally } = brokenPromises(fact, n, isComplete);
    this.broken.push(...broken);
    this.#tally = { ...tally, deadLetters: this.#tally.deadLetters + fact.dead.length };
  }

  /** Events reach key-events; Lambda tries one again that was not handled. */
  async #announce(): Promise<void> {
    const { company } = this;
    const isNew = ({ id }: KeyEvent) => !this.#seenEvents.has(id);
    for (const event of (await company.moto.keyEvents(day(this.firstDay - 1))).filter(isNew)) {
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

  /** What people press, and then what is to be told. */
  async #deliver(): Promise<void> {
    const { company } = this;
    const { actions } = company;
    if ((await actions.backlog()) > 0) {
      await this.#tryTo('act', async () => actions.drain(company.now));
      // What was delivered too often is a dead letter when it would be delivered again.
      await this.#tryTo('act', async () => actions.drain(company.now), TRIES.act);
    }
    if ((await actions.backlog()) > 0) throw new Error('actions are left in the queue');
    await this.#tell();
    for (const message of company.slack.inbox.all)
      if (!this.#posted.has(message.ts)) this.#posted.set(message.ts, message);
  }

  /** Until the queue is empty: what a dead process had received comes up again when its time is over. */
  async #tell(): Promise<void> {
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
    name: Exclude<FunctionName, 'slack-in'>,
    work: () => Promise<unknown>,
    unharmed = 0,
  ): Promise<boolean> {
    const subject = this.company.functions[name];
    for (let left = TRIES[name]; left > 0; left--) {
      const kill = await subject.dyingBy(left > unharmed ? this.reaper.plan(name) : harmless, work);
      if (!kill) return true;
      this.reaper.kills.push(kill);
      await this.company.turnTo(new Date(this.company.now.getTime() + 2 * MINUTE));
      await this.moving.wavers();
    }
    return false;
  }

  async #look(): Promise<Fact> {
    const { moto, slack, keys, actions } = this.company;
    const people = peopleInSlack.flatMap(({ slackId }) => slackId ?? []);
    return {
      keys,
      doneInSlack: this.#pressing.done,
      dead: await actions.dead(),
      seenAlone: people.flatMap((id) => slack.inbox.seenAloneBy(id)),
      homes: new Map(people.map((id) => [id, slack.inbox.homeOf(id)?.version ?? 0])),
      asPosted: [...this.#posted.values()],
      held: await this.company.held(),
      firstRun: day(this.firstDay),
      events: await moto.keyEvents(day(this.firstDay - 1)),
      calls: await moto.recordedCalls(),
      messages: slack.inbox.all,
      moved: this.moving.moved,
      unrecorded: new Set(this.reaper.kills.flatMap(({ unrecorded }) => unrecorded)),
    };
  }
}
