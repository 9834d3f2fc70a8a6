import { SlackAppError, SlackUnavailableError } from '../../../functions/adapters/slack-errors';
import type { SlackMessage, SlackPort } from '../../../functions/ports';
import { addresseeOf, type Notice } from '../../../rules/notices';
import { SECOND } from './calendar';
import type { Chronicle, Shown } from './chronicle';
import type { Clock } from './clock';
import { Crash, type Process } from './process';
import { readMessage } from './read-message';
import type { Weather } from './weather';

export const TEAM_CHANNEL = 'C0TEAM00001';
export const MACHINES_CHANNEL = 'C0MACHINES1';

/** As the adapter has them. */
const TIMEOUT = 20 * SECOND;
const RESERVE = 3 * SECOND;

type Answer = Awaited<ReturnType<SlackPort['post']>>;

/** Who is in the workspace. */
export interface Workspace {
  readonly members: ReadonlySet<string>;
  /** Deactivated. */
  readonly left: Set<string>;
}

/** Slack as one invocation of notify meets it, through the adapter's contract. */
export class SimulatedSlack implements SlackPort {
  constructor(
    private readonly workspace: Workspace,
    private readonly chronicle: Chronicle,
    private readonly clock: Clock,
    private readonly weather: Weather,
    private readonly process: Process,
    private readonly current: () => Notice,
  ) {}

  async post(recipient: string, message: SlackMessage): Promise<Answer> {
    let shown: Shown | undefined;
    try {
      return await this.process.call('slack.post', () => {
        const failed = this.#refusal(recipient);
        if (failed !== undefined) return Promise.resolve({ failed });
        const kind = this.#trouble();
        if (kind === 'channel-archived' && recipient === TEAM_CHANNEL)
          return Promise.resolve({ failed: 'is_archived' });
        shown = this.#show(recipient, message);
        if (kind !== 'timed-out-after-delivery') return Promise.resolve(this.#answer(recipient));
        this.clock.pass(TIMEOUT);
        throw new SlackUnavailableError('timed_out');
      });
    } catch (error) {
      if (shown) {
        this.chronicle.count('answer of Slack lost');
        shown.lostBy = error instanceof Crash ? 'a crash after the post' : 'a lost answer';
      }
      throw error;
    }
  }

  /** What is permanent and the recipient's own. */
  #refusal(recipient: string): string | undefined {
    if (this.workspace.left.has(recipient)) return 'account_inactive';
    if (/^[UW]/.test(recipient) && !this.workspace.members.has(recipient)) return 'user_not_found';
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

  #show(recipient: string, message: SlackMessage): Shown {
    const notice = this.current();
    const shown: Shown = {
      at: this.clock.now,
      recipient,
      facts: readMessage(message),
      notice,
      step: addresseeOf(notice) === recipient ? 'owner' : 'team',
    };
    this.chronicle.show(shown);
    this.chronicle.count(`message shown: ${shown.facts.kind}`);
    return shown;
  }

  #answer(recipient: string): Answer {
    const ts = `${this.chronicle.shown.length - 1}.000000`;
    return { channel: recipient.replace(/^[UW]/, 'D'), ts };
  }
}
