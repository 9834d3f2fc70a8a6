import { newWays, waysIn, type NewWay, type WayIn } from '../ways-in';
import type { MoveState } from './judge-move';

/** What a person's next step asks of engineers.yaml, and why not yet where it may not be taken. */
export type NextMove =
  | {
      readonly do: 'close';
      readonly access: readonly WayIn[];
      /** Somebody forces it by name, which is to be written down before. */
      readonly isForced: boolean;
    }
  /** `key` is closed, and nobody can stop theirs for want of proof: somebody answers for it by name. */
  | { readonly do: 'answer-for-it' }
  /** All is over: their IAM user goes, or stays without `key` since they sign in as it. They stay in the file. */
  | { readonly do: 'finish'; readonly stays: boolean; readonly access: readonly WayIn[] }
  | { readonly do: 'not-yet'; readonly why: string };

/** What is asked for, beside the next step. */
export interface Wish {
  /** The way to be opened. */
  readonly to?: NewWay;
  readonly isForced: boolean;
}

/**
 * The way that is to be opened next; undefined where the wanted one, or any, is open already.
 * @param given what engineers.yaml says of them, or the company's default
 */
export function wayToOpen(given: readonly WayIn[], { to }: Pick<Wish, 'to'>): NewWay | undefined {
  if (to !== undefined) return given.includes(to) ? undefined : to;
  return newWays.some((way) => given.includes(way)) ? undefined : 'sign-in';
}

/** The ways in their order, with one more. */
export function withWay(given: readonly WayIn[], added: WayIn): readonly WayIn[] {
  return waysIn.filter((way) => way === added || given.includes(way));
}

/**
 * The step after a way was opened.
 * @param given what engineers.yaml says of them, or the company's default, without `key` where its last day is over: one
 * way at least that needs no key
 * @param deployed the ways that the user's tags name
 * @param state by the user's tags, keys and the ledger
 */
export function nextMove(
  given: readonly WayIn[],
  deployed: readonly WayIn[],
  state: MoveState,
  wish: Wish,
): NextMove {
  const rest = given.filter((way) => way !== 'key');
  const isToBeMade = waysIn.filter((way) => given.includes(way) !== deployed.includes(way));
  const isOpen = state.ways.some((each) => each.way === 'key' && each.isOpen);
  if (given.includes('key') && (isOpen || !deployed.includes('key'))) {
    if (wish.isForced) return { do: 'close', access: rest, isForced: true };
    if (isToBeMade.length > 0) return notDeployed(isToBeMade, given);
    return toClose(rest, state);
  }
  if (isOpen) return notDeployed(['key'], given);
  if (wish.isForced && state.proof === undefined) return { do: 'answer-for-it' };
  // What was proved is of the ways that AWS has, and not of others in their place.
  const others = isToBeMade.filter((way) => way !== 'key');
  if (others.length > 0) return notDeployed(others, given);
  if (state.step === 'closed') return toFinish(rest, state);
  if (state.proof === undefined) return notYet(notProved);
  return notYet(state.missing);
}

const notProved =
  'key is closed, and no other way of theirs was seen to work; let them use it, record what they say with --said, give key back with --back, or answer for it with --force';

/** With their IAM user would go what may be the only way in that works: closing `key` was forced, and not that. */
function toFinish(rest: readonly WayIn[], { proof }: MoveState): NextMove {
  const stays = rest.includes('sign-in');
  if (stays || proof === 'seen' || proof === 'said') return { do: 'finish', stays, access: rest };
  return notYet(
    proof === 'forced'
      ? 'closing was forced, and no other way of theirs was seen to work: with their IAM user would go the way back; let them say that it works (--said)'
      : notProved,
  );
}

/** Before `key` is closed another way was proved, and nothing uses a key any more. */
function toClose(rest: readonly WayIn[], state: MoveState): NextMove {
  const isProved = state.proof === 'seen' || state.proof === 'said';
  if (isProved && state.step === 'quiet') return { do: 'close', access: rest, isForced: false };
  return state.proof === 'forced'
    ? notYet('closing was forced before, and is not done: --force again does it')
    : notYet(state.missing);
}

function notDeployed(ways: readonly WayIn[], given: readonly WayIn[]): NextMove {
  const inWords = ways
    .map((way) => `${given.includes(way) ? 'opened' : 'closed'} ${way}`)
    .join(' and ');
  return notYet(`engineers.yaml has ${inWords}, and AWS does not have it yet: pulumi up does that`);
}

function notYet(why: string): NextMove {
  return { do: 'not-yet', why };
}
