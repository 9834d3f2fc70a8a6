import { iamContract } from '../contracts/iam/iam-contract';
import { contractAccount, type IamWorld } from '../contracts/iam/world';
import { InMemoryIam } from './iam';

const { id } = contractAccount;
const somebody = { arn: `arn:aws:iam::${id}:root`, isOwner: false };

iamContract('in memory', () => {
  let now = new Date('2026-01-01T09:00:00Z');
  const iam = new InMemoryIam(() => now);
  const world: IamWorld = {
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
    makeUnreadable: async (is) => void iam.makeUnreadable(id, is ? 'denied' : undefined),
  };
  return Promise.resolve(world);
});
