import type { CredentialRecord } from '../ledger';
import { noticeId } from '../notices';
import type { Day } from './context';

/**
 * When an enabled key was last enabled again, as far as anybody has seen: at the latest. Undefined where nobody has seen
 * it off. IAM itself does not say.
 */
export function enabledAgainAt(
  { ledger, noticesAbout, now }: Pick<Day, 'ledger' | 'noticesAbout' | 'now'>,
  keyId: string,
): Date | undefined {
  const record = ledger.credentials.get(keyId);
  const told = noticeId.keyReenabled(keyId, '');
  const seen = [
    ...seenByRuns(record, now),
    // It may have been off for less than a day.
    ...(noticesAbout.get(keyId) ?? []).flatMap(({ id, plannedAt }) =>
      id.startsWith(told) ? [plannedAt] : [],
    ),
  ];
  return seen.length === 0 ? undefined : new Date(Math.max(...seen.map((at) => at.getTime())));
}

function seenByRuns(record: CredentialRecord | undefined, now: Date): readonly Date[] {
  if (!record) return [];
  const { status, enabledAt, disabledAt } = record;
  return [status === 'Active' ? undefined : now, enabledAt, disabledAt].filter(
    (at) => at !== undefined,
  );
}
