import { inOrder } from '../order';
import type { TrailChange } from './account-trail';
import type { EvidenceEvent, SeenChange } from './evidence';
import type { KeyLife } from './key-life';

/**
 * @param by who it was by what people were told
 * @param call CloudTrail's, where it has it
 */
export function madeOf(
  accountId: string,
  { userName, keyId, createdAt: at }: Pick<KeyLife, 'userName' | 'keyId' | 'createdAt'>,
  by: string | undefined,
  call: TrailChange | undefined,
): EvidenceEvent {
  const maker = call?.by ?? by;
  return {
    ...{ what: 'made', at, accountId, userName, keyId },
    ...(maker !== undefined && { by: maker }),
    text: maker === undefined ? 'made' : `made by ${maker}`,
    ...(call ? { source: 'cloudtrail', eventId: call.eventId } : { source: 'report' }),
  };
}

/** That its status changed between two reports; who did it, no report knows. */
export function changeEvent(
  { keyId, userName }: Pick<KeyLife, 'keyId' | 'userName'>,
  accountId: string,
  what: 'disabled' | 'enabled' | 'deleted',
  between: readonly [string, string],
): SeenChange {
  return {
    what,
    between,
    accountId,
    userName,
    keyId,
    text: {
      disabled: 'one report has it enabled, the next one off',
      enabled: 'one report has it off, the next one enabled',
      deleted: 'one report has it, the next one does not',
    }[what],
    source: 'report',
  };
}

/** By user where the time is one. */
export function inTime(events: readonly EvidenceEvent[]): readonly EvidenceEvent[] {
  const when = ({ at, between }: EvidenceEvent) => at ?? between?.[1] ?? '';
  return events.toSorted((a, b) => inOrder(when(a), when(b)) || inOrder(a.userName, b.userName));
}
