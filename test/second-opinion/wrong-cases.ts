import { sheetAfterMistake } from '../meaning/after-mistake';
import { companyOf, type Company } from '../meaning/company';
import { isAllowedBy, isLetInto } from '../meaning/decide';
import { casesElsewhere, casesOfIam } from '../meaning/matrix';
import { withMistake, type Wrong } from '../meaning/mistakes';
import { planted } from '../meaning/planted';
import type { Principal } from '../meaning/principal';
import { requestOf, type Asked, type Request } from '../meaning/request';
import {
  casesOf,
  withServiceCredentials,
  wrongServiceCredentials,
} from '../meaning/service-credentials';
import type { Verdict } from './explanation';

/** A request that a mistake can touch, and whether an answer to it is what the rules ask for. */
export interface WrongCase {
  readonly request: Request;
  readonly isRequired: (verdict: Verdict) => boolean;
}

/** A mistake that test/meaning/ plants, and all that is asked for its sake. */
export interface WrongDocument {
  readonly name: string;
  /** Of which company. */
  readonly part: string;
  readonly cases: () => AsyncIterable<WrongCase> | Iterable<WrongCase>;
}

export async function* wrongDocuments(): AsyncGenerator<WrongDocument> {
  for (const { where, accountsOf, principalsOf, wrong: all } of planted) {
    const accounts = await accountsOf();
    for (const wrong of all)
      yield {
        name: nameOf(wrong, where),
        part: where.trim() || 'in the example',
        cases: async function* () {
          const sheet = sheetAfterMistake(accounts, wrong, principalsOf);
          for (const part of [casesOfIam, casesElsewhere])
            for await (const { who, question, expected } of part(sheet))
              yield* caseOf(sheet.company, who, question, expected.verdict === 'allowed');
        },
      };
  }
  yield* ofServiceCredentials();
}

const ofServices = ' where there are credentials of services';

async function* ofServiceCredentials(): AsyncGenerator<WrongDocument> {
  const accounts = await withServiceCredentials();
  for (const wrong of wrongServiceCredentials)
    yield {
      name: nameOf(wrong, ofServices),
      part: ofServices.trim(),
      cases: function* () {
        const company = companyOf(withMistake(accounts, wrong));
        for (const { who, asked, isAllowed } of casesOf(company))
          yield* caseOf(company, who, asked, isAllowed);
      },
    };
}

/** None where nobody lets them in: what a policy says is then no answer. */
function* caseOf(
  company: Company,
  who: Principal,
  asked: Asked,
  isWanted: boolean,
): Generator<WrongCase> {
  if (!isLetInto(who, asked)) return;
  yield {
    request: requestOf(company, who, asked),
    isRequired: (verdict) => isAllowedBy(verdict, company, who, asked) === isWanted,
  };
}

function nameOf({ name, resource }: Wrong, where: string): string {
  return `${resource}${where}: ${name}`;
}
