import { accountIdPattern, iamNamePattern } from '../../rules/formats';
import { parseArn } from '../../rules/arn';
import { badUse } from '../cli-error';

export interface DoctorOptions {
  readonly project?: string;
  readonly stack?: string;
  /** The name or the ARN of the function `monitor`. */
  readonly function?: string;
  readonly profile?: string;
  readonly region?: string;
  readonly roleName?: string;
  readonly externalId?: string;
  /** The IAM user whose key is made and deleted. */
  readonly canary?: string;
  readonly canaryProfile?: string;
  /** Minutes to wait for the canary's announcement. */
  readonly wait?: number;
  readonly yes?: true;
  readonly format: 'table' | 'json';
  readonly out?: string;
}

/** @throws CliError where options need each other, or stand in each other's way */
export function checkOptions(options: DoctorOptions): void {
  const { project, stack, region, roleName, externalId } = options;
  const named = options.function;
  if (named !== undefined && (project ?? stack) !== undefined)
    throw badUse(
      `--function goes without ${project === undefined ? '--stack' : '--project'}: the one names the monitor in AWS, the other in the stack files`,
    );
  if (region !== undefined && named === undefined)
    throw badUse('--region goes with --function: the stack’s file says its region');
  if (externalId !== undefined && roleName === undefined)
    throw badUse('--external-id goes with --role-name, whose trust asks for it; found none');
  const { canary, canaryProfile, wait, yes } = options;
  // Of no name IAM takes the caller's own user.
  if (canary !== undefined && !iamNamePattern.test(canary))
    throw badUse(`--canary is ${JSON.stringify(canary)}: expected the name of an IAM user`);
  if (canary === undefined && (canaryProfile !== undefined || wait !== undefined || yes))
    throw badUse(
      `${canaryProfile === undefined ? (yes ? '--yes' : '--wait') : '--canary-profile'} goes with --canary; found none`,
    );
}

/** Of which monitor a function is the function `monitor`. */
export interface NamedFunction {
  readonly monitor: string;
  /** Of an ARN. */
  readonly region?: string;
  readonly accountId?: string;
}

const SUFFIX = '-monitor';

/** @throws CliError where it is neither a name nor an ARN of such a function */
export function readFunction(given: string): NamedFunction {
  const arn = parseArn(given);
  const name = arn ? /^function:([\w-]+)$/.exec(arn.resource)?.[1] : given;
  const isWhole =
    !arn || (arn.service === 'lambda' && accountIdPattern.test(arn.accountId) && arn.region !== '');
  if (name === undefined || !isWhole || !/^[a-zA-Z][\w-]*-monitor$/.test(name))
    throw badUse(
      `--function is ${JSON.stringify(given)}: expected the name or the ARN of a function monitor, such as keyturn-monitor (the stack's output monitorFunctionName)`,
    );
  const monitor = name.slice(0, -SUFFIX.length);
  return arn ? { monitor, region: arn.region, accountId: arn.accountId } : { monitor };
}
