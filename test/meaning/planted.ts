import { exampleAccounts, oneAccount, type Account } from './accounts';
import type { Company } from './company';
import type { Wrong } from './mistakes';
import type { Principal } from './principal';
import { principalsOfExample, principalsOfOneAccount } from './principals';
import { wrongDocuments } from './wrong-documents';
import { wrongIdentityCenter } from './wrong-identity-center';
import { wrongPressDocuments } from './wrong-press-documents';
import { wrongWaysIn } from './wrong-ways-in';

/** Wrong documents, and of which company the matrix must notice each. */
export interface Planted {
  /** After "a wrong document is noticed". */
  readonly where: string;
  readonly accountsOf: () => Promise<readonly Account[]>;
  readonly principalsOf: (company: Company) => readonly Principal[];
  readonly wrong: readonly Wrong[];
}

const ofOneAccount = { accountsOf: oneAccount, principalsOf: principalsOfOneAccount };

export const planted: readonly Planted[] = [
  {
    ...{ where: '', accountsOf: exampleAccounts, principalsOf: principalsOfExample },
    wrong: wrongDocuments,
  },
  { ...ofOneAccount, where: ' where presses are taken', wrong: wrongPressDocuments },
  {
    ...{ ...ofOneAccount, where: ' where people come without a key' },
    wrong: [...wrongWaysIn, ...wrongIdentityCenter],
  },
];
