import { withoutKeyIds } from '../../functions/without-key-ids';
import type { Caller } from '../aws/caller';
import { hintFor } from '../aws/hints';
import type { Check } from './doctor-document';

/** A check without its group. */
export type Finding = Readonly<Omit<Check, 'group'>>;
/** What is checked, and of what. */
export type Subject = Pick<Finding, 'what' | 'id'>;
type Advice = Pick<Finding, 'todo' | 'page'>;

export function fine(subject: Subject, found: string): Finding {
  return { ...subject, outcome: 'fine', found };
}

export function wrong(subject: Subject, found: string, advice: Advice): Finding {
  return { ...subject, outcome: 'wrong', found, ...advice };
}

export function notKnown(subject: Subject, found: string, advice: Advice = {}): Finding {
  return { ...subject, outcome: 'not-known', found, ...advice };
}

/** The page of an alarm: it is called as the alarm is, without the monitor's name. */
export function runbookOf(alarm: string): string {
  return `docs/runbooks/${alarm}.md`;
}

/**
 * What came of one question; where AWS does not answer it, or not to these credentials, a line that says so. The others
 * go on.
 * @param action in IAM's words, such as `scheduler:GetSchedule`
 * @throws what is no answer of AWS's
 */
export async function asked(
  { client, partition }: Pick<Caller, 'client' | 'partition'>,
  subject: Subject,
  action: string,
  ask: () => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  try {
    return await ask();
  } catch (error) {
    if (!isOfAws(error)) throw error;
    const { name, message } = error;
    const isDenied = /^(AccessDenied|Unauthorized|NotAuthorized|AuthorizationError)/.test(name);
    const todo = isDenied
      ? `let these credentials ${action}: docs/doctor.md has all that it takes`
      : hintFor(error, { region: client.region, partition, operation: action });
    const found = withoutKeyIds(`${action} was asked, and answered ${name}: ${message}`);
    return [notKnown(subject, found, { todo: todo ?? 'try again', page: 'docs/doctor.md' })];
  }
}

/** An error of a service, or of the way to it; not one of this program's. */
function isOfAws(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const isOfWay = 'code' in error && typeof error.code === 'string' && /^E[A-Z]+/.test(error.code);
  return '$metadata' in error || isOfWay || error.name === 'TimeoutError';
}

/** What AWS answered; undefined where it knows none of that name. */
export async function orAbsent<Answer>(call: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Error && absent.test(error.name)) return undefined;
    throw error;
  }
}

/** As Lambda, Scheduler and EventBridge, SQS, SNS, CloudTrail call it. */
const absent =
  /^(ResourceNotFound(Exception)?|QueueDoesNotExist|AWS\.SimpleQueueService\.NonExistentQueue|NotFound(Exception)?|TrailNotFoundException)$/;
