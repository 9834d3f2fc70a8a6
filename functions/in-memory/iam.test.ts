import { iamContract } from '../contracts/iam/iam-contract';
import { otherCredentialsContract } from '../contracts/iam/other-credentials-contract';
import type { StoppableKind } from '../../rules/credentials/credential';
import type { ServiceCredential, SshKey } from '../../rules/model';
import { contractAccount, type OtherCredentialsWorld } from '../contracts/iam/world';
import { InMemoryIam } from './iam';

const DAY_MS = 86_400_000;
const { id } = contractAccount;
const fields = {
  'access-key': 'keys',
  'service-specific': 'serviceCredentials',
  'ssh-key': 'sshKeys',
  'signing-certificate': 'signingCertificates',
} as const;
const somebody = { arn: `arn:aws:iam::${id}:root`, isOwner: false };

function open(): Promise<OtherCredentialsWorld> {
  let now = new Date('2026-01-01T09:00:00Z');
  let count = 0;
  let serviceCredentials: readonly ServiceCredential[] = [];
  const iam = new InMemoryIam(() => now);
  /** Puts others in the place of what the user has of the kind. */
  const change = async (
    userName: string,
    kind: StoppableKind,
    to: (held: readonly SshKey[]) => readonly SshKey[],
  ) => {
    const found = await iam.readAgain(contractAccount, userName, kind);
    const held = to((found?.[fields[kind]] ?? []) as readonly SshKey[]);
    const isNone = held.length === 0 && kind !== 'access-key';
    iam.changeUser(id, userName, { [fields[kind]]: isNone ? undefined : held });
  };
  const world: OtherCredentialsWorld = {
    ...{ iam, iamSwitch: iam, trail: iam },
    turnTo: async (instant) => void (now = instant),
    createUser: async (name, tags = {}) => void iam.createUser(id, name, { tags }),
    tagUser: async (name, tags) => {
      const found = await iam.readAgain(contractAccount, name, 'access-key');
      iam.changeUser(id, name, { tags: { ...found?.tags, ...tags } });
    },
    deleteUser: async (name) => void iam.deleteUser(id, name),
    make: async (kind, userName) => {
      if (kind === 'access-key') return iam.createKey(id, userName, somebody).id;
      const one = { id: `${kind}-${++count}`, status: 'Active', createdAt: now } as const;
      const made = kind === 'service-specific' ? { ...one, service: 'bedrock.amazonaws.com' } : one;
      await change(userName, kind, (held) => [...held, made]);
      return one.id;
    },
    setStatus: async (ref, userName, status) => {
      if (status === 'Active') return iam.enableAgain(id, userName, ref, somebody);
      await change(userName, ref.kind, (held) =>
        held.map((each) => (each.id === ref.id ? { ...each, status } : each)),
      );
    },
    remove: (ref, userName) =>
      change(userName, ref.kind, (held) => held.filter((each) => each.id !== ref.id)),
    useKey: async (keyId) =>
      void iam.changeKey(id, keyId, { lastUsed: { at: now, service: 'sts' } }),
    createServiceCredential: (userName, service, days) => {
      const made = { id: `ACCA${++count}`, service, status: 'Active', createdAt: now } as const;
      const end = days === undefined ? {} : { expiresAt: new Date(now.getTime() + days * DAY_MS) };
      serviceCredentials = [...serviceCredentials, { ...made, ...end }];
      iam.changeUser(id, userName, { serviceCredentials });
      return Promise.resolve(made.id);
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
