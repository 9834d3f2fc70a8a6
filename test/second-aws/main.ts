import { allowances, makeAllowances } from './allowances';
import { Auditor } from './auditor';
import { at, lastDay } from './calendar';
import { compareAfter, compareBefore } from './commands';
import { Company, type Runs } from './company';
import { liveThrough } from './days';
import { people } from './people';
import { whatIsNotRefused } from './refusals';
import { compareServiceRoles } from './service-roles';

/** `npm run test:second-aws`: the company and its eight days twice, once with each way to go through the accounts. */
async function main(): Promise<void> {
  const start = performance.now();
  print(`MiniStack is allowed for in ${allowances.length} things:`);
  for (const { id, reason } of allowances) print(`  ${id}: ${reason}`);
  const wrong = [...(await live('function')), ...(await live('distributed'))];
  const seconds = Math.round((performance.now() - start) / 1000);
  if (wrong.length > 0) {
    print(`${wrong.length} differences, ${seconds} s`);
    process.exitCode = 1;
  } else
    print(
      `${people.length} users, twice ${lastDay} days: keys, messages, reports and commands are as they must be; ${allowances.length} allowances, all of them needed; ${seconds} s`,
    );
}

/** @returns all that is not as it must be */
async function live(runs: Runs): Promise<readonly string[]> {
  const company = await Company.found();
  const wrong: string[] = [];
  const note = (what: string, found: readonly string[]) => {
    wrong.push(...found);
    print(`${runs}, ${what}: ${found.length === 0 ? 'as it must be' : ''}`.trimEnd());
    for (const each of found) print(`  ${each}`);
  };
  let auditor: Auditor | undefined;
  try {
    // What the command says of a company that has no Keyturn yet is the same for both.
    if (runs === 'function') {
      auditor = await Auditor.in(company);
      note('audit, plan and adopt before', await compareBefore(company, auditor));
    }
    company.aws.clock.turnTo(at(1, 6));
    await company.deploy(runs);
    note('allowances', await makeAllowances(company));
    note('what must be refused', await whatIsNotRefused(company));
    note("the roles of AWS's services", await compareServiceRoles(company, runs));
    await liveThrough(company, lastDay, (day, found) => note(`day ${day}`, found));
    if (auditor) {
      company.aws.clock.turnTo(at(lastDay, 16));
      note('audit and plan after', await compareAfter(company, auditor, lastDay));
    }
    return wrong;
  } catch (error) {
    print(`What MiniStack wrote last:\n${company.aws.log().slice(-5000)}`);
    throw error;
  } finally {
    auditor?.keyturn.remove();
    await company.stop();
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 2;
});
