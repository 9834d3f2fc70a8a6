import type { Tried } from '../../../rules/checks/tried';
import type { SqsActionQueue } from '../action-queue';
import { AwsCallError } from '../aws/json-service';
import { SigningSecretError, type ManagedSigningSecret } from '../signing-secret';
import { isOfEmptyMessage, takesMessages } from './empty-message';

/** The same of the signing secret and the action queue, for who has none of the SDK's clients. */

export async function trySigningSecret(
  secret: Pick<ManagedSigningSecret, 'read'>,
  signal?: AbortSignal,
): Promise<Tried> {
  try {
    await secret.read('current', signal);
    return { is: 'done', found: 'read; it holds a signing secret' };
  } catch (error) {
    if (!(error instanceof SigningSecretError)) return triedWithout(error);
    return { is: 'unusable', found: 'it holds no signing secret' };
  }
}

export async function tryActionQueue(
  queue: Pick<SqsActionQueue, 'putNothing'>,
  signal?: AbortSignal,
): Promise<Tried> {
  try {
    await queue.putNothing(signal);
  } catch (error) {
    const isOfEmpty = error instanceof AwsCallError && isOfEmptyMessage(error.code);
    if (!isOfEmpty) return triedWithout(error);
  }
  return takesMessages;
}

function triedWithout(error: unknown): Tried {
  if (!(error instanceof AwsCallError)) throw error;
  const { code, isTransient } = error;
  if (isTransient) return { is: 'unanswered', why: `AWS did not answer (${code})` };
  return /NotFound|DoesNotExist|NonExistent/.test(code)
    ? { is: 'gone', found: `it is not there (${code})` }
    : { is: 'refused', why: `AWS refuses it (${code})` };
}
