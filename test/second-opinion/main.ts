import pMap from 'p-map';
import { evaluate } from '../meaning/decide';
import { requests } from './cases';
import { explanations } from './explanations';
import { installPrincipalMapper, PrincipalMapper } from './principal-mapper';
import { Tally } from './tally';
import { unjudged } from './unjudged';

/** How many requests are on their way to the other process. */
const AT_A_TIME = 500;

/**
 * `npm run test:second-opinion`: what test/meaning/ asks of the policies, judged by Principal Mapper too.
 * `--needed`: not to be able to install it is a failure, as it is in CI.
 */
async function main(): Promise<void> {
  const python = install();
  if (python instanceof Error) {
    print(`skipped: Principal Mapper could not be installed: ${python.message}`);
    if (process.argv.includes('--needed')) process.exitCode = 1;
    return;
  }
  const start = performance.now();
  const tally = await judgeAll(new PrincipalMapper(python));
  for (const line of tally.lines()) print(line);
  for (const each of tally.wrong()) print(`wrong: ${each}`);
  if (tally.wrong().length > 0) process.exitCode = 1;
  print(`${Math.round((performance.now() - start) / 1000)} s`);
}

async function judgeAll(second: PrincipalMapper): Promise<Tally> {
  const tally = new Tally(explanations, unjudged);
  try {
    await pMap(
      requests(),
      async (request) => {
        if (!tally.isToJudge(request)) return;
        const [ours, theirs] = await Promise.all([evaluate(request), second.judge(request)]);
        tally.note(request, ours.verdict, theirs);
      },
      { concurrency: AT_A_TIME },
    );
  } finally {
    second.end();
  }
  return tally;
}

function install(): string | Error {
  try {
    return installPrincipalMapper();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 2;
});
