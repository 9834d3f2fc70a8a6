import { iamContract } from '../contracts/iam/iam-contract';
import { otherCredentialsContract } from '../contracts/iam/other-credentials-contract';
import type { ServiceCredential } from '../../rules/model';
import { contractAccount, type OtherCredentialsWorld } from '../contracts/iam/world';
import { InMemoryIam } from './iam';

const DAY_MS = 86_400_000;
const { id } = contractAccount;
const somebody = { arn: `arn:aws:iam::${id}:root`, isOwner: false };

function open(): Promise<OtherCredentialsWorld> {
  let now = new Date('2026-01-01T09:00:00Z');
  let count = 0;
  let serviceCredentials: readonly ServiceCredential[] = [];
  const iam = new InMemoryIam(() => now);
  const world: OtherCredentialsWorld = {
    ...{ iam, iamSwitch: iam, trail: iam },
    turnTo: async (instant) => void (now = instant),
    createUser: async (name, tags = {}) => void iam.createUser(id, name, { tags }),
    tagUser: async (name, tags) => {
      const found = await iam.readAgain(contractAccount, name, 'access-key');
      iam.changeUser(id, name, { tags: { ...found?.tags, ...tags } });
    },
    deleteUser: async (name) => void iam.deleteUser(id, name),
    createKey: (userName) => Promise.resolve(iam.createKey(id, userName, somebody).id),
    setStatus: async (_userName, keyId, status) =>
      void iam.changeKey(id, keyId, { status }, somebody),
    deleteKey: async (_userName, keyId) => void iam.deleteKey(id, keyId),
    createServiceCredential: (userName, service, days) => {
      const made = { id: `ACCA${++count}`, service, status: 'Active', createdAt: now } as const;
      const end = days === undefined ? {} : { expiresAt: new Date(now.getTime() + days * DAY_MS) };
      serviceCredentials = [...serviceCredentials, { ...made, ...end }];
      iam.changeUser(id, userName, { serviceCredentials });
      return Promise.resolve(made.id);
    },
    uploadSshKey: (userName) => {
      const key = { id: `APKA${++count}`, status: 'Active', createdAt: now } as const;
      iam.changeUser(id, userName, { sshKeys: [key] });
      return Promise.resolve(key.id);
    },
    setSshKeyStatus: async (userName, keyId, status) => {
      const sshKeys = [{ id: keyId, status, createdAt: new Date('2026-01-01T09:00:00Z') }];
      iam.changeUser(id, userName, { sshKeys });
    },
    deleteSshKey: async (userName) => void iam.changeUser(id, userName, { sshKeys: undefined }),
    uploadCertificate: async (userName) => {
      const certificate = { id: `CERT${++count}`, status: 'Active', createdAt: now } as const;
      iam.changeUser(id, userName, { signingCertificates: [certificate] });
    },
    neglectRoot: async () =>
      void iam.setRoot(id, { hasMfa: false, keys: [{ status: 'Active', changedAt: now }] }),
    hideServiceCredentials: async (is) =>
      void iam.hideServiceCredentials(id, is ? 'denied' : undefined),
    makeUnreadable: async (is) => void iam.makeUnreadable(id, is ? 'denied' : undefined),
  };
  return Promise.resolve(world);
}

iamContract('in memory', open);
otherCredentialsContract('in memory', open);
