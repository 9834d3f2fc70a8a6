import { exampleAccounts } from '../meaning/accounts';
import { companyOf } from '../meaning/company';
import { paths } from '../meaning/escalation';
import { questionsOf } from '../meaning/journey-questions';
import { journeys } from '../meaning/journeys';
import { casesElsewhere, casesOfIam, sheets } from '../meaning/matrix';
import { principalsOfExample } from '../meaning/principals';
import { requestOf, type Request } from '../meaning/request';
import { casesOf, withServiceCredentials } from '../meaning/service-credentials';
import { aboutOne } from '../meaning/things';

/** What test/meaning/ asks of the policies as they are, and in which part of it. */
export interface Asked {
  readonly part: string;
  readonly request: Request;
}

export async function* allAsked(): AsyncGenerator<Asked> {
  for (const [part, requests] of parts)
    for await (const request of requests()) yield { part, request };
}

const parts: readonly (readonly [part: string, requests: () => AsyncGenerator<Request>])[] = [
  ['the matrix', ofMatrix],
  ['the ways to more', ofWaysToMore],
  ['credentials of services', ofServiceCredentials],
  ['the journeys', ofJourneys],
];

async function* ofMatrix(): AsyncGenerator<Request> {
  for (const sheet of await sheets())
    for (const cases of [casesOfIam, casesElsewhere])
      for await (const { who, question } of cases(sheet))
        yield requestOf(sheet.company, who, question);
}

async function* ofWaysToMore(): AsyncGenerator<Request> {
  const company = companyOf(await exampleAccounts());
  for (const who of principalsOfExample(company))
    for (const { steps } of paths)
      for (const step of steps) yield requestOf(company, who, await aboutOne(step, who));
}

async function* ofServiceCredentials(): AsyncGenerator<Request> {
  const company = companyOf(await withServiceCredentials());
  for (const { who, asked } of casesOf(company)) yield requestOf(company, who, asked);
}

/** What AWS refuses by itself on the way is asked, too: both judge policies alone. */
async function* ofJourneys(): AsyncGenerator<Request> {
  const company = companyOf(await exampleAccounts());
  const alice = principalsOfExample(company).find(({ userName }) => userName === 'alice');
  if (!alice) throw new Error('there is no alice');
  for (const { steps } of journeys)
    for (const step of steps)
      for (const { who, asked } of questionsOf(step, alice)) yield requestOf(company, who, asked);
}
