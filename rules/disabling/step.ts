import {
  whyNot,
  type Act,
  type Answer,
  type Disabling,
  type Outcome,
  type State,
} from './disabling';
import { ways } from './states';

/** What is to be done now; undefined at the end. */
export function nextAct({ state }: Disabling): Act | undefined {
  return ways[state]?.act;
}

/**
 * The disabling after its act was answered, and what there is to report from then on.
 * @throws Error where its act has no such answer
 */
export function step(
  before: Disabling,
  answer: Answer,
): { readonly disabling: Disabling; readonly outcome?: Outcome } {
  const known = learn(before, answer);
  const state = stateAfter(known, answer);
  const disabling = { ...known, state, ...(state === 'in-doubt' && doubt(known)) };
  return { disabling, outcome: outcomeOf(disabling, answer) };
}

function stateAfter(disabling: Disabling, { is }: Answer): State {
  const next = ways[disabling.state]?.then[is];
  if (next === undefined) throw new Error(`a disabling that is ${disabling.state}: ${is}`);
  return typeof next === 'function' ? next(disabling) : next;
}

function learn(disabling: Disabling, answer: Answer): Disabling {
  switch (answer.is) {
    case 'named':
      return { ...disabling, notice: answer.notice };
    case 'off':
      return { ...disabling, by: 'another-run' };
    case 'kept':
    case 'failed':
    case 'unclear':
      return { ...disabling, why: answer.why };
    case 'done':
    case 'due':
    case 'was-done':
    case 'was-not-done':
      return disabling;
  }
}

/** What earlier runs began of a disabling that this one found, at the last look, not to be due. */
function doubt(disabling: Disabling): Pick<Disabling, 'by' | 'notice'> {
  const isEnabledAgain = whyNot(disabling).code === 'gone' ? undefined : true;
  return { by: 'run-that-died', notice: { ...disabling.planned, isEnabledAgain } };
}

function outcomeOf({ state, by, notice }: Disabling, answer: Answer): Outcome | undefined {
  if (state === 'ended')
    return by === 'run-that-died'
      ? { is: 'told-late', notice }
      : { is: 'disabled', notice, tellOnly: by === 'another-run' };
  if (!('why' in answer)) return undefined;
  return state === 'still-in-doubt'
    ? { is: 'may-have-been-disabled', notice, why: answer.why }
    : { is: 'not-disabled', why: answer.why };
}
