import { accessKeyRef } from '../../../rules/credentials/credential';
import type { CredentialRecord } from '../../../rules/ledger';
import type { Notice, NoticeOf } from '../../../rules/notices';

export const ACCOUNT = '111111111111';
export const KEY = 'AKIAOLD0000000000001';
export const at = (day: number, time = '09:00:00.000') =>
  new Date(`2026-01-${String(day).padStart(2, '0')}T${time}Z`);

export const record: CredentialRecord = {
  credential: accessKeyRef(KEY),
  userId: 'AIDAALICE',
  userName: 'alice',
  createdAt: at(1, '08:30:01.000'),
  status: 'Active',
  fingerprint: 'row',
};

export const reminder: NoticeOf<'key-reminder'> = {
  kind: 'key-reminder',
  id: `key/${KEY}/reminder-76`,
  account: { id: ACCOUNT, name: 'identity' },
  plannedAt: at(2).toISOString(),
  owner: {
    userName: 'alice',
    type: 'engineer',
    fullName: 'Alicia Ünder',
    slackId: 'U0ALICE0001',
    rotateWith: 'aws-vault',
  },
  key: { id: KEY, createdAt: at(1).toISOString(), age: 76, lastUsed: undefined },
  stopsOn: '2026-04-02',
  graceDays: 5,
  timeZone: 'Etc/UTC',
  stage: 76,
};

export const summary: Notice = {
  kind: 'daily-summary',
  id: 'summary/2026-01-02',
  plannedAt: at(2).toISOString(),
  date: '2026-01-02',
  dryRun: false,
  accountsRead: [],
  accountsUnread: [],
  ageBands: [],
  done: [],
  heldBack: [],
  undelivered: [],
  findings: [],
};
