import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Company } from '../company';
import { runScanner } from '../run-scanner';
import { parseCheckov } from './parse';
import { planOf } from './plan';

/** Has Checkov look at what the stacks registered, as plans of Terraform's: it asks no AWS. */
export async function runCheckov(
  program: string,
  { stacks }: Company,
  folder: string,
): Promise<ReturnType<typeof parseCheckov>> {
  const plans = path.join(folder, 'plans');
  mkdirSync(plans, { recursive: true });
  const names = new Map<string, ReadonlyMap<string, string>>();
  for (const [stack, resources] of stacks) {
    const plan = planOf(resources);
    writeFileSync(path.join(plans, `${stack}.json`), JSON.stringify(plan.document));
    names.set(stack, plan.names);
  }
  const report = await runScanner(
    program,
    [
      ...['--directory', 'plans', '--framework', 'terraform_plan'],
      ...['--output', 'json', '--compact'],
      // Its maker's service is not asked for anything; a failed check is no failed run.
      ...['--skip-download', '--soft-fail'],
    ],
    folder,
  );
  return parseCheckov(report, names);
}
