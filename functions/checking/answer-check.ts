import type { Context } from 'aws-lambda';
import type { CheckAnswer } from '../../rules/checks/check-answer';
import { checkEventSchema, type CheckEvent } from '../../rules/checks/check-event';
import {
  composeAnswer,
  countsOf,
  timeForCheck,
  unreadable,
  wrongEnvironment,
  type Checked,
} from './compose-answer';

/** What a function logs with. Powertools' Logger fits. */
interface Log {
  info(message: string, details: Record<string, unknown>): void;
}

/** What a function looks at, until its time is over. */
export type Check = (event: CheckEvent, timeLeft: () => number) => Promise<Checked>;

/** The answer of a function that is asked to check itself. */
export async function answerCheck(
  name: CheckAnswer['function'],
  event: object,
  check: Check,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
  log: Log,
): Promise<CheckAnswer> {
  const timeLeft = timeForCheck(() => context.getRemainingTimeInMillis());
  const read = checkEventSchema.safeParse(event);
  const checked = read.success
    ? await check(read.data, timeLeft)
    : unreadable(problemIn(read.error));
  const answer = composeAnswer(name, checked);
  log.info('A check was answered', countsOf(answer));
  return answer;
}

function problemIn({
  issues,
}: {
  issues: readonly { path: readonly PropertyKey[]; message: string }[];
}) {
  return issues
    .map(({ path, message }) => `${path.map(String).join('.') || 'the event'}: ${message}`)
    .join('; ')
    .slice(0, 500);
}

/**
 * A function that could not start answers a check with what its environment lacks.
 * @throws the error, where it is not that, or nobody asks for a check
 */
export function answerUnstarted(
  name: CheckAnswer['function'],
  isAsked: boolean,
  error: unknown,
): CheckAnswer {
  const checked = isAsked ? wrongEnvironment(error) : undefined;
  if (!checked) throw error;
  return composeAnswer(name, checked);
}
