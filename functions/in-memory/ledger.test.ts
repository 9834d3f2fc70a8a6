import { answersContract } from '../contracts/ledger/answers-contract';
import { ledgerContract } from '../contracts/ledger/ledger-contract';
import { InMemoryLedger } from './ledger';

const open = () => {
  const ledger = new InMemoryLedger();
  return Promise.resolve({ ledger, deliveries: ledger });
};

ledgerContract('in memory', open);
answersContract('in memory', open);
