import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { programsOf } from './python-environment';
import { runProgram, type ProgramResult, type Surroundings } from './run-program';

/** Cloud Custodian's two ways to ask for old keys. */
export const custodianFilters = {
  'access-key': { type: 'access-key', key: 'CreateDate' },
  credential: { type: 'credential', key: 'access_keys.last_rotated' },
} as const;
export type CustodianFilter = keyof typeof custodianFilters;

/** Every key of the emulated accounts is older than this, so that it must find them all. */
const OLDER_THAN_DAYS = 20;

/** How a peer's run ended: how many users it found, or why it found none. */
export interface PeerResult extends ProgramResult {
  readonly found: number | undefined;
}

/** One policy with one filter over the account's IAM users, nothing cached from before. */
export async function runCustodian(
  filter: CustodianFilter,
  surroundings: Surroundings,
): Promise<PeerResult> {
  const folder = path.join(surroundings.folder, filter);
  mkdirSync(folder, { recursive: true });
  const policy = {
    name: filter,
    resource: 'aws.iam-user',
    filters: [
      {
        ...custodianFilters[filter],
        value_type: 'age',
        value: OLDER_THAN_DAYS,
        op: 'greater-than',
      },
    ],
  };
  // YAML is a superset of JSON.
  writeFileSync(path.join(folder, 'policy.yml'), JSON.stringify({ policies: [policy] }));
  const program = path.join(programsOf('custodian'), 'custodian');
  const args = ['run', '--cache-period', '0', '--region', 'us-east-1', '-s', 'out', 'policy.yml'];
  const result = await runProgram(program, args, { ...surroundings, folder });
  const output = path.join(folder, 'out', filter, 'resources.json');
  const found =
    result.exitCode === 0 && existsSync(output)
      ? (JSON.parse(readFileSync(output, 'utf8')) as unknown[]).length
      : undefined;
  return { ...result, found };
}
