import { isStopped } from '../credentials';
import type { CredentialKind } from '../credentials/credential';
import type { LocalDate } from '../model';

/** Whether a user's exemption holds: through its last day. */
export function isExemptOn(today: LocalDate, until: LocalDate | undefined): until is LocalDate {
  // An empty text comes before every date.
  return today <= (until ?? '');
}

/**
 * Whether a user's of the kind may be older than the rules let it, or lie unused: an exemption is for whatever Keyturn
 * stops. What is wrong however young it is, such as a second key or a credential without an end, it does not cover.
 * @param until the last day by its owner's tag
 */
export function mayWait(
  kind: CredentialKind,
  today: LocalDate,
  until: LocalDate | undefined,
): boolean {
  return isStopped(kind) && isExemptOn(today, until);
}

/**
 * Why a key is exempt today; undefined where the rules apply to it. A date on which a run has found it exempt stays
 * so to its end, and for runs of older days, whatever became of the tag: a warning of that date would not count.
 * @param until the last day by its owner's tag
 * @param foundOn the last date on which a run has found it exempt
 */
export function exemptionOf(
  today: LocalDate,
  until: LocalDate | undefined,
  foundOn: LocalDate | undefined,
): string | undefined {
  if (isExemptOn(today, until)) return `exempt until ${until}`;
  return isExemptOn(today, foundOn) ? `found exempt on ${foundOn}` : undefined;
}
