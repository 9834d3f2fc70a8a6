import { contractAccount } from '../contracts/iam/world';
import { keyUsesContract } from '../contracts/key-uses-contract';
import { InMemoryKeyUses } from './key-uses';

keyUsesContract('in memory', () => {
  const uses = new InMemoryKeyUses();
  const { id } = contractAccount;
  let keys = 0;
  return Promise.resolve({
    uses,
    createKey: () => Promise.resolve(`AKIA${String(++keys).padStart(16, '0')}`),
    use: async (keyId, _region, call) =>
      Promise.resolve(uses.use(id, keyId, { ...call, source: 'sts.amazonaws.com' })),
    refuse: async (is) =>
      Promise.resolve(
        uses.refuse(id, is ? 'access-denied at cloudtrail:LookupEvents: denied' : undefined),
      ),
  });
});
