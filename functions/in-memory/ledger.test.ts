import { ledgerContract } from '../contracts/ledger/ledger-contract';
import { InMemoryLedger } from './ledger';

ledgerContract('in memory', () => {
  const ledger = new InMemoryLedger();
  return Promise.resolve({ ledger, deliveries: ledger });
});
