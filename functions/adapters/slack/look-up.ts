import { z } from 'zod';
import { SlackUnavailableError } from '../../slack-errors';

/** A channel or a person, and what makes them be told. */
export interface Recipient {
  readonly id: string;
  readonly usedBy: readonly string[];
}

/** What Slack answered: what was asked for, or its code of why not. */
export type Answer<Data> =
  | { readonly is: 'given'; readonly data: Data }
  /** `needed`: with `missing_scope`, the scopes of which one would do. */
  | { readonly is: 'refused'; readonly code: string; readonly needed: readonly string[] };

/** Whose the token is. */
export interface TestedToken {
  readonly team: string;
  readonly url: string;
  /** The name of the app's own user. */
  readonly user: string;
  /** Undefined where Slack's answer did not come with them, such as through a proxy. */
  readonly scopes?: readonly string[];
}

/** What `auth.test` answers, beside the scopes. */
export const testSchema = z.object({ team: z.string(), url: z.string(), user: z.string() });

/** What is asked changes nothing in Slack: each call may be made again. */
export type LookUpMethod = 'conversations.info' | 'users.info';

/** Slack, for whoever looks. */
export interface SlackLookUps {
  test(): Promise<TestedToken>;
  call<Schema extends z.ZodType>(
    method: LookUpMethod,
    schema: Schema,
    args: Readonly<Record<string, unknown>>,
  ): Promise<Answer<z.infer<Schema>>>;
}

/** What was found of a scope, a channel or a person. */
export interface LookedUp {
  readonly what: 'scope' | 'channel' | 'user';
  /** The scope's name, or Slack's id. */
  readonly id: string;
  readonly usedBy: string[];
  readonly outcome: 'fine' | 'wrong' | 'not-checked';
  readonly found: string;
  /** Of what is not checked: the scopes of which one would do; absent where it is not for want of one. */
  readonly needsOneOf?: string[];
  readonly todo?: string;
}

/** What the app is called, and what it may do. */
export interface AppFacts {
  readonly workspace: string;
  readonly workspaceUrl: string;
  readonly user: string;
  /** Undefined where Slack's answer did not come with them, such as through a proxy. */
  readonly scopes?: readonly string[];
}

type Finding = Pick<LookedUp, 'outcome' | 'found' | 'needsOneOf' | 'todo'>;

/** @throws SlackUnavailableError where it is no answer of Slack's */
export function asAnswered<Schema extends z.ZodType>(
  schema: Schema,
  answer: unknown,
): z.infer<Schema> {
  const read = schema.safeParse(answer);
  if (read.success) return read.data;
  throw new SlackUnavailableError('unexpected_answer');
}

/** What Keyturn's app is for. A test holds docs/slack-app.yaml to them. */
export const neededScopes = {
  'chat:write': 'to send messages',
  'users:read': 'to see who has left',
} as const;
/** For this check alone. */
export const readingScopes = ['channels:read', 'groups:read'] as const;

const userSchema = z.object({
  user: z.object({
    name: z.string().default(''),
    real_name: z.string().optional(),
    deleted: z.boolean().default(false),
    is_bot: z.boolean().default(false),
  }),
});
const channelSchema = z.object({
  channel: z.object({
    name: z.string().default(''),
    is_archived: z.boolean().default(false),
    is_member: z.boolean().default(false),
  }),
});

/** Whose the token is. */
export async function lookUpApp(slack: SlackLookUps): Promise<AppFacts> {
  const { team, url, user, scopes } = await slack.test();
  return { workspace: team, workspaceUrl: url, user, scopes };
}

export function checkScopes({ scopes }: AppFacts): readonly LookedUp[] {
  return Object.entries(neededScopes).map(([id, purpose]): LookedUp => {
    const check = { what: 'scope' as const, id, usedBy: [purpose] };
    if (scopes === undefined)
      return { ...check, outcome: 'not-checked', found: 'Slack did not say what the token may do' };
    if (scopes.includes(id)) return { ...check, outcome: 'fine', found: 'granted' };
    const todo = `on the app's page, OAuth & Permissions: add ${id} to the Bot Token Scopes, and reinstall`;
    return { ...check, outcome: 'wrong', found: 'missing', todo };
  });
}

export async function checkUser(slack: SlackLookUps, { id, usedBy }: Recipient): Promise<LookedUp> {
  const answer = await slack.call('users.info', userSchema, { user: id });
  return { what: 'user', id, usedBy: [...usedBy], ...judgeUser(answer) };
}

function judgeUser(answer: Answer<z.infer<typeof userSchema>>): Finding {
  if (answer.is === 'refused') return userRefusals[answer.code] ?? unknown(answer.code);
  const { name, real_name, deleted, is_bot } = answer.data.user;
  const called = real_name ?? name;
  if (deleted)
    return {
      outcome: 'wrong',
      found: `${called}: deactivated; Slack shows them no message`,
      todo: 'has this person left? Then take them out of engineers.yaml',
    };
  return is_bot ? { outcome: 'wrong', found: `${called}: a bot`, todo: copyId } : fine(called);
}

const copyId = "correct the id: in Slack, the person's profile, ⋮, Copy member ID";

const userRefusals: Readonly<Record<string, Finding>> = {
  missing_scope: {
    outcome: 'not-checked',
    found: 'needs the scope users:read',
    needsOneOf: ['users:read'],
  },
  user_not_found: { outcome: 'wrong', found: 'no such user in this workspace', todo: copyId },
  user_not_visible: {
    outcome: 'wrong',
    found: 'a user whom this app may not see',
    todo: 'ask an administrator of the workspace',
  },
};

export async function checkChannel(
  slack: SlackLookUps,
  app: AppFacts,
  { id, usedBy }: Recipient,
): Promise<LookedUp> {
  const isBlind = app.scopes !== undefined && !readingScopes.some((each) => may(app, each));
  const finding = isBlind
    ? unseen(readingScopes)
    : judgeChannel(await slack.call('conversations.info', channelSchema, { channel: id }), app);
  return { what: 'channel', id, usedBy: [...usedBy], ...finding };
}

function judgeChannel(answer: Answer<z.infer<typeof channelSchema>>, app: AppFacts): Finding {
  const invite = `in that channel: /invite @${app.user}`;
  if (answer.is === 'refused') {
    if (answer.code === 'missing_scope') return unseen(answer.needed);
    if (answer.code !== 'channel_not_found') return unknown(answer.code);
    // It may be a private one that the app is in, and may not see.
    if (!may(app, 'groups:read')) return unseen(['groups:read']);
    const found = 'no such channel, or a private one that the app is not in';
    return { outcome: 'wrong', found, todo: `${invite}; or correct the id` };
  }
  const { name, is_archived, is_member } = answer.data.channel;
  if (is_archived)
    return { outcome: 'wrong', found: `#${name}: archived`, todo: 'name another channel' };
  if (is_member) return fine(`#${name}`);
  return { outcome: 'wrong', found: `#${name}: the app is not in it`, todo: invite };
}

/** Of the scopes that Slack names, those that show channels. */
function unseen(needed: readonly string[]): Finding {
  const needsOneOf = readingScopes.filter((each) => needed.includes(each));
  const [first, second] = needsOneOf;
  const or = second === undefined ? '' : `, or ${second} for a private channel`;
  return {
    outcome: 'not-checked',
    found: `needs the scope ${first ?? needed[0]}${or}`,
    needsOneOf,
  };
}

function may({ scopes }: AppFacts, scope: string): boolean {
  return scopes?.includes(scope) ?? false;
}

function fine(found: string): Finding {
  return { outcome: 'fine', found };
}

function unknown(code: string): Finding {
  return { outcome: 'not-checked', found: `Slack answered ${code}` };
}
