import { noticeId, type NoticeOf } from '../../rules/notices';
import {
  account,
  anna,
  deployer,
  maker,
  plannedAt,
  stopsOn,
  stranger,
  timeZone,
} from './example-people';

/** Notices about other credentials than keys and passwords, for the examples; and of what only events tell. */
/** What only says which one it is, as where it was enabled again. */
export const certificate: NoticeOf<'credential-created'> = {
  kind: 'credential-created',
  id: noticeId.credentialCreated('ACCAEXAMPLE0000ANNAKLM', 'created', 'a1b2c3d4'),
  account,
  plannedAt,
  owner: { userName: 'anna' },
  credential: { kind: 'signing-certificate', id: 'EXAMPLE0CERTIFICATE00000000ABCDE' },
  how: 'created',
  neverEnds: false,
  maker,
};
const ofBedrock = {
  ...certificate,
  credential: { kind: 'service-specific', id: 'ACCAEXAMPLE0000ANNAKLM' },
  service: 'bedrock.amazonaws.com',
} as const;
export const apiKey: NoticeOf<'credential-created'> = {
  ...ofBedrock,
  endsAt: '2027-02-20T14:05:00.000Z',
};
export const endless: NoticeOf<'credential-created'> = { ...ofBedrock, neverEnds: true };
/** As the console of Bedrock names the user that it makes for an API key. */
export const consolesUser = { userName: 'BedrockAPIKey-x1y2' } as const;
export const consoleUser: NoticeOf<'console-user-created'> = {
  kind: 'console-user-created',
  id: noticeId.consoleUserCreated('AIDAEXAMPLE0BEDROCK'),
  account,
  plannedAt,
  owner: consolesUser,
  maker: stranger,
};
export const loginProfile: NoticeOf<'login-profile-changed'> = {
  kind: 'login-profile-changed',
  id: noticeId.loginProfileChanged('a1b2c3d4'),
  account,
  plannedAt,
  owner: { userName: 'anna' },
  how: 'created',
  maker: stranger,
};
export const mfa: NoticeOf<'mfa-deactivated'> = {
  kind: 'mfa-deactivated',
  id: noticeId.mfaDeactivated('a1b2c3d4'),
  account,
  plannedAt,
  owner: { userName: 'anna' },
  serialNumber: 'arn:aws:iam::222222222222:mfa/anna',
  maker,
};
const oldApiKey = {
  kind: 'service-specific',
  id: 'ACCAEXAMPLE0000ANNAKLM',
  createdAt: '2026-09-08T09:30:00.000Z',
  age: 76,
  service: 'bedrock.amazonaws.com',
} as const;
export const gitPassword = {
  ...oldApiKey,
  id: 'ACCAEXAMPLE0000ANNAGIT',
  service: 'codecommit.amazonaws.com',
} as const;
export const sshKey = {
  kind: 'ssh-key',
  id: 'APKAEXAMPLE00000ANNA',
  createdAt: '2026-09-08T09:30:00.000Z',
  age: 91,
} as const;
export const oldCertificate = {
  ...sshKey,
  kind: 'signing-certificate',
  id: 'EXAMPLE0CERTIFICATE00000000ABCDE',
} as const;
export const credentialReminder: NoticeOf<'credential-reminder'> = {
  kind: 'credential-reminder',
  id: noticeId.credentialReminder(oldApiKey.id, 76),
  account,
  plannedAt,
  owner: anna,
  credential: oldApiKey,
  stopsOn,
  graceDays: 5,
  timeZone,
  stage: 76,
};
export const credentialOld: NoticeOf<'credential-old'> = {
  kind: 'credential-old',
  id: noticeId.credentialOld(sshKey.id, 91),
  account,
  plannedAt,
  owner: anna,
  credential: sshKey,
  stage: 91,
};
export const credentialDisabled: NoticeOf<'credential-disabled'> = {
  kind: 'credential-disabled',
  id: noticeId.credentialDisabled(oldApiKey.id, stopsOn),
  account,
  plannedAt: '2026-12-08T08:00:00.000Z',
  owner: anna,
  credential: { ...oldApiKey, age: 91 },
  cause: 'age',
};
export const deployersCredential: NoticeOf<'credential-old'> = {
  ...credentialOld,
  owner: deployer,
  credential: { ...oldApiKey, age: 91 },
};
