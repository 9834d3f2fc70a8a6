import { accessKeyRef } from '../credentials/credential';
import {
  emptyLedger,
  type AccountLedger,
  type CredentialRecord,
  type NoticeRecord,
} from '../ledger';
import type { AccessKey, IamUser, Inventory } from '../model';
import type { UserNotice } from '../notices';

/** Builders for the tests of the rules: one account, whose runs are at 09:00 UTC. */
export const account = { id: '111111111111', name: 'identity' };

/** The instant of a run, or of anything else at that time, that many days after 2026-01-01. */
export function day(n: number, time = '09:00:00'): Date {
  const start = new Date(`2026-01-01T${time}Z`);
  return new Date(start.getTime() + n * 86_400_000);
}

export function aKey(id: string, createdOn: number, more: Partial<AccessKey> = {}): AccessKey {
  return { id, status: 'Active', createdAt: day(createdOn, '08:00:00'), ...more };
}

export function anEngineer(keys: readonly AccessKey[], more: Partial<IamUser> = {}): IamUser {
  const name = more.name ?? 'alice';
  return {
    arn: `arn:aws:iam::111111111111:user/${name}`,
    name,
    id: `AIDA${name.toUpperCase()}`,
    createdAt: day(-400),
    tags: { type: 'engineer', 'slack-id': 'U0ALICE0001' },
    keys,
    hasMfa: true,
    ...more,
  };
}

export function inventoryOf(...users: readonly IamUser[]): Inventory {
  return { account, users };
}

export function ledgerOf(more: {
  readonly notices?: readonly NoticeRecord[];
  readonly keys?: readonly CredentialRecord[];
  readonly firstReadAt?: Date;
}): AccountLedger {
  return {
    ...emptyLedger(account.id),
    firstReadAt: more.firstReadAt,
    credentials: new Map(more.keys?.map((record) => [record.credential.id, record])),
    notices: new Map(more.notices?.map((record) => [record.id, record])),
  };
}

export function keyRecord(key: AccessKey, more: Partial<CredentialRecord> = {}): CredentialRecord {
  return {
    credential: accessKeyRef(key.id),
    userId: 'AIDAALICE',
    userName: 'alice',
    createdAt: key.createdAt,
    status: key.status,
    fingerprint: 'row',
    ...more,
  };
}

export function planned(notice: UserNotice): NoticeRecord {
  return { id: notice.id, plannedAt: new Date(notice.plannedAt), notice };
}

/** As notify records it when everything arrived some seconds after the run, or at `at`. */
export function delivered(notice: UserNotice, at?: Date): NoticeRecord {
  const plannedAt = new Date(notice.plannedAt);
  const delivery = { at: at ?? new Date(plannedAt.getTime() + 7000), channel: 'D1', ts: '1.1' };
  const stopsOn = 'stopsOn' in notice ? notice.stopsOn : undefined;
  return { ...planned(notice), owner: delivery, team: delivery, toldStopsOn: stopsOn };
}
