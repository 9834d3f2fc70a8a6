import { jsonIn } from '../../rules/json-in';
import { fieldsOf, formed, isObject, present, textOf, type Fields } from './untyped';

/** For which app a request is, and of which workspace or organization: Slack's ids. */
export interface Origin {
  readonly app: string;
  readonly workspaces: readonly string[];
}

/** Who did something: their id, and those of workspaces and organizations, their own first. */
export interface Person {
  readonly id: string;
  readonly of: readonly string[];
}

/** A button that was pressed, ours or not; nothing of it is looked at yet. */
export interface PressedButton {
  readonly actionId: string;
  readonly value?: string;
  /** Seconds since 1970, with a fraction. */
  readonly at: string;
}

/** What Slack sent. */
export type Payload =
  | { readonly kind: 'challenge'; readonly challenge: string }
  | {
      readonly kind: 'pressed';
      readonly origin: Origin;
      readonly by: Person;
      readonly buttons: readonly PressedButton[];
      /** Absent where it was no message: in the app's home, for instance. */
      readonly message?: { readonly channel: string; readonly ts: string };
    }
  | {
      readonly kind: 'home-opened';
      readonly origin: Origin;
      readonly by: Person;
      readonly eventId: string;
      readonly at: string;
    }
  /** Slack's, and nothing that is done anything for; the origin is absent where it has none. */
  | { readonly kind: 'other'; readonly origin?: Origin };

/**
 * What a request of Slack's holds: a form with `payload` (interactivity), JSON (events), or another form (commands).
 * Undefined where it is none of it.
 */
export function readPayload(contentType: string, body: Uint8Array): Payload | undefined {
  const value = valueIn(contentType.split(';')[0]?.trim().toLowerCase(), body);
  if (!isObject(value)) return undefined;
  switch (value['type']) {
    case 'url_verification': {
      const challenge = formed(value['challenge'], /^[\x21-\x7e]{1,500}$/);
      return challenge === undefined ? undefined : { kind: 'challenge', challenge };
    }
    case 'block_actions':
      return readPressed(value);
    case 'event_callback':
      return readEvent(value);
    default:
      return { kind: 'other', origin: originOf(value) };
  }
}

function valueIn(contentType: string | undefined, body: Uint8Array): unknown {
  const sent = Buffer.from(body).toString();
  if (contentType !== 'application/x-www-form-urlencoded') return jsonIn(sent);
  const form = new URLSearchParams(sent);
  const payloads = form.getAll('payload');
  if (payloads.length > 1) return undefined;
  return payloads[0] === undefined ? Object.fromEntries(form) : jsonIn(payloads[0]);
}

/** Interactivity has objects for a workspace and an organization, events and commands their ids. */
function originOf(value: Fields): Origin | undefined {
  const app = textOf(value['api_app_id']);
  const [team, enterprise] = [fieldsOf(value['team']), fieldsOf(value['enterprise'])];
  const ids = [team['id'], team['enterprise_id'], enterprise['id']];
  const workspaces = present(...[...ids, value['team_id'], value['enterprise_id']].map(textOf));
  return app === undefined ? undefined : { app, workspaces };
}

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
function readPressed(value: Fields): Payload | undefined {
  const origin = originOf(value);
  const user = fieldsOf(value['user']);
  const id = textOf(user['id']);
  const actions = value['actions'];
  if (!origin || id === undefined || !Array.isArray(actions)) return undefined;
  const buttons = actions.map(readButton).filter((button) => button !== undefined);
  if (buttons.length < actions.length) return undefined;
  const container = fieldsOf(value['container']);
  const [channel, ts] = [textOf(container['channel_id']), textOf(container['message_ts'])];
  return {
    kind: 'pressed',
    origin,
    by: { id, of: present(textOf(user['team_id']), ...origin.workspaces) },
    buttons,
    ...(channel !== undefined && ts !== undefined && { message: { channel, ts } }),
  };
}

function readButton(value: unknown): PressedButton | undefined {
  const action = fieldsOf(value);
  const [actionId, at] = [textOf(action['action_id']), textOf(action['action_ts'])];
  if (actionId === undefined || at === undefined) return undefined;
  const carried = textOf(action['value']);
  return { actionId, at, ...(carried !== undefined && { value: carried }) };
}

/**
 * https://docs.slack.dev/apis/events-api, https://docs.slack.dev/reference/events/app_home_opened; `tab` is `home`
 * or `messages`.
 */
function readEvent(value: Fields): Payload | undefined {
  const origin = originOf(value);
  const event = fieldsOf(value['event']);
  if (!origin || textOf(event['type']) === undefined) return undefined;
  if (event['type'] !== 'app_home_opened' || event['tab'] !== 'home')
    return { kind: 'other', origin };
  const [id, at] = [textOf(event['user']), textOf(event['event_ts'])];
  const eventId = textOf(value['event_id']);
  if (id === undefined || at === undefined || eventId === undefined) return undefined;
  return { kind: 'home-opened', origin, by: { id, of: origin.workspaces }, eventId, at };
}
