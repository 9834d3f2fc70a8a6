import { accessKeyRef } from '../credentials/credential';
import { credentialOfKey } from '../credentials/access-key';
import type { Disabling } from '../disabling/disabling';
import type { AccountLedger, NoticeRecord } from '../ledger';
import type { AccessKey } from '../model';
import {
  isDeed,
  noticeId,
  type Deed,
  type NoticeOf,
  type Person,
  type Reporter,
  type UserNotice,
} from '../notices';
import { keyFacts } from '../plan/context';
import type { Press } from './press';

type Begun = Pick<AccountLedger, 'credentials' | 'notices'>;

/** The notice under which a disabling of the key was begun that did not come to its end. */
export function begunUnder(ledger: Begun, keyId: string): Deed | undefined {
  return recordBegunUnder(ledger, keyId)?.deed;
}

/**
 * A press as a disabling at its beginning. What an earlier delivery of it, another press or a run has begun is gone on with
 * under the notice that it was begun with, so that it is told once.
 * @param owner whose it is by the tags of now, who must hear it
 * @param attempt an id that no other try has
 */
export function toDisabling(
  press: Press,
  { account }: UserNotice,
  owner: Person,
  key: AccessKey,
  as: Reporter['as'],
  ledger: AccountLedger,
  attempt: string,
): Disabling {
  const now = new Date(press.at);
  const made: NoticeOf<'key-disabled'> = {
    kind: 'key-disabled',
    id: noticeId.keyReported(key.id, press.id),
    account,
    plannedAt: press.at,
    owner,
    key: keyFacts(credentialOfKey(key), now),
    cause: 'reported',
    reportedBy: { slackId: press.by.id, as },
  };
  const earlier = recordBegunUnder(ledger, key.id);
  const begun = ledger.credentials.get(key.id)?.disabling;
  const subject = { account, userName: owner.userName, credential: accessKeyRef(key.id) };
  const common = { state: 'planned', subject, now, attempt, dueBy: 'reported' } as const;
  if (!earlier || !begun) return { ...common, planned: made, notice: made };
  const goingOn = { ...common, begun: { since: begun.since, attempts: begun.attempts } };
  if (earlier.deed.cause === 'reported')
    return { ...goingOn, planned: earlier.deed, notice: earlier.deed };
  // Of what was told already nothing could be changed: this is other news.
  if (earlier.record.owner ?? earlier.record.team)
    return { ...goingOn, planned: made, notice: made };
  const { id, plannedAt } = earlier.deed;
  return { ...goingOn, planned: earlier.deed, notice: { ...made, id, plannedAt } };
}

function recordBegunUnder(
  { credentials, notices }: Begun,
  keyId: string,
): { readonly record: NoticeRecord; readonly deed: Deed } | undefined {
  const begun = credentials.get(keyId)?.disabling;
  const record = begun && notices.get(begun.noticeId);
  const notice = record?.notice;
  return record && notice && isDeed(notice) ? { record, deed: notice } : undefined;
}
