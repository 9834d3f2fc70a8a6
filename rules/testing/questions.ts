import type { Decision } from '../decisions';
import type { AccountLedger, NoticeRecord } from '../ledger';
import type { AccessKey, IamUser } from '../model';
import { noticeId, type NoticeOf } from '../notices';
import { planDay } from '../plan-day';
import { defaultSettings, type Settings } from '../settings';
import { noticeBase } from './decided';
import { aKey, anEngineer, day, delivered, inventoryOf, ledgerOf } from './one-account';

/** Alice's new key, of day 0 at 08:00, and what she is asked about it. */
export const NEW_KEY = 'AKIANEW0000000000001';
/** Once more after a day. */
export const asking: Settings = { ...defaultSettings, questions: { againAfterDays: 1 } };

export function askingAfter(againAfterDays: number): Settings {
  return { ...asking, questions: { againAfterDays } };
}

/** As the run of day `on` plans it. */
export function aQuestion(asked: 1 | 2, on: number): NoticeOf<'key-question'> {
  const id = noticeId.keyQuestion(NEW_KEY, asked);
  return { ...noticeBase(NEW_KEY, on), kind: 'key-question', id, asked };
}

/** As notify records it, some seconds after it was planned or at `at`. */
export function wasAsked(
  asked: 1 | 2,
  on: number,
  more: Partial<NoticeRecord> = {},
  at?: Date,
): NoticeRecord {
  return { ...delivered(aQuestion(asked, on), at), team: undefined, ...more };
}

/** Of an account that is long known. */
export function ledgerWith(...notices: readonly NoticeRecord[]): AccountLedger {
  return ledgerOf({ notices, firstReadAt: day(-100) });
}

/** A run of day `on`, where something may differ. */
export interface GivenRun {
  readonly on: number;
  readonly key?: AccessKey;
  readonly user?: Partial<IamUser>;
  readonly ledger?: AccountLedger;
  readonly settings?: Settings;
}

export function decisionsOf({
  on,
  key = aKey(NEW_KEY, 0),
  user,
  ledger = ledgerWith(),
  settings = asking,
}: GivenRun): readonly Decision[] {
  return planDay(inventoryOf(anEngineer([key], user)), ledger, settings, day(on));
}

/** Which questions are sent, and which are withdrawn: `1`, `-2`. */
export function questionsOf(given: GivenRun): readonly number[] {
  return decisionsOf(given).flatMap((decision) => {
    if (decision.do === 'send' && decision.notice.kind === 'key-question')
      return [decision.notice.asked];
    if (decision.do !== 'withdraw') return [];
    const found = /\/question\/(\d)$/.exec(decision.noticeId);
    return found ? [-Number(found[1])] : [];
  });
}
