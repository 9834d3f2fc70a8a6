import type { NewWay } from '../../rules/ways-in';
import { badUse } from '../cli-error';
import type { PersonOptions } from './read-person';

export interface MoveStepOptions extends PersonOptions {
  readonly project: string;
  readonly config?: string;
  readonly to?: NewWay;
  readonly back?: true;
  readonly force?: true;
  readonly reason?: string;
  /** The file of a statement. */
  readonly said?: string;
  readonly certificate?: string;
  readonly trail?: true;
  readonly dryRun?: true;
}

/** As long as DynamoDB and a reader take it. */
const LONGEST_REASON = 500;

/** @throws CliError where options need each other, or stand in each other's way */
export function checkStepOptions(options: MoveStepOptions): void {
  const { to, back, force, reason, said, certificate, trail, roleName, externalId } = options;
  const given = [
    ...(back ? ['--back'] : []),
    ...(said === undefined ? [] : ['--said']),
    ...(force ? ['--force'] : []),
    ...(to === undefined ? [] : ['--to']),
  ];
  const [first] = given;
  if (given.length > 1 && (back || said !== undefined || to !== undefined))
    throw badUse(`${given.join(' and ')}: expected one of them, each is a step of its own`);
  if (externalId !== undefined && roleName === undefined)
    throw badUse('--external-id goes with --role-name, whose trust asks for it; found none');
  if (force && reason === undefined)
    throw badUse('--force needs --reason: the ledger keeps why, and who; found none');
  if (reason !== undefined && !force) throw badUse('--reason goes with --force; found none');
  if (reason !== undefined && (reason.trim() === '' || reason.length > LONGEST_REASON))
    throw badUse(
      `--reason ${reason.trim() === '' ? 'is blank' : `has ${reason.length} characters`}: expected a sentence of at most ${LONGEST_REASON} characters`,
    );
  if (certificate !== undefined && first !== undefined)
    throw badUse(`--certificate is of a move that is over, and ${first} of one that is not`);
  if (trail && certificate === undefined)
    throw badUse('--trail goes with --certificate; found none');
}
