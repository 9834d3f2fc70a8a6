import { createHash } from 'node:crypto';
import { accountIdPattern, iamNamePattern, slackUserIdPattern } from '../../rules/formats';
import { jsonIn } from '../../rules/json-in';
import {
  BUTTON_VERSION,
  buttonOf,
  LONGEST_VALUE,
  pressPatterns,
  type Action,
  type ButtonValue,
  type Presser,
} from '../../rules/presses/press';
import type { Payload, Person, PressedButton } from './read-payload';
import { fieldsOf, formed } from './untyped';

/** What is to be queued of a payload, and how many of its buttons are ours and can't be read, or somebody else's. */
export interface Actions {
  readonly actions: readonly Action[];
  readonly unreadable: number;
  readonly foreign: number;
}

type Pressed = Extract<Payload, { kind: 'pressed' }>;
type HomeOpened = Extract<Payload, { kind: 'home-opened' }>;

/** A press is an action for each button of ours: Slack sends one, and its form is a list. */
export function actionsOfPress(pressed: Pressed): Actions {
  const ours = pressed.buttons.filter(({ actionId }) => buttonOf(actionId) !== undefined);
  const actions = ours
    .map((button) => actionOf(pressed, button))
    .filter((action) => action !== undefined);
  return {
    actions,
    unreadable: ours.length - actions.length,
    foreign: pressed.buttons.length - ours.length,
  };
}

/** That somebody opened their home. */
export function actionsOfHome({ by, eventId, at }: HomeOpened): Actions {
  const [presser, instant] = [presserOf(by), instantOf(at)];
  if (!presser || instant === undefined) return { actions: [], unreadable: 1, foreign: 0 };
  const action = {
    kind: 'home-opened',
    id: idOf(['event', eventId]),
    at: instant,
    by: presser,
  } as const;
  return { actions: [action], unreadable: 0, foreign: 0 };
}

function actionOf(pressed: Pressed, { actionId, value = '', at }: PressedButton) {
  const [button, by, on] = [buttonOf(actionId), presserOf(pressed.by), readButtonValue(value)];
  const channel = formed(pressed.message?.channel, pressPatterns.conversation);
  const ts = formed(pressed.message?.ts, pressPatterns.timeStamp);
  const instant = instantOf(at);
  if (!button || !by || !on || !instant || !channel || !ts) return undefined;
  const id = idOf([by.team ?? by.enterprise ?? null, by.id, actionId, value, at]);
  return { kind: 'press', id, at: instant, button, on, by, message: { channel, ts } } as const;
}

/** What a button carries; undefined where no button of this version does. */
function readButtonValue(text: string): ButtonValue | undefined {
  if (text.length > LONGEST_VALUE) return undefined;
  const value = fieldsOf(jsonIn(text));
  const credential = fieldsOf(value['credential']);
  const account = formed(value['account'], accountIdPattern);
  const user = formed(value['user'], iamNamePattern);
  const id = formed(credential['id'], pressPatterns.credentialId);
  const notice = formed(value['notice'], pressPatterns.noticeId);
  const isOurs = value['v'] === BUTTON_VERSION && credential['kind'] === 'access-key';
  if (!isOurs || !account || !user || !id || !notice) return undefined;
  return { v: BUTTON_VERSION, account, user, credential: { kind: 'access-key', id }, notice };
}

/** In an organization (Enterprise Grid) its id may stand where another person has a workspace's. */
function presserOf({ id, of }: Person): Presser | undefined {
  if (!slackUserIdPattern.test(id)) return undefined;
  const team = of.find((each) => pressPatterns.team.test(each));
  const enterprise = of.find((each) => pressPatterns.enterprise.test(each));
  return { id, ...(team && { team }), ...(enterprise && { enterprise }) };
}

/** What makes it this one; a list, so that no two lists run together to one text. */
function idOf(parts: readonly (string | null)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Slack's seconds with six decimals, as ISO; undefined where it is none. */
function instantOf(seconds: string): string | undefined {
  return pressPatterns.timeStamp.test(seconds)
    ? new Date(Math.floor(Number(seconds) * 1000)).toISOString()
    : undefined;
}
