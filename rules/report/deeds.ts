import { dateIn } from '../calendar';
import { daysOld } from '../counted';
import type { AccountLedger, NoticeRecord } from '../ledger';
import type { LocalDate } from '../model';
import type { NoticeOf, UserNotice } from '../notices';
import { countingDelivery } from '../plan/warnings';
import type { Deed } from './report';

/** What the monitor did in an account between two dates, as its ledger shows it. */
export function deedsOf(
  ledger: AccountLedger,
  timeZone: string,
  from: LocalDate,
  to: LocalDate,
): readonly Deed[] {
  return [...ledger.notices.values()]
    .flatMap((record) => deedOf(record, ledger) ?? [])
    .filter(({ at }) => {
      const on = dateIn(timeZone, new Date(at));
      return from <= on && on <= to;
    });
}

function deedOf(record: NoticeRecord, ledger: AccountLedger): Deed | undefined {
  const { notice } = record;
  if (!notice || record.withdrawn !== undefined) return undefined;
  const keyId = 'key' in notice ? notice.key.id : 'keyId' in notice ? notice.keyId : undefined;
  const subject = {
    accountId: notice.account.id,
    userName: notice.owner.userName,
    ...(keyId === undefined ? {} : { keyId }),
  };
  if (notice.kind === 'key-disabled') {
    const at = disabledAt(record, notice, ledger);
    return at && { at: at.toISOString(), ...subject, text: `disabled: ${causeOf(notice)}` };
  }
  const delivery = countingDelivery(record);
  if (!delivery) return undefined;
  const failed = record.owner && 'failed' in record.owner ? record.owner.failed : undefined;
  const where =
    failed === undefined
      ? ''
      : `, in the team's channel: no private message was possible (${failed})`;
  const text = `${told(notice, record)}${where}`;
  return { at: delivery.at.toISOString(), ...subject, text };
}

/** Recorded before it is done: an enabled key that no run has disabled since was not disabled at all. */
function disabledAt(
  { plannedAt }: NoticeRecord,
  { key }: NoticeOf<'key-disabled'>,
  ledger: AccountLedger,
): Date | undefined {
  const known = ledger.keys.get(key.id);
  if (known?.disabledAt && known.disabledAt >= plannedAt) return known.disabledAt;
  return known?.status === 'Active' ? undefined : plannedAt;
}

function causeOf({ cause, key }: NoticeOf<'key-disabled'>): string {
  switch (cause) {
    case 'age':
      return `it was ${daysOld(key.age)}`;
    case 'second-key':
      return 'a newer key was enabled beside it';
    case 're-enabled':
      return 'somebody had enabled it again';
  }
}

function told(
  notice: Exclude<UserNotice, { kind: 'key-disabled' }>,
  { toldStopsOn }: NoticeRecord,
): string {
  const until = toldStopsOn === undefined ? '' : `; told that it stops on ${toldStopsOn}`;
  switch (notice.kind) {
    case 'key-reminder':
      return `reminded that the key is ${daysOld(notice.key.age)}${until}`;
    case 'second-key':
      return `reminded that two keys are enabled${until}`;
    case 'machine-key-old':
      return `reminded that the machine's key is ${daysOld(notice.key.age)}`;
    case 'password-reminder':
      return `reminded that the console password is ${daysOld(notice.age)}`;
    case 'key-created':
      return `the team was told that the key was made${by(notice.maker)}`;
    case 'key-reenabled':
      return `the team was told that the key was enabled again${by(notice.maker)}`;
  }
}

function by(maker: { readonly arn: string } | undefined): string {
  return maker === undefined ? '' : ` by ${maker.arn}`;
}
