import type { AccountLedger } from '../ledger';
import type { AccessKey } from '../model';
import { answerOf } from './answer-of';
import { begunUnder } from './to-disabling';

type Known = Pick<AccountLedger, 'credentials' | 'notices'>;

/**
 * A user's keys without the enabled ones of which they have said that they are not theirs, or that are being disabled
 * since somebody reported them: to such a key nobody is to change, and no other one has to go for it.
 * @param keyId the key in question, which stays in any case
 */
export function ownKeys<Key extends Pick<AccessKey, 'id' | 'status'>>(
  ledger: Known,
  keys: readonly Key[],
  keyId: string,
): readonly Key[] {
  return keys.filter(
    ({ id, status }) => id === keyId || status !== 'Active' || !isDisowned(ledger, id),
  );
}

function isDisowned(ledger: Known, keyId: string): boolean {
  return (
    answerOf(ledger, keyId)?.said === 'not-mine' || begunUnder(ledger, keyId)?.cause === 'reported'
  );
}
