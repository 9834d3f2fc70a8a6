import { contractAccount } from '../contracts/iam/world';
import { wayUsesContract } from '../contracts/way-uses-contract';
import { InMemoryWayUses } from './way-uses';

wayUsesContract('in memory', () => {
  const ways = new InMemoryWayUses();
  const { id } = contractAccount;
  return Promise.resolve({
    ways,
    createUser: (name) => Promise.resolve(`AIDA${name}`),
    signIn: async (name, _region, at, address) =>
      Promise.resolve(ways.use(id, name, { way: 'sign-in', at, address })),
    refuse: async (is) =>
      Promise.resolve(
        ways.refuse(id, is ? 'access-denied at cloudtrail:LookupEvents: denied' : undefined),
      ),
  });
});
