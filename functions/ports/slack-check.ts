import type { Tried } from '../../rules/checks/tried';

/** What the app is, or what kept Slack from saying it. */
export type TriedApp =
  | { readonly url: string; readonly found: string; readonly scopes: readonly TriedScope[] }
  | { readonly url: string; readonly failed: Tried };

export interface TriedScope {
  readonly id: string;
  readonly tried: Tried;
}

/** A channel or a person, and for what they are told. */
export interface Recipient {
  readonly id: string;
  readonly usedBy: readonly string[];
}

/** Looks in Slack, and sends nothing. */
export interface SlackCheckPort {
  /** Whether the secret can be read, anew, and holds a bot's token. */
  token(): Promise<Tried>;
  /** Whether Slack takes the token, and what it may do. */
  app(): Promise<TriedApp>;
  /** After `app`. */
  channel(recipient: Recipient): Promise<Tried>;
  person(recipient: Recipient): Promise<Tried>;
}
