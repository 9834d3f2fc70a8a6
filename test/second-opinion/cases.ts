import { paths } from '../meaning/escalation';
import { casesElsewhere, casesOfIam, sheets } from '../meaning/matrix';
import { companyOf } from '../meaning/company';
import { principalsOfExample } from '../meaning/principals';
import { requestOf, type Request } from '../meaning/request';
import { casesOf, withServiceCredentials } from '../meaning/service-credentials';
import { exampleAccounts } from '../meaning/accounts';
import { aboutOne } from '../meaning/things';

/** What test/meaning/ asks of the policies: the whole matrix, the ways to more, credentials of services. */
export async function* requests(): AsyncGenerator<Request> {
  for (const sheet of await sheets())
    for (const cases of [casesOfIam, casesElsewhere])
      for await (const { who, question } of cases(sheet))
        yield requestOf(sheet.company, who, question);
  const company = companyOf(await exampleAccounts());
  for (const who of principalsOfExample(company))
    for (const { steps } of paths)
      for (const step of steps) yield requestOf(company, who, await aboutOne(step, who));
  const withServices = companyOf(await withServiceCredentials());
  for (const { who, asked } of casesOf(withServices)) yield requestOf(withServices, who, asked);
}
