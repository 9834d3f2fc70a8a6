import type { BegunDisabling, Decision, DueBy, Reason, Subject } from '../decisions';
import type { Deed } from '../notices';

/** What is done next, one at a time: nothing begins before what comes before it has been answered. */
export type Act =
  /** Asks CloudTrail who enabled the credential again, where somebody did: the notice says so. */
  | 'ask-who'
  /** Asks CloudTrail whether what earlier runs began was done. */
  | 'ask-whether'
  /** Reads the credential and its owner's tags again, and asks the guards. */
  | 'look-again'
  | 'switch-off'
  /** Puts the notice in the queue. */
  | 'tell'
  /** Writes in the ledger. */
  | 'record-notice'
  | 'record-notice-again'
  | 'record-beginning'
  | 'confirm-notice'
  | 'record-end'
  | 'withdraw-notice'
  | 'give-up-try'
  | 'give-up-earlier-tries';

/** How an act is answered. */
export type Answer =
  | { readonly is: 'done' }
  /** Of CloudTrail: the notice, with who it was where that is known. */
  | { readonly is: 'named'; readonly notice: Deed }
  | { readonly is: 'was-done' | 'was-not-done' }
  /** Of the last look: it may be disabled, or is off already. */
  | { readonly is: 'due' | 'off' }
  /** The rules leave it be, or it is gone. */
  | { readonly is: 'kept'; readonly why: Reason }
  /** `failed`: all is as it was; `unclear`: it failed in a way that leaves open whether it is off. */
  | { readonly is: 'failed' | 'unclear'; readonly why: WhyNot };

/** Where a disabling stands. */
export type State =
  | 'planned'
  | 'named'
  /** It was begun under a notice that names another cause. */
  | 'reworded'
  | 'recorded'
  /** From here on the next run finishes what this one leaves. */
  | 'begun'
  | 'due'
  /** Disabled by a run that ended before it could tell. */
  | 'unfinished'
  /** It is off, or was: whatever becomes of it, that must be told. */
  | 'done'
  | 'confirmed'
  | 'told'
  | 'ended'
  /** The rules leave it be: under a notice of this run, or one that earlier runs began with. */
  | 'kept'
  | 'let-be'
  /** It is as it was, since AWS could not be asked or has refused: under the one or the other. */
  | 'failed'
  | 'not-done'
  /** Nobody knows whether it is off: all is left as begun, and the next run looks. */
  | 'unclear'
  /** Earlier runs began it, and the rules leave it be: it may have been done, and undone by somebody. */
  | 'in-doubt'
  | 'done-before'
  | 'named-late'
  | 'never-done'
  | 'withdrawn'
  | 'forgotten'
  /** CloudTrail can't be asked: all is left as begun, and the next run asks again. */
  | 'still-in-doubt';

/** One disabling on its way: a value, so that every state of it can be looked at. */
export interface Disabling {
  readonly state: State;
  readonly subject: Subject;
  /** What is told of it: as it was begun with, and as it is known by now. */
  readonly planned: Deed;
  readonly notice: Deed;
  /** The scheduled time of the run. */
  readonly now: Date;
  /** Of a press, which may have waited for days: when it was looked at. */
  readonly lookedAt?: Date;
  /** Tells this try from those of other runs. */
  readonly attempt: string;
  /** What the last look asks for; absent where there is none to come. */
  readonly dueBy?: DueBy;
  /** What earlier runs have begun of it. */
  readonly begun?: BegunDisabling;
  /** Whose doing it is that it is off, or was; absent: this run's. */
  readonly by?: 'another-run' | 'run-that-died';
  /** Why it is not done, or no longer to be done. */
  readonly why?: WhyNot;
}

/** A reason of the rules, or what AWS said. */
export type WhyNot = Pick<Reason, 'text'> & Partial<Reason>;

/** What there is to report of it. */
export type Outcome =
  | {
      readonly is: 'disabled';
      readonly notice: Deed;
      /** By another run: only the telling was left. */
      readonly tellOnly: boolean;
    }
  | { readonly is: 'not-disabled'; readonly why: WhyNot }
  /** It was off, by a run that died. */
  | { readonly is: 'told-late'; readonly notice: Deed }
  /** It may have been, and nobody can be told as long as that is not known. */
  | {
      readonly is: 'may-have-been-disabled';
      readonly notice: Deed;
      readonly why: WhyNot;
    };

/**
 * A disabling at its beginning, or an earlier run's at its end.
 * @param now the run's scheduled time
 * @param attempt an id that no other try has
 */
export function toBegin(
  decision: Extract<Decision, { do: 'disable' | 'abandon' }>,
  now: Date,
  attempt: string,
): Disabling {
  const { subject, notice, begun } = decision;
  const common = { subject, planned: notice, notice, now, attempt, begun };
  if (decision.do === 'abandon')
    return { ...common, state: 'in-doubt', by: 'run-that-died', why: decision.why };
  if (decision.tellOnly) return { ...common, state: 'unfinished', by: 'another-run' };
  const { dueBy, begunUnder = notice } = decision;
  return { ...common, state: 'planned', dueBy, planned: begunUnder };
}

/**
 * The rule that it is due by.
 * @throws Error where it is due by none: only the telling, or the asking, is left
 */
export function dueByOf({ dueBy, state }: Disabling): DueBy {
  if (!dueBy) throw new Error(`a disabling that is ${state} of what is not due`);
  return dueBy;
}

/**
 * What earlier runs have begun.
 * @throws Error where they have begun nothing, so that nothing can be asked or given up
 */
export function begunOf({ begun, state }: Disabling): BegunDisabling {
  if (!begun) throw new Error(`a disabling that is ${state} was not begun before`);
  return begun;
}

/**
 * Why it is not done, or no longer to be done.
 * @throws Error where nothing was said against it
 */
export function whyNot({ why, state }: Disabling): WhyNot {
  if (!why) throw new Error(`a disabling that is ${state} for no reason`);
  return why;
}
