import { SlackAppError, SlackUnavailableError } from '../../../functions/slack-errors';
import type { SlackPort } from '../../../functions/ports/slack';
import type { HomeView, SlackMessage } from '../../../functions/slack-message';
import type { QueueMessage } from '../../../rules/notices/team-copies';
import { SECOND } from './calendar';
import type { Chronicle } from './chronicle';
import type { Posting } from './shown';
import type { Clock } from './clock';
import { Crash, type Process } from './process';
import { UnreadableError } from './read-digest';
import { readMessage } from './read-message';
import { channelOf, showMessage } from './show-message';
import type { Weather } from './weather';

export const TEAM_CHANNEL = 'C0TEAM00001';
export const MACHINES_CHANNEL = 'C0MACHINES1';

/** As the adapter has them. */
const TIMEOUT = 20 * SECOND;
const RESERVE = 3 * SECOND;

type Answer = Awaited<ReturnType<SlackPort['post']>>;
type Reply = Awaited<ReturnType<SlackPort['reply']>>;

/** Who is in the workspace. */
export interface Workspace {
  readonly members: ReadonlySet<string>;
  /** Deactivated. */
  readonly left: Set<string>;
}

/** Slack as one invocation of notify meets it, through the adapter's contract. */
export class SimulatedSlack implements SlackPort {
  readonly #deleted = new Set<string>();

  constructor(
    private readonly workspace: Workspace,
    private readonly chronicle: Chronicle,
    private readonly clock: Clock,
    private readonly weather: Weather,
    private readonly process: Process,
    /** What is being delivered, when that message is to be shown. */
    private readonly current: (message?: SlackMessage) => QueueMessage,
  ) {}

  /** Somebody deletes the message. */
  deleteMessage(ts: string): void {
    this.#deleted.add(ts);
  }

  async post(recipient: string, message: SlackMessage): Promise<Answer> {
    return this.#post(recipient, message);
  }

  async reply(channel: string, threadTs: string, message: SlackMessage): Promise<Reply> {
    const isAnswered = this.chronicle.shown.some((shown) => shown.threadTs === threadTs);
    if (isAnswered || !this.#deleted.has(threadTs))
      return this.#post(channel, message, { threadTs });
    const answer = await this.#post(channel, message);
    return 'failed' in answer ? answer : { ...answer, isOutsideThread: true };
  }

  async tellAlone(channel: string, slackId: string, message: SlackMessage): Promise<Answer> {
    return this.#post(channel, message, { alone: slackId });
  }

  async update(
    channel: string,
    ts: string,
    message: SlackMessage,
  ): ReturnType<SlackPort['update']> {
    return this.process.call('slack.update', (): ReturnType<SlackPort['update']> => {
      this.#trouble();
      const shown = this.chronicle.shown.filter(
        (each) => each.ts === ts && channelOf(each.recipient) === channel,
      );
      if (shown.length === 0 || this.#deleted.has(ts))
        return Promise.resolve({ failed: 'message_not_found' });
      for (const each of shown) each.nowSays = readMessage(message);
      this.chronicle.count('message changed');
      return Promise.resolve({ is: 'updated' });
    });
  }

  async publishHome(slackId: string, view: HomeView): ReturnType<SlackPort['publishHome']> {
    return this.process.call('slack.publishHome', (): ReturnType<SlackPort['publishHome']> => {
      const failed = this.#refusal(slackId);
      if (failed !== undefined) return Promise.resolve({ failed });
      this.#trouble();
      this.chronicle.homes.set(slackId, view);
      this.chronicle.homesShown.push({ at: this.clock.now, slackId, about: this.current() });
      this.chronicle.count('home shown');
      return Promise.resolve({ is: 'published' });
    });
  }

  async #post(
    recipient: string,
    message: SlackMessage,
    { threadTs, alone }: { readonly threadTs?: string; readonly alone?: string } = {},
  ): Promise<Answer> {
    let shown: readonly Posting[] = [];
    try {
      return await this.process.call('slack.post', (): Promise<Answer> => {
        const failed = this.#refusal(alone ?? recipient);
        if (failed !== undefined) return Promise.resolve({ failed });
        const kind = this.#trouble();
        if (kind === 'channel-archived' && recipient === TEAM_CHANNEL)
          return Promise.resolve({ failed: 'is_archived' });
        const ts = this.chronicle.nextTs();
        const place = { at: this.clock.now, ts, threadTs, recipient, seenBy: alone };
        shown = showMessage(this.chronicle, this.current(message), message, place);
        if (kind !== 'timed-out-after-delivery')
          return Promise.resolve({ channel: channelOf(recipient), ts });
        this.clock.pass(TIMEOUT);
        throw new SlackUnavailableError('timed_out');
      });
    } catch (error) {
      if (error instanceof UnreadableError) this.chronicle.defect = error;
      if (shown.length > 0) this.chronicle.count('answer of Slack lost');
      for (const each of shown)
        each.lostBy = error instanceof Crash ? 'a crash after the post' : 'a lost answer';
      throw error;
    }
  }

  /** What is permanent and the recipient's own. */
  #refusal(recipient: string): string | undefined {
    // What is said to a person in their own conversation is said to them.
    const person = recipient.replace(/^D/, 'U');
    if (this.workspace.left.has(person)) return 'account_inactive';
    if (/^[UW]/.test(person) && !this.workspace.members.has(person)) return 'user_not_found';
    return undefined;
  }

  #trouble() {
    if (this.process.deadline - this.clock.now < TIMEOUT + RESERVE) {
      this.chronicle.fault('Slack: no time left');
      throw new SlackUnavailableError('out_of_time');
    }
    const trouble = this.weather.slack(this.clock.now);
    if (!trouble) return undefined;
    this.chronicle.fault(`Slack: ${trouble.kind}`);
    switch (trouble.kind) {
      case 'rate-limited':
        return this.#waitOut(trouble.stream.between(1, 90) * SECOND);
      case 'http-503':
        throw new SlackUnavailableError('http_503');
      case 'timed-out-before-delivery':
        this.clock.pass(TIMEOUT);
        throw new SlackUnavailableError('timed_out');
      case 'token-refused':
        throw new SlackAppError('token_revoked');
      case 'channel-archived':
      case 'timed-out-after-delivery':
        return trouble.kind;
    }
  }

  #waitOut(retryAfter: number): undefined {
    if (retryAfter + TIMEOUT + RESERVE > this.process.deadline - this.clock.now)
      throw new SlackUnavailableError('rate_limited');
    this.clock.pass(retryAfter);
  }
}
