import type { ActionQueuePort } from '../ports/action-queue';
import { actionsOfHome, actionsOfPress, type Actions } from './to-action';
import { readPayload, type Origin, type Payload } from './read-payload';
import { readRequest } from './read-request';
import type { SecretsAtHand } from './secrets-at-hand';
import type { Seen } from './seen';
import { isOfNow, isSignedWith, signedRequest, type SignedRequest } from './verify';

/** Why a request is refused: for the log, never for who sent it. */
export type Refusal =
  | 'no-request'
  | 'method'
  | 'too-large'
  | 'unsigned'
  | 'not-of-now'
  | 'wrong-signature'
  | 'seen'
  | 'no-payload'
  | 'wrong-app'
  | 'wrong-workspace';

/** What became of a request. */
export type Outcome =
  | { readonly kind: 'refused'; readonly status: number; readonly why: Refusal }
  | { readonly kind: 'challenged'; readonly challenge: string }
  | ({ readonly kind: 'taken' } & Counts);

/** How many actions were queued, how many of our buttons could not be read, and what else of Slack's it was. */
export interface Counts {
  readonly queued: number;
  readonly unreadable: number;
  readonly ignored: number;
}

export interface World {
  readonly secrets: SecretsAtHand;
  readonly queue: ActionQueuePort;
  readonly seen: Seen;
  readonly appId: string;
  /** Slack's ids of workspaces and organizations; absent: whichever has installed the app. */
  readonly workspaces?: readonly string[];
}

/**
 * Takes or refuses one request. When it is taken, all that it asks for is in the queue.
 * @throws what the secret's or the queue's port throws: nothing is promised then, and Slack is told so
 */
export async function answer(
  event: unknown,
  { secrets, queue, seen, ...expected }: World,
  now: Date,
  signal?: AbortSignal,
): Promise<Outcome> {
  const request = readRequest(event);
  if (!request) return refused(400, 'no-request');
  if (request.method !== 'POST') return refused(400, 'method');
  if (!request.body) return refused(413, 'too-large');
  const signed = signedRequest(request.headers, request.body);
  const problem = await problemOf(signed, secrets, seen, now, signal);
  if (!signed || problem) return refused(401, problem ?? 'unsigned');
  const payload = readPayload(request.headers['content-type'] ?? '', signed.body);
  if (!payload) return refused(400, 'no-payload');
  if (payload.kind === 'challenge') return { kind: 'challenged', challenge: payload.challenge };
  const stranger = payload.origin && strangeness(payload.origin, expected);
  if (stranger) return refused(403, stranger);
  const { actions, unreadable, foreign } = actionsOf(payload);
  for (const action of actions) await queue.put(action, signal);
  // Not before: what failed is sent again, perhaps within the same second and so with the same signature.
  seen.add(signed.signature);
  return { kind: 'taken', queued: actions.length, unreadable, ignored: foreign };
}

function refused(status: number, why: Refusal): Outcome {
  return { kind: 'refused', status, why };
}

/** The cheap questions first: what is asked of AWS is asked for nobody whose request is refused anyway. */
async function problemOf(
  signed: SignedRequest | undefined,
  secrets: SecretsAtHand,
  seen: Seen,
  now: Date,
  signal: AbortSignal | undefined,
): Promise<Refusal | undefined> {
  if (!signed) return 'unsigned';
  if (!isOfNow(signed, now)) return 'not-of-now';
  const isSlacks = await secrets.some((secret) => isSignedWith(secret, signed), now, signal);
  if (!isSlacks) return 'wrong-signature';
  return seen.has(signed.signature) ? 'seen' : undefined;
}

/** Another app, or another workspace, has another secret: this is so even if they had not. */
function strangeness(
  { app, workspaces }: Origin,
  expected: Pick<World, 'appId' | 'workspaces'>,
): Refusal | undefined {
  if (app !== expected.appId) return 'wrong-app';
  const isExpected = (id: string) => expected.workspaces?.includes(id) ?? true;
  return workspaces.some(isExpected) ? undefined : 'wrong-workspace';
}

function actionsOf(payload: Exclude<Payload, { kind: 'challenge' }>): Actions {
  switch (payload.kind) {
    case 'pressed':
      return actionsOfPress(payload);
    case 'home-opened':
      return actionsOfHome(payload);
    case 'other':
      return { actions: [], unreadable: 0, foreign: 1 };
  }
}
