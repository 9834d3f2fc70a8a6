/**
 * What people press in Slack, and the shape of it in the action queue. Without zod: what Slack calls starts cold while
 * somebody waits. The schema, which holds others to the same, is in `press-schema.ts`.
 */
import type { Maker } from '../notices';

/** What can be pressed. */
export const buttons = ['mine', 'not-mine', 'disable-now', 'look-now'] as const;
export type Button = (typeof buttons)[number];

/** A button's `action_id` in Slack. */
export function actionIdOf(button: Button): string {
  return `keyturn:${button}`;
}

/** Undefined where it is no button of ours. */
export function buttonOf(actionId: string): Button | undefined {
  return buttons.find((button) => actionIdOf(button) === actionId);
}

/** Slack's limit of a button's value: https://docs.slack.dev/reference/block-kit/block-elements/button-element */
export const LONGEST_VALUE = 2000;

/** The number of the shape of what a button carries: an old message keeps the buttons that it was posted with. */
export const BUTTON_VERSION = 1;

/**
 * What a button carries, JSON in Slack's `value`. It comes back from outside: it says what to look for, and is trusted
 * for nothing.
 */
export interface ButtonValue {
  readonly v: typeof BUTTON_VERSION;
  /** The account's id. */
  readonly account: string;
  /** The IAM user's name. */
  readonly user: string;
  readonly credential: { readonly kind: 'access-key'; readonly id: string };
  /** The id of the notice that the button stood under. */
  readonly notice: string;
}

/** The value of a button, as Slack keeps it. */
export function buttonValue(on: Omit<ButtonValue, 'v'>): string {
  return JSON.stringify({ v: BUTTON_VERSION, ...on });
}

/** Who pressed, as Slack knows them. In an organization (Enterprise Grid) there may be no workspace. */
export interface Presser {
  /** U… or W… */
  readonly id: string;
  /** T… */
  readonly team?: string;
  /** E… */
  readonly enterprise?: string;
}

/** Somebody pressed a button. */
export interface Press {
  readonly kind: 'press';
  /** SHA-256, in hex, of what makes it this press: however often Slack or SQS deliver it, it has the same. */
  readonly id: string;
  /** By Slack's clock, ISO. */
  readonly at: string;
  readonly button: Button;
  readonly on: ButtonValue;
  readonly by: Presser;
  /** Where it stood: the conversation, and the message's time stamp, which is its id there. */
  readonly message: { readonly channel: string; readonly ts: string };
}

/** Somebody opened the app's home. */
export interface HomeOpened {
  readonly kind: 'home-opened';
  /** As a press's. */
  readonly id: string;
  readonly at: string;
  readonly by: Presser;
}

/** Somebody has made a key: its owner is to be asked whether it was them. */
export interface KeyMade {
  readonly kind: 'key-made';
  /** SHA-256, in hex, of the event's id. */
  readonly id: string;
  /** When CloudTrail saw the call, ISO. */
  readonly at: string;
  readonly accountId: string;
  readonly userName: string;
  readonly keyId: string;
  readonly maker?: Maker;
}

/** What the action queue carries. */
export type Action = Press | HomeOpened | KeyMade;

/** The form of what comes from outside; an id of IAM's has 16 to 128 signs. */
export const pressPatterns = {
  credentialId: /^\w{16,128}$/,
  noticeId: /^[\x21-\x7e]{1,500}$/,
  team: /^T[A-Z0-9]{2,20}$/,
  enterprise: /^E[A-Z0-9]{2,20}$/,
  conversation: /^[CDG][A-Z0-9]{8,20}$/,
  timeStamp: /^\d{10}\.\d{6}$/,
  id: /^[0-9a-f]{64}$/,
} as const;

/** The shapes of the queue's messages, by number, as those of `stored-versions.ts`. */
export const actionVersions: Readonly<Record<Action['kind'], number>> = {
  press: 1,
  'home-opened': 1,
  'key-made': 1,
};

/** The action with its number, as it is queued. */
export function numberedAction(action: Action): Action & { readonly v: number } {
  return { ...action, v: actionVersions[action.kind] };
}

/** Actions of a group are done one after the other: never two presses about a key, nor two views of a person, at a time. */
export function groupOfAction(action: Action): string {
  switch (action.kind) {
    case 'press':
      return action.on.credential.id;
    case 'home-opened':
      return action.by.id;
    // Nobody waits for it, and whoever makes thousands of keys makes thousands: presses overtake it.
    case 'key-made':
      return action.kind;
  }
}
