import type { App } from '../app';
import type { Inbox } from '../inbox';
import type { Workspace } from '../workspace';

/** What the methods work on. */
export interface Slack {
  readonly app: App;
  readonly workspace: Workspace;
  readonly inbox: Inbox;
  readonly now: () => Date;
  /** Takes room for a message in the conversation, or for a call of a method that has a limit as a whole. @throws RateLimited */
  readonly takeRoom: (conversationOrMethod: string) => void;
}

export type Arguments = Readonly<Record<string, unknown>>;

/** One method of the Web API: what it answers beside `ok`. @throws Refusal */
export type Method = (slack: Slack, args: Arguments) => Record<string, unknown>;

/** There is no room now. */
export class RateLimited extends Error {
  override readonly name = 'RateLimited';

  constructor(readonly retryAfterSeconds: number) {
    super('ratelimited');
  }
}

/** An argument as a string; undefined where it was not given, or is empty. */
export function text(args: Arguments, name: string): string | undefined {
  const value = args[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
