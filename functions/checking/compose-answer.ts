import { version } from '../../package.json';
import type { CheckAnswer, CheckLine } from '../../rules/checks/check-answer';
import { CHECK_FORMAT } from '../../rules/checks/check-format';
import { lineOf } from '../../rules/checks/tried';
import { EnvironmentError } from '../environment';

type CheckedFunction = CheckAnswer['function'];

/** What a check has found. */
export interface Checked {
  readonly dryRun?: boolean;
  readonly checks: readonly CheckLine[];
}

/** What is kept of an invocation's time for the answer: so much, or a fifth of it. */
const RESERVE_MS = 10_000;

/** Whether somebody asks for a check, in whichever version. Nothing else that a function is invoked with has the field. */
export function isCheck(event: unknown): event is object {
  return typeof event === 'object' && event !== null && 'check' in event;
}

/**
 * How long a check may still ask.
 * @param remainingMs of the invocation
 */
export function timeForCheck(remainingMs: () => number): () => number {
  const reserve = Math.min(RESERVE_MS, remainingMs() / 5);
  return () => remainingMs() - reserve;
}

export function composeAnswer(name: CheckedFunction, { dryRun, checks }: Checked): CheckAnswer {
  return {
    format: CHECK_FORMAT,
    function: name,
    version,
    ...(dryRun !== undefined && { dryRun }),
    checks: [...checks],
  };
}

/**
 * Of an event that can't be read: it is answered, since the alarm of the function's errors would count an error.
 * @param problem in one line
 */
export function unreadable(problem: string): Checked {
  const found = `it can't be read: ${problem}`;
  return { checks: [lineOf('event', CHECK_FORMAT, { is: 'unusable', found })] };
}

/** Of an environment with which the function does not start, a line for each variable; of another error nothing. */
export function wrongEnvironment(error: unknown): Checked | undefined {
  if (!(error instanceof EnvironmentError)) return undefined;
  const lines = error.problems.map((problem) => {
    const [name = ''] = problem.split(' ', 1);
    const found = problem.slice(name.length + 1);
    return lineOf('environment', name, { is: 'unusable', found });
  });
  return { checks: lines };
}

/** For the log: how many lines say what. */
export function countsOf({ checks }: CheckAnswer) {
  const count = (outcome: CheckLine['outcome']) =>
    checks.filter((each) => each.outcome === outcome).length;
  return { fine: count('fine'), wrong: count('wrong'), notKnown: count('not-known') };
}
