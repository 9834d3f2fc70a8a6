import type { Tried } from '../../../rules/checks/tried';
import { AccountError } from '../../account-error';
import { withoutKeyIds } from '../../without-key-ids';
import { errorCodeOf } from '../accounts/translate-error';

/** AWS's names of what is not there, of S3, DynamoDB, SQS and Secrets Manager. */
const ofGone =
  /^(ResourceNotFound|NoSuchBucket|NotFound|NoSuchEntity|QueueDoesNotExist|AWS\.SimpleQueueService\.NonExistentQueue)(Exception)?$/;

/** What an error of the SDK's says of a harmless call. */
export function triedWithout(thrown: unknown): Tried {
  const error = thrown instanceof AccountError ? (thrown.cause ?? thrown) : thrown;
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const said = inOneLine(`${name}: ${message}`);
  if (ofGone.test(name)) return { is: 'gone', found: `it is not there (${said})` };
  const code = errorCodeOf(error);
  return code === 'throttled' || code === 'unreachable'
    ? { is: 'unanswered', why: `AWS did not answer (${said})` }
    : { is: 'refused', why: `AWS refuses it (${said})` };
}

/** What came of calls that change nothing; `found` where all succeed. */
export async function tryCalls(calls: () => Promise<string>): Promise<Tried> {
  try {
    return { is: 'done', found: await calls() };
  } catch (error) {
    return triedWithout(error);
  }
}

function inOneLine(text: string): string {
  return withoutKeyIds(text).replace(/\s+/g, ' ').slice(0, 300);
}
