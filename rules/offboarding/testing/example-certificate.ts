import type { OffboardCertificate } from '../certificate';

const account = { id: '111111111111', name: 'identity' };
const deployer = 'arn:aws:sts::111111111111:assumed-role/keyturn-deployer/1790845200000000000';

/** Of somebody who has left the example company. */
export const exampleCertificate: OffboardCertificate = {
  ...{ format: 'keyturn-offboard-certificate/1', keyturnVersion: '1.0.0' },
  ...{ generatedAt: '2027-01-15T10:12:00.000Z', timeZone: 'Europe/Berlin', account },
  user: { name: 'ada', fullName: 'Ada Lovelace', ids: ['AIDAEXAMPLEADA000001'] },
  result: 'out',
  accounts: [
    account,
    { id: '222222222222', name: 'production' },
    { id: '333333333333', name: 'monitor' },
  ],
  ...{ left: [], toLook: [], notSeen: [] },
  iamUser: {
    is: 'gone',
    deletion: {
      at: '2027-01-15T09:31:12.000Z',
      by: deployer,
      eventId: '5f1c8f0e-7c53-4be1-9a52-0a3f0a8f2f44',
    },
    restsOn: 'CloudTrail: DeleteUser',
  },
  credentials: [
    {
      ...{ kind: 'access-key', id: 'AKIAEXAMPLEADA000001', status: 'deleted' },
      createdAt: '2026-11-20T08:00:00.000Z',
      lastUsed: { at: '2027-01-14T16:42:00.000Z', service: 'sts', region: 'eu-central-1' },
      end: {
        ...{ is: 'ended', at: '2027-01-15T08:02:41.000Z' },
        by: 'arn:aws:iam::111111111111:user/grace',
        eventId: 'b9b1d2f3-9a4e-4a51-8f66-1d8b3f3f0c11',
        restsOn: 'CloudTrail: UpdateAccessKey',
      },
      deletion: {
        at: '2027-01-15T09:31:09.000Z',
        by: deployer,
        eventId: '0c2ad4c5-39a7-4cc0-8a37-96dc5d2d7f10',
      },
    },
    {
      ...{ kind: 'password', id: 'password', status: 'deleted' },
      createdAt: '2026-12-01T09:00:00.000Z',
      lastUsed: { at: '2027-01-13T07:55:00.000Z' },
      end: {
        ...{ is: 'ended', at: '2027-01-15T08:02:55.000Z' },
        by: 'arn:aws:iam::111111111111:user/grace',
        eventId: 'e44c1f86-2d7b-45f4-93b1-5d1e2f7a9c02',
        restsOn: 'CloudTrail: DeleteLoginProfile',
      },
    },
  ],
  mfaDevices: [
    {
      ...{ serialNumber: 'arn:aws:iam::111111111111:mfa/ada', kind: 'virtual', status: 'deleted' },
      end: {
        ...{ is: 'ended', at: '2027-01-15T09:31:10.000Z', by: deployer },
        eventId: '7d0e4d6a-1f0c-4b0e-8f57-3a2b9d1c6e88',
        restsOn: 'CloudTrail: DeactivateMFADevice',
      },
      deletion: {
        at: '2027-01-15T09:31:11.000Z',
        by: deployer,
        eventId: '2b8f6c1e-54d7-4a0b-9c3d-6e7f8a9b0c1d',
      },
    },
  ],
  sources: ['what keyturn offboard recorded at 2027-01-15T07:58:03.000Z', "the monitor's ledger"],
  trailSince: '2026-10-17T10:12:00.000Z',
  notKnown: [
    'policies of resources, such as S3 buckets and KMS keys: of policies those of IAM alone are read',
    'IAM Identity Center, and the identity provider behind it',
  ],
};
