import { peopleContract } from '../contracts/people-contract';
import { InMemoryLedger } from './ledger';
import { InMemoryPeople } from './people';

peopleContract('in memory', () => {
  const ledger = new InMemoryLedger();
  return Promise.resolve({ ledger, people: new InMemoryPeople(ledger) });
});
