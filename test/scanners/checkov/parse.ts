import { z } from 'zod';
import type { Finding } from '../finding';

const record = z.looseObject({
  check_id: z.string().min(1),
  check_name: z.string(),
  file_path: z.string(),
  resource: z.string(),
});

/** What Checkov 3.3.30 writes with `-o json` of one framework. */
const schema = z.looseObject({
  results: z.looseObject({
    passed_checks: z.array(record),
    failed_checks: z.array(record),
    skipped_checks: z.array(z.unknown()).max(0, 'nothing is to be skipped'),
    parsing_errors: z.array(z.string()),
  }),
  summary: z.looseObject({ resource_count: z.number(), checkov_version: z.string() }),
});

/** The logical names by the address in a plan, for each stack. */
export type NamesByStack = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * @param text Checkov's report of plans that are called `<stack>.json`
 * @throws Error where it is no such report, a plan could not be read, or a resource is in none of the plans
 */
export function parseCheckov(
  text: string,
  names: NamesByStack,
): { readonly version: string; readonly findings: readonly Finding[] } {
  const parsed = schema.safeParse(JSON.parse(text));
  if (!parsed.success)
    throw new Error(`Checkov's report is not as expected: ${z.prettifyError(parsed.error)}`);
  const { results, summary } = parsed.data;
  if (results.parsing_errors.length > 0)
    throw new Error(`Checkov could not read ${results.parsing_errors.join(', ')}`);
  const read = [...names.values()].reduce((sum, { size }) => sum + size, 0);
  if (summary.resource_count !== read)
    throw new Error(`Checkov read ${summary.resource_count} resources of the ${read} in the plans`);
  const findingsOf = (records: readonly z.output<typeof record>[], status: 'PASS' | 'FAIL') =>
    records.map((each): Finding => {
      const stack = /^\/?(.+)\.json$/.exec(each.file_path)?.[1] ?? '';
      const ours = names.get(stack)?.get(each.resource);
      if (ours === undefined)
        throw new Error(`${each.file_path}: ${each.resource} is not one of the plan's resources`);
      return {
        scanner: 'Checkov',
        check: each.check_id,
        title: each.check_name,
        status,
        stack,
        resource: each.resource,
        ours,
      };
    });
  return {
    version: summary.checkov_version,
    findings: [
      ...findingsOf(results.passed_checks, 'PASS'),
      ...findingsOf(results.failed_checks, 'FAIL'),
    ],
  };
}
