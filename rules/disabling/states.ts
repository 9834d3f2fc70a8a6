import type { Act, Answer, Disabling, State } from './disabling';

/** What is done in a state, and where each answer leads. */
export interface Way {
  readonly act: Act;
  readonly then: Readonly<Partial<Record<Answer['is'], State | ((disabling: Disabling) => State)>>>;
}

/**
 * The ways of a disabling; from its ends there is none. A run may die in any state, and the ledger then tells the next one where to go on: the
 * beginning is recorded before the credential is touched, and that record is cleared last, after the telling.
 */
export const ways: Readonly<Record<State, Way | undefined>> = {
  planned: { act: 'ask-who', then: { named: whereNamed } },
  reworded: { act: 'record-notice-again', then: { done: 'recorded' } },
  named: { act: 'record-notice', then: { done: 'recorded' } },
  recorded: { act: 'record-beginning', then: { done: 'begun' } },
  begun: {
    act: 'look-again',
    then: { due: 'due', off: 'done', kept: whereKept, failed: whereFailed },
  },
  due: {
    act: 'switch-off',
    then: { done: 'done', kept: whereKept, failed: whereFailed, unclear: 'unclear' },
  },
  unfinished: { act: 'ask-who', then: { named: 'done' } },

  // An overlapping run that looked at another moment may have withdrawn the notice, or be about to.
  done: { act: 'confirm-notice', then: { done: 'confirmed' } },
  confirmed: { act: 'tell', then: { done: 'told' } },
  told: { act: 'record-end', then: { done: 'ended' } },
  ended: undefined,

  kept: { act: 'withdraw-notice', then: { done: 'let-be' } },
  'let-be': { act: 'give-up-try', then: { done: whereLetBe } },
  failed: { act: 'withdraw-notice', then: { done: 'not-done' } },
  'not-done': { act: 'give-up-try', then: { done: 'forgotten' } },
  unclear: undefined,

  'in-doubt': {
    act: 'ask-whether',
    then: { 'was-done': 'done-before', 'was-not-done': 'never-done', failed: 'still-in-doubt' },
  },
  'done-before': { act: 'ask-who', then: { named: 'named-late' } },
  'named-late': { act: 'record-notice-again', then: { done: 'done' } },
  'never-done': { act: 'withdraw-notice', then: { done: 'withdrawn' } },
  withdrawn: { act: 'give-up-earlier-tries', then: { done: 'forgotten' } },
  forgotten: undefined,
  'still-in-doubt': undefined,
};

/** What is recorded is what the team reads, and what is told should this run die. */
function whereNamed({ planned, notice }: Disabling): State {
  return planned.cause === notice.cause ? 'named' : 'reworded';
}

function whereKept(disabling: Disabling): State {
  return isOwnNotice(disabling) ? 'kept' : 'let-be';
}

function whereFailed(disabling: Disabling): State {
  return isOwnNotice(disabling) ? 'failed' : 'not-done';
}

/** What earlier runs began may have been done. */
function whereLetBe({ begun }: Disabling): State {
  return begun ? 'in-doubt' : 'forgotten';
}

/** Whether no earlier run began under this notice: what it began may have been done, and is then to be told. */
function isOwnNotice({ begun, notice, now }: Disabling): boolean {
  return !begun && new Date(notice.plannedAt) >= now;
}
