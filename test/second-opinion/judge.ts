import pMap from 'p-map';
import { evaluate } from '../meaning/decide';
import type { Request } from '../meaning/request';
import { allAsked } from './cases';
import type { Verdict } from './explanation';
import type { Noticing } from './noticing';
import type { PrincipalMapper } from './principal-mapper';
import type { Tally } from './tally';
import { wrongDocuments } from './wrong-cases';

/** How many requests are on their way to the other process. */
const AT_A_TIME = 500;
const concurrently = { concurrency: AT_A_TIME };

/** Asks both what test/meaning/ asks of the policies as they are. */
export async function judgeAll(second: PrincipalMapper, tally: Tally): Promise<void> {
  const judge = ({ part, request }: { readonly part: string; readonly request: Request }) =>
    judgeOne(second, tally, part, request);
  await pMap(allAsked(), judge, concurrently);
}

/** Asks both whatever a mistake can touch, of one mistake after the other. */
export async function judgeWrong(
  second: PrincipalMapper,
  tally: Tally,
  noticing: Noticing,
): Promise<void> {
  for await (const { name, part, cases } of wrongDocuments()) {
    let wrongAnswers = 0;
    await pMap(
      cases(),
      async ({ request, isRequired }) => {
        const agreed = await judgeOne(second, tally, part, request);
        if (agreed && !isRequired(agreed)) wrongAnswers++;
      },
      concurrently,
    );
    noticing.note(name, wrongAnswers);
  }
}

/** @returns what both say; undefined where they differ, or the second can't be asked */
async function judgeOne(
  second: PrincipalMapper,
  tally: Tally,
  part: string,
  request: Request,
): Promise<Verdict | undefined> {
  if (!tally.isToJudge(part, request)) return undefined;
  const [{ verdict }, theirs] = await Promise.all([evaluate(request), second.judge(request)]);
  return tally.note(request, verdict, theirs) ? verdict : undefined;
}
