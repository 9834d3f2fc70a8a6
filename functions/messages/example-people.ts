import { defaultRotation } from '../../rules/rotation';
import type { Reader } from './reader';

/** Whom the examples' notices are about, who reads them, and when. */
const common = { teamChannel: 'C0INFRATEAM', rotation: defaultRotation };
export const account = { id: '222222222222', name: 'Production' };
export const plannedAt = '2026-11-23T08:00:00.000Z';
export const timeZone = 'Europe/Berlin';
export const anna = {
  userName: 'anna',
  type: 'engineer',
  fullName: 'Anna Berg',
  slackId: 'U0ANNABERG',
} as const;
/** As CloudTrail's events name the account's root. */
export const root = { userName: '<root_account>' } as const;
export const deployer = { userName: 'deployer', type: 'machine', slackId: 'C0DEPLOYERS' } as const;
export const key = {
  id: 'AKIAEXAMPLE0ANNAWXYZ',
  createdAt: '2026-09-08T09:30:00.000Z',
  age: 76,
  lastUsed: { at: '2026-11-20T16:12:00.000Z', service: 's3', region: 'eu-central-1' },
};
/** IAM says N/A of what it does not know. */
export const usedForIam = { ...key, lastUsed: { ...key.lastUsed, service: 'iam', region: 'N/A' } };
export const newer = { id: 'AKIAEXAMPLE0ANNAQRST', createdAt: '2026-11-22T14:05:00.000Z', age: 0 };
export const stopsOn = '2026-12-08';
export const maker = {
  arn: 'arn:aws:iam::222222222222:user/anna',
  mfa: true,
  sourceAddress: '203.0.113.7',
  userAgent: 'aws-cli/2.31.0 md/awscrt#0.27.6 ua/2.1 os/macos#25.1.0',
  at: '2026-11-22T14:05:00Z',
  isOwner: true,
};
export const stranger = {
  ...maker,
  arn: 'arn:aws:sts::222222222222:assumed-role/admin/mallory',
  mfa: false,
  isOwner: false,
};

export const toOwner: Reader = { audience: 'owner', ...common };
export const toTeam: Reader = { audience: 'team', ...common, owner: { is: 'told' } };
export const pending: Reader = { audience: 'team', ...common, owner: { is: 'pending' } };
export const undeliverable: Reader = {
  audience: 'team',
  ...common,
  owner: { is: 'failed', code: 'account_inactive' },
};
/** For a reason that is nothing of ours to explain. */
export const refusedOtherwise: Reader = {
  audience: 'team',
  ...common,
  owner: { is: 'failed', code: 'ekm_access_denied' },
};
export const notInvited: Reader = {
  audience: 'team',
  ...common,
  owner: { is: 'failed', code: 'not_in_channel' },
};
export const unaddressed: Reader = {
  audience: 'team',
  ...common,
  owner: { is: 'not-addressed' },
};
